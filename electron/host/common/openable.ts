/**
 * Which files are handed to the system to open. A list of what is only looked at, not of what is dangerous: that one would
 * never be complete, and a file from the platform may have been put there by anybody.
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'

const OPENED = new Set([
  ...['.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.avif', '.heic', '.tif', '.tiff'],
  ...['.mp3', '.m4a', '.aac', '.ogg', '.oga', '.opus', '.wav', '.flac', '.amr', '.wma'],
  ...['.mp4', '.m4v', '.mov', '.mkv', '.webm', '.avi', '.ts', '.mpg', '.mpeg', '.3gp', '.flv', '.wmv'],
  ...['.txt', '.log', '.nmea', '.csv', '.json', '.pdf'],
  ...['.doc', '.docx', '.xls', '.xlsx', '.ppt', '.pptx', '.odt', '.ods', '.odp', '.rtf', '.wps', '.ofd'],
  ...['.zip', '.7z', '.rar', '.tar', '.gz'],
])

/** Errors: `unsupported` for a kind that is not opened, `not-found`, `bad-input` for what is no absolute path. */
export async function requireOpenable(file: string): Promise<void> {
  await requireFile(file)
  const ending = path.extname(file).toLowerCase()
  if (!OPENED.has(ending))
    throw new AppError('unsupported', {
      operation: 'openPath',
      reason: `files of kind ${ending || '?'} are not opened`,
    })
}

/** Errors: `not-found`, `bad-input`. */
export async function requireFile(file: string): Promise<void> {
  if (!path.isAbsolute(file)) throw new AppError('bad-input', { path: '/path', reason: 'not absolute' })
  const isThere = await stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  )
  if (!isThere) throw new AppError('not-found', { reason: 'the file is gone' })
}
