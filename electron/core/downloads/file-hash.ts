import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../shared/errors.ts'
import { diskError } from '../platform/disk-error.ts'

/** The platform's hash is MD5 or SHA-256, told apart by its length. Undefined for what is neither. */
function algorithmOf(hash: string): 'md5' | 'sha256' | undefined {
  if (!/^[0-9a-f]+$/i.test(hash)) return undefined
  return hash.length === 32 ? 'md5' : hash.length === 64 ? 'sha256' : undefined
}

/**
 * Reads what is on the disk. True: it fits. False: there is nothing to compare with.
 * Errors: `file-damaged`, `disk`, `cancelled`.
 */
export async function checkHash(file: string, expected: string | null, signal: AbortSignal): Promise<boolean> {
  const algorithm = expected === null ? undefined : algorithmOf(expected)
  if (expected === null || !algorithm) return false
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw new AppError('cancelled')
    diskError(error)
  })
  const found = hash.digest('hex')
  if (found === expected.toLowerCase()) return true
  throw new AppError('file-damaged', { reason: `${algorithm} ${found} instead of ${expected.toLowerCase()}` })
}
