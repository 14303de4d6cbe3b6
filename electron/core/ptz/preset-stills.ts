/**
 * A small picture of what each preset shows, as it was when it was kept here. It stays in the account's folder and never
 * leaves this machine; the least recently used go when there are too many.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { MOST_STILL_BYTES, type Camera, type PresetStill } from '../../../shared/contract/ptz.ts'
import { AppError } from '../../../shared/errors.ts'
import { FileCache } from '../files/file-cache.ts'

/** Some thousands of them as they usually are, five hundred of the largest. */
const LIMIT_BYTES = 16 * 1024 * 1024
const MOST_ID = 255
/** How every JPEG begins: start of image, and the first byte of the next marker. */
const JPEG_HEAD = Buffer.from([0xff, 0xd8, 0xff])

export class PresetStills {
  readonly #cache: FileCache
  /** One write after the other: two of one preset are two, in their order. */
  #last: Promise<unknown> = Promise.resolve()

  /** `folder`: the account's. */
  constructor(folder: string, now: () => number = Date.now, limitBytes: number = LIMIT_BYTES) {
    this.#cache = new FileCache(path.join(folder, 'preset-stills'), limitBytes, now)
  }

  /** `jpeg` in base64. Errors: `bad-input` (no JPEG), `too-large`, `disk`. */
  keep(camera: Camera, id: number, jpeg: string): Promise<void> {
    const bytes = Buffer.from(jpeg, 'base64')
    if (bytes.length > MOST_STILL_BYTES) throw new AppError('too-large', { path: '/jpeg' })
    if (!bytes.subarray(0, JPEG_HEAD.length).equals(JPEG_HEAD)) throw new AppError('bad-input', { path: '/jpeg' })
    const work = this.#last.then(() => this.#write(keyOf(camera, id), bytes))
    this.#last = work.catch(() => undefined)
    return work
  }

  async find(camera: Camera, id: number): Promise<PresetStill | null> {
    const found = await this.#cache.find(keyOf(camera, id))
    // Removed between the two.
    const bytes = found && (await readFile(found.path).catch(() => undefined))
    return bytes && found ? { jpeg: bytes.toString('base64'), time: found.storedAt } : null
  }

  remove(camera: Camera, id: number): Promise<void> {
    return this.#cache.drop(keyOf(camera, id))
  }

  /** What the camera has no more, whoever removed it. */
  async keepOnly(camera: Camera, ids: readonly number[]): Promise<void> {
    const there = new Set(ids)
    for (let id = 0; id <= MOST_ID; id++) {
      const key = keyOf(camera, id)
      if (!there.has(id) && (await this.#cache.find(key))) await this.#cache.drop(key)
    }
  }

  async #write(key: string, bytes: Buffer): Promise<void> {
    const writer = await this.#cache.begin({ key, bytes: bytes.length, contentType: 'image/jpeg' })
    await writer?.write(bytes)
    const kept = await this.#cache.find(key)
    if (!writer || kept?.bytes !== bytes.length) throw new AppError('disk')
  }
}

function keyOf({ puid, index }: Camera, id: number): string {
  return `${puid} ${index} ${id}`
}
