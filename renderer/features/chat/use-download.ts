/** Puts the file of a message into the list of downloads. */
import { useDownload as useDownloadOf } from '../downloads/use-download.ts'
import type { FileMessageBody } from './message-actions.ts'

export function useDownload(): (body: FileMessageBody) => void {
  const download = useDownloadOf()
  // Its size is what the sender's program said of it: the platform is asked for the true one.
  return ({ fileId, name }) => download({ source: { kind: 'platform', fileId }, name })
}
