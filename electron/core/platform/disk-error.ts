import { AppError } from '../../../shared/errors.ts'

/** What the file system threw, as `disk`. */
export function diskError(error: unknown): never {
  if (error instanceof AppError) throw error
  throw new AppError('disk', { reason: error instanceof Error ? error.message : String(error) }, { cause: error })
}
