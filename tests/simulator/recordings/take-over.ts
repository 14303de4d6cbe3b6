/** A file of a device as the platform has it after fetching it: the same bytes under an ID of the platform. */
import type { RecordReasonId } from '../../../shared/platform/record-file.ts'
import type { StoredFile } from './stored-file.ts'

export function takenOver(prefix: string, file: StoredFile, reason: RecordReasonId, insertS: number): StoredFile {
  return { ...file, fileId: `${prefix}${file.fileId}`, reason, insertS, mark: false, isGrowing: false }
}
