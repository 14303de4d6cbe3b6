/** What a key means in the live area. Arrows, Enter and letters only while the grid has the focus: the tree has its own. */
import { evenSize, type Direction, type GridSize } from './grid-shapes.ts'

export type GridAction =
  | { readonly action: 'move'; readonly direction: Direction }
  | {
      readonly action:
        | 'zoomIn'
        | 'zoomOut'
        | 'zoomReset'
        | 'clear'
        | 'maximise'
        | 'restore'
        | 'audio'
        | 'muteAll'
        | 'statistics'
        | 'fullscreen'
        | 'ptz'
        | 'transport'
        | 'picture'
        | 'replay'
        | 'record'
        | 'turn'
        | 'fillFrame'
        | 'talk'
    }
  | { readonly action: 'size'; readonly size: GridSize }

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const SIMPLE: Readonly<Record<string, Exclude<GridAction['action'], 'move' | 'size'>>> = {
  Delete: 'clear',
  Enter: 'maximise',
  Escape: 'restore',
  KeyM: 'audio',
  KeyI: 'statistics',
  KeyF: 'fullscreen',
  KeyP: 'ptz',
  KeyT: 'transport',
  KeyB: 'replay',
  KeyS: 'picture',
  KeyR: 'record',
  KeyO: 'turn',
  KeyC: 'fillFrame',
  KeyK: 'talk',
  Equal: 'zoomIn',
  NumpadAdd: 'zoomIn',
  Minus: 'zoomOut',
  NumpadSubtract: 'zoomOut',
  Digit0: 'zoomReset',
  Numpad0: 'zoomReset',
}

/** Keys of the focused grid. Letters by their place on the board, so that a Chinese input method does not swallow them. */
export function gridKey(key: Key): GridAction | undefined {
  if (key.ctrlKey || key.altKey || key.metaKey) return undefined
  if (key.shiftKey) return key.code === 'KeyM' ? { action: 'muteAll' } : undefined
  const direction = DIRECTIONS[key.key]
  if (direction) return { action: 'move', direction }
  const action = SIMPLE[key.key] ?? SIMPLE[key.code]
  return action ? { action } : undefined
}

/** Ctrl+Shift+1 … 8: panes in a row of the new even grid. Works wherever the focus is in the area. */
export function sizeKey(key: Key): GridSize | undefined {
  if (!key.ctrlKey || !key.shiftKey || key.altKey || key.metaKey) return undefined
  const digit = /^(?:Digit|Numpad)([1-8])$/.exec(key.code)?.[1]
  return digit === undefined ? undefined : evenSize(Number(digit))
}

function pageTab(key: string): TabAction | undefined {
  if (key === 'PageDown') return 'next'
  return key === 'PageUp' ? 'previous' : undefined
}

export type TabAction = 'next' | 'previous' | 'rename' | 'reopen'

/**
 * Keys of the tabs, wherever the focus is in the area. Ctrl+Tab belongs to the browser where the client is one of its tabs:
 * Alt+Page Down and Alt+Page Up do the same everywhere.
 */
export function tabKey(key: Key): TabAction | undefined {
  if (key.metaKey) return undefined
  if (key.key === 'Tab' && key.ctrlKey && !key.altKey) return key.shiftKey ? 'previous' : 'next'
  if (key.altKey && !key.ctrlKey && !key.shiftKey) return pageTab(key.key)
  if (key.code === 'KeyT' && key.ctrlKey && key.shiftKey && !key.altKey) return 'reopen'
  return key.key === 'F2' && !key.ctrlKey && !key.altKey && !key.shiftKey ? 'rename' : undefined
}

export type EditAction =
  | { readonly action: 'move'; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }
  | { readonly action: 'resize'; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }
  | { readonly action: 'add' | 'remove' | 'done' }

const STEPS: Readonly<Record<Direction, { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

/** Keys of the edit of a free form: arrows move the selected pane, with Shift they stretch it at its right and lower edge. */
export function editKey(key: Key): EditAction | undefined {
  if (key.ctrlKey || key.altKey || key.metaKey) return undefined
  const direction = DIRECTIONS[key.key]
  if (direction) return { action: key.shiftKey ? 'resize' : 'move', ...STEPS[direction] }
  if (key.key === 'Escape' || key.key === 'Enter') return { action: 'done' }
  if (key.key === 'Delete') return { action: 'remove' }
  return key.key === 'Insert' ? { action: 'add' } : undefined
}
