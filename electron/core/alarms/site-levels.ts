/** What a site thinks of types of alarms, where that is not what the table says. For all accounts of the site on this machine. */
import path from 'node:path'
import { LevelTable } from '../../../shared/contract/alarms.ts'
import { DEFAULT_LEVELS } from '../../../shared/alarm-levels.ts'
import { AppError } from '../../../shared/errors.ts'
import { siteFolder } from '../account-folder.ts'
import type { Host } from '../host.ts'
import { JsonFile } from '../storage/json-file.ts'

const MAX_TYPES = 1000

export class SiteLevels {
  readonly #host: Host
  #file: JsonFile<typeof LevelTable> | undefined

  constructor(host: Host) {
    this.#host = host
  }

  get own(): LevelTable {
    return this.#file?.value ?? {}
  }

  open(siteId: string): void {
    const file = path.join(siteFolder(this.#host.dataFolder, siteId), 'alarm-levels.json')
    this.#file = new JsonFile(file, LevelTable, {}, (setAside, reason) =>
      this.#host.log('error', `alarm-levels.json was damaged (${reason}), set aside as ${setAside}`),
    )
  }

  close(): void {
    this.#file = undefined
  }

  /** Returns what is kept: only what differs from the table. Errors: `disk`, `bad-input`, `not-signed-in`. */
  async set(own: LevelTable): Promise<LevelTable> {
    if (!this.#file) throw new AppError('not-signed-in')
    const entries = Object.entries(own)
    const odd = entries.find(([type]) => !/^\d{1,9}$/.test(type))
    if (odd) throw new AppError('bad-input', { path: `/own/${odd[0]}`, reason: 'not the number of a type' })
    if (entries.length > MAX_TYPES) throw new AppError('limit', { path: '/own' })
    const kept = Object.fromEntries(entries.filter(([type, level]) => DEFAULT_LEVELS[type] !== level))
    await this.#file.write(kept)
    return kept
  }
}
