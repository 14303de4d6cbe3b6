import { useClipboard } from '@vueuse/core'
import type { Download } from '../../../shared/contract/downloads.ts'
import { useReported } from '../../ui/use-reported.ts'
import type { RowAction } from './row-actions.ts'
import { useDownloadsStore } from './store.ts'

/** Runs an action of a row; what is refused is told in words. */
export function useRowActions(): (action: RowAction, download: Download) => void {
  const store = useDownloadsStore()
  const reported = useReported()
  const { copy } = useClipboard({ legacy: true })
  const run: Readonly<Record<RowAction, (download: Download) => Promise<unknown>>> = {
    first: ({ id }) => store.setPriority(id, 'high'),
    inTurn: ({ id }) => store.setPriority(id, 'normal'),
    pause: ({ id }) => store.pause([id]),
    resume: ({ id }) => store.resume([id]),
    retry: ({ id }) => store.resume([id]),
    open: ({ id }) => store.open(id),
    showInFolder: ({ id }) => store.showInFolder(id),
    copyPath: ({ path = '' }) => copy(path),
    cancel: ({ id }) => store.remove([id]),
    clear: ({ id }) => store.remove([id]),
  }
  return (action, download) => reported(run[action](download))
}
