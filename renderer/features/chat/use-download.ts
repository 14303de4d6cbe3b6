/** Fetches a file of the platform to this machine. */
import { fileUrl } from '../../../shared/contract/downloads.ts'
import type { FileMessageBody } from './message-actions.ts'

export function useDownload(): (body: FileMessageBody) => void {
  return ({ fileId, name }) => {
    const link = document.createElement('a')
    link.href = fileUrl({ kind: 'platform', fileId })
    link.download = name
    link.click()
  }
}
