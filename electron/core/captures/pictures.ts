/** Pictures on their way from a page to the folder of captures. */
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Connection } from '../../../shared/contract/define.ts'
import { AppError } from '../../../shared/errors.ts'
import { giveName } from '../downloads/final-name.ts'
import { requireSpace, type FreeSpace } from '../downloads/disk-space.ts'
import { diskError } from '../platform/disk-error.ts'
import { PieceFile } from '../storage/piece-file.ts'
import { captureName } from './capture-names.ts'

export interface NewPicture {
  readonly puid: string
  readonly index: number
  readonly title: string
  readonly takenAt: number
  readonly bytes: number
}

interface Begun {
  readonly picture: NewPicture
  readonly file: PieceFile
  readonly connection: Connection
  readonly disown: () => void
}

/** A picture of the largest cameras takes some 20 MB. */
const MOST_BYTES = 64 * 1024 * 1024
/** At once, of all windows. */
const MOST_BEGUN = 16
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export class Pictures {
  readonly #begun = new Map<string, Begun>()
  readonly #free: FreeSpace

  constructor(free: FreeSpace) {
    this.#free = free
  }

  /** One that its window does not finish is given up with it. Errors: `too-large`, `limit`, `disk`. */
  async begin(picture: NewPicture, folder: string, connection: Connection): Promise<string> {
    if (picture.bytes > MOST_BYTES) throw new AppError('too-large', { reason: `${picture.bytes} bytes` })
    if (this.#begun.size >= MOST_BEGUN) throw new AppError('limit', { reason: `${MOST_BEGUN} pictures at once` })
    await requireSpace(this.#free, folder, picture.bytes)
    const key = randomUUID()
    const name = captureName(picture.title, picture.takenAt, 'png')
    const file = await PieceFile.create(path.join(folder, `${name}.${key.slice(0, 6)}.part`), picture.bytes)
    const disown = connection.own(() => void this.#abandon(key))
    this.#begun.set(key, { picture, file, connection, disown })
    return key
  }

  /** Its path with the last piece. Errors: `not-found`, `bad-input`, `disk`. */
  async piece(
    key: string,
    offset: number,
    base64: string,
    connection: Connection,
  ): Promise<{ picture: NewPicture; path: string } | undefined> {
    const begun = this.#begun.get(key)
    if (!begun || begun.connection !== connection) throw new AppError('not-found', { reason: 'picture' })
    const { file, picture } = begun
    try {
      if (!(await file.piece(offset, base64))) return undefined
      await requirePng(file.path)
    } catch (error) {
      await this.#abandon(key)
      throw error
    }
    this.#begun.delete(key)
    const name = captureName(picture.title, picture.takenAt, 'png')
    const named = await giveName(file.path, path.dirname(file.path), name)
    begun.disown()
    return { picture, path: named }
  }

  async end(): Promise<void> {
    await Promise.all([...this.#begun.keys()].map((key) => this.#abandon(key)))
  }

  async #abandon(key: string): Promise<void> {
    const begun = this.#begun.get(key)
    this.#begun.delete(key)
    await begun?.file.abandon()
  }
}

/** What a page hands over is written as a picture only when it is one. */
async function requirePng(file: string): Promise<void> {
  const handle = await open(file).catch(diskError)
  try {
    const { buffer } = await handle.read(Buffer.alloc(PNG.length), 0, PNG.length, 0)
    if (!buffer.equals(PNG)) throw new AppError('bad-input', { reason: 'no PNG' })
  } finally {
    await handle.close()
  }
}
