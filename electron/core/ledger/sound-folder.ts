/** Where the sound of speeches lies: one file each, in a folder of the account. */
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { freeSpace, requireSpace } from '../downloads/disk-space.ts'
import { diskError } from '../platform/disk-error.ts'
import { OpusFile, soundMs } from './opus-file.ts'

const ENDING = '.ogg'
/** What has to be free when a speech begins: an hour of it. */
const FIRST_BYTES = 15 * 1024 * 1024

export class SoundFolder {
  readonly path: string

  constructor(accountFolder: string) {
    this.path = path.join(accountFolder, 'talk')
  }

  fileName(speech: string): string {
    return speech + ENDING
  }

  pathOf(file: string): string {
    return path.join(this.path, path.basename(file))
  }

  /** Errors: `disk`. */
  async create(file: string): Promise<OpusFile> {
    await requireSpace(freeSpace, this.path, FIRST_BYTES)
    await mkdir(this.path, { recursive: true, mode: 0o700 }).catch(diskError)
    return await OpusFile.create(this.pathOf(file))
  }

  /** Undefined when it is gone. */
  async facts(file: string): Promise<{ bytes: number; modifiedMs: number } | undefined> {
    const found = await stat(this.pathOf(file)).catch(() => undefined)
    return found?.isFile() ? { bytes: found.size, modifiedMs: found.mtimeMs } : undefined
  }

  async lengthMs(file: string): Promise<number> {
    return await soundMs(this.pathOf(file))
  }

  async remove(files: readonly string[]): Promise<void> {
    for (const file of files) await rm(this.pathOf(file), { force: true }).catch(() => undefined)
  }

  /** All that lie there. */
  async list(): Promise<string[]> {
    const names = await readdir(this.path).catch(() => [])
    return names.filter((name) => name.endsWith(ENDING))
  }

  /** Errors: `disk`. */
  async copyTo(folder: string): Promise<void> {
    if ((await this.list()).length > 0) await cp(this.path, folder, { recursive: true }).catch(diskError)
  }
}
