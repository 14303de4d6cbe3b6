/** Gives a whole file its name, and never takes the place of another. */
import { link, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { diskError } from '../platform/disk-error.ts'
import { numberedName } from './safe-name.ts'

const MOST_TRIES = 10_000

/** Resolves with the path it has now: `name`, or `name (2)` … where that is taken. Errors: `disk`. */
export async function giveName(part: string, folder: string, name: string): Promise<string> {
  for (let number = 1; number <= MOST_TRIES; number++) {
    const target = path.join(folder, numberedName(name, number))
    if (await moveTo(part, target)) return target
  }
  throw new AppError('disk', { reason: `too many files are called ${name}` })
}

/** False when there is a file already. */
async function moveTo(part: string, target: string): Promise<boolean> {
  try {
    // One step that fails when somebody has the name: no moment in which a file of this name is not whole.
    await link(part, target)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return await isSameFile(part, target)
    return codeOf(error) === 'ENOENT' ? diskError(error) : await moveWithoutLinks(part, target)
  }
  await rm(part).catch(diskError)
  return true
}

/** A crash between the two steps left the file under both names. */
async function isSameFile(part: string, target: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(part, { bigint: true }), stat(target, { bigint: true })]).catch(
    diskError,
  )
  if (one.ino === 0n || one.ino !== other.ino || one.dev !== other.dev) return false
  await rm(part).catch(diskError)
  return true
}

/** FAT and some network shares have no links: the name is taken by an empty file first, which is then replaced. */
async function moveWithoutLinks(part: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx', 0o600)).close()
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? false : diskError(error)
  }
  await rename(part, target).catch(async (error: unknown) => {
    await rm(target, { force: true })
    diskError(error)
  })
  return true
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
