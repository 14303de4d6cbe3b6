/** What can be done with a download, by its state. The first one is what Enter does. */
import type { Download } from '../../../shared/contract/downloads.ts'
import type { IconName } from '../../ui/icons/icon-shapes.ts'

export type RowAction =
  'first' | 'inTurn' | 'pause' | 'resume' | 'retry' | 'open' | 'showInFolder' | 'copyPath' | 'cancel' | 'clear'

export const ACTION_ICONS: Readonly<Record<RowAction, IconName>> = {
  first: 'arrowUp',
  inTurn: 'arrowDown',
  pause: 'pause',
  resume: 'play',
  retry: 'refresh',
  open: 'openFile',
  showInFolder: 'folder',
  copyPath: 'copy',
  cancel: 'cross',
  clear: 'bin',
}

export function rowActions({ state, priority }: Download, canOpen: boolean): readonly RowAction[] {
  if (state === 'done') return canOpen ? ['open', 'showInFolder', 'copyPath', 'clear'] : ['copyPath', 'clear']
  if (state === 'failed') return ['retry', 'clear']
  // What runs already has its turn.
  const turn: RowAction[] = state === 'running' ? [] : [priority === 'high' ? 'inTurn' : 'first']
  if (state === 'paused') return ['resume', ...turn, 'cancel']
  return [...(state === 'waiting' ? (['retry'] as const) : []), 'pause', ...turn, 'cancel']
}
