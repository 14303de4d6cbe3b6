/** For every screen that shows a file: puts it into the list of downloads and opens the list. What is refused is told in words. */
import { useReported } from '../../ui/use-reported.ts'
import type { FileSource } from '../../../shared/contract/downloads.ts'
import { useDownloadsStore } from './store.ts'

export interface WantedFile {
  readonly source: FileSource
  readonly name: string
  /** What the platform says of it, where it does. */
  readonly bytes?: number
  readonly md5?: string
  readonly priority?: 'high' | 'normal' | 'low'
}

export function useDownload(): (file: WantedFile) => void {
  const store = useDownloadsStore()
  const reported = useReported()
  return (file) => {
    store.isOpen = true
    reported(store.add({ ...file, source: { ...file.source } }))
  }
}
