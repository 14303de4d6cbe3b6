/** SQLite's result codes in the words of our closed list. */
import { AppError } from '../../../shared/errors.ts'

const DISK = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM|BUSY|LOCKED|NOLFS)/
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/

function sqliteCode(error: unknown): string | undefined {
  // By shape: the class belongs to the package, which only the thread loads.
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return error.code
}

/** True when the file is not a database or its content contradicts itself. */
export function isDamage(error: unknown): boolean {
  return error instanceof AppError ? error.code === 'file-damaged' : DAMAGE.test(sqliteCode(error) ?? '')
}

/**
 * `disk` for a full, read-only, locked or failing disk, `file-damaged` for a damaged database; both with SQLite's or the
 * system's own words as reason. Anything else is not ours to explain and becomes `internal`.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = sqliteCode(error) ?? ''
  const reason = error instanceof Error ? error.message : String(error)
  const options = { cause: error }
  if (DAMAGE.test(code)) return new AppError('file-damaged', { reason: `${code}: ${reason}` }, options)
  if (DISK.test(code)) return new AppError('disk', { reason: `${code}: ${reason}` }, options)
  // What the file system itself says (ENOSPC, EACCES, ENOTDIR …) carries its code in its words.
  if (/^E[A-Z0-9]+$/.test(code)) return new AppError('disk', { reason }, options)
  return new AppError('internal', { reason }, options)
}
