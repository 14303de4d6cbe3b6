import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/** Left for everybody else: a system whose disk is full to the last byte cannot even log that it is. */
export const RESERVE_BYTES = 100 * 1024 * 1024

/** Bytes an ordinary account may still write; undefined where the system does not say. */
export type FreeSpace = (folder: string) => Promise<number | undefined>

/** Of a folder that does not exist yet: of the one it will be made in. */
export const freeSpace: FreeSpace = async (folder) => {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    const above = path.dirname(folder)
    return above === folder ? undefined : await freeSpace(above)
  }
}

/** Errors: `disk` when `bytes` more would not fit. */
export async function requireSpace(free: FreeSpace, folder: string, bytes: number): Promise<void> {
  const there = await free(folder)
  if (there !== undefined && bytes + RESERVE_BYTES > there)
    throw new AppError('disk', { path: folder, reason: `ENOSPC: ${bytes} bytes do not fit, ${there} are free` })
}
