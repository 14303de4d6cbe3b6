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
        | 'record'
        | 'turn'
        | 'fillFrame'
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
  KeyS: 'picture',
  KeyR: 'record',
  KeyO: 'turn',
  KeyC: 'fillFrame',
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
