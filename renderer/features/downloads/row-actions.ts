/** What can be done with a download, by its state. The first one is what Enter does. */
import type { Download } from '../../../shared/contract/downloads.ts'
import type { IconName } from '../../ui/icons/icon-shapes.ts'

export type RowAction = 'pause' | 'resume' | 'retry' | 'open' | 'showInFolder' | 'copyPath' | 'cancel' | 'clear'

export const ACTION_ICONS: Readonly<Record<RowAction, IconName>> = {
  pause: 'pause',
  resume: 'play',
  retry: 'refresh',
  open: 'openFile',
  showInFolder: 'folder',
  copyPath: 'copy',
  cancel: 'cross',
  clear: 'bin',
}

export function rowActions({ state }: Download, canOpen: boolean): readonly RowAction[] {
  if (state === 'done') return canOpen ? ['open', 'showInFolder', 'copyPath', 'clear'] : ['copyPath', 'clear']
  if (state === 'failed') return ['retry', 'clear']
  if (state === 'paused') return ['resume', 'cancel']
  return state === 'waiting' ? ['retry', 'pause', 'cancel'] : ['pause', 'cancel']
}
