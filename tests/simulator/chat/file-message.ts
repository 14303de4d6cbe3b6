/** Messages that carry a file of the platform: a picture, or what somebody said in a meeting. */
import { MessageType, type MessageContent } from '../../../shared/platform/message-content.ts'
import { FileType } from '../../../shared/platform/record-file.ts'
import type { Recordings, StoredFile } from '../recordings/recordings.ts'

/** Type and content of the message that hands on `file`. */
export function handOn(recordings: Pick<Recordings, 'sizeOf'>, file: StoredFile) {
  const isPicture = file.type === FileType.image
  const content: MessageContent<'file'> = {
    fileID: file.fileId,
    fileSize: String(recordings.sizeOf(file)),
    fileName: file.name,
    ...(isPicture ? {} : { duration: (file.endS - file.beginS) * 1000 }),
  }
  return { type: isPicture ? MessageType.picture : MessageType.conferenceAudio, content: JSON.stringify(content) }
}
