/** Files on their way into the outbox and out of it: `outgoing/<key>` in the account's folder. */
import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { MessageBody } from '../../../shared/contract/chat.ts'
import { AppError } from '../../../shared/errors.ts'
import { PieceFile } from '../storage/piece-file.ts'

type FileBody = Extract<MessageBody, { kind: 'file' }>

export interface NewAttachment {
  readonly conversation: number
  readonly media: 'picture' | 'video' | 'audio' | 'file'
  readonly name: string
  readonly bytes: number
  readonly durationMs?: number
}

interface Incomplete {
  readonly attachment: NewAttachment
  readonly file: PieceFile
}

/** More is nothing for a chat, and no platform was seen that takes it. */
const MOST_BYTES = 200 * 1024 * 1024

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
}
const BY_MEDIA: Readonly<Record<string, string>> = { picture: 'image/jpeg', video: 'video/mp4', audio: 'audio/webm' }

export class Attachments {
  readonly #folder: string
  readonly #incomplete = new Map<string, Incomplete>()

  constructor(accountFolder: string) {
    this.#folder = path.join(accountFolder, 'outgoing')
  }

  /** What a crash left of files that never stood in the outbox. */
  async sweep(keys: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    await Promise.all(names.filter((name) => !keys.has(name)).map((name) => this.#remove(name)))
  }

  pathOf(key: string): string {
    return path.join(this.#folder, key)
  }

  contentTypeOf({ name, media }: FileBody): string {
    return CONTENT_TYPES[path.extname(name).toLowerCase()] ?? BY_MEDIA[media] ?? 'application/octet-stream'
  }

  /** Errors: `too-large`, `disk`. */
  async begin(attachment: NewAttachment): Promise<string> {
    if (attachment.bytes > MOST_BYTES) throw new AppError('too-large', { reason: `${attachment.bytes} bytes` })
    const key = randomUUID()
    const file = await PieceFile.create(this.pathOf(key), attachment.bytes)
    this.#incomplete.set(key, { attachment, file })
    return key
  }

  /**
   * The next piece. With the last one the file is on the disk and its body comes back. Errors: `not-found`, `bad-input` for a
   * piece that does not follow, `disk`; after each the file is given up.
   */
  async piece(
    key: string,
    offset: number,
    base64: string,
  ): Promise<{ conversation: number; body: FileBody } | undefined> {
    const incomplete = this.#incomplete.get(key)
    if (!incomplete) throw new AppError('not-found', { reason: 'attachment' })
    try {
      if (!(await incomplete.file.piece(offset, base64))) return undefined
    } catch (error) {
      this.#incomplete.delete(key)
      throw error
    }
    this.#incomplete.delete(key)
    const { media, name, bytes, durationMs, conversation } = incomplete.attachment
    const duration = durationMs === undefined ? {} : { durationMs }
    return { conversation, body: { kind: 'file', media, fileId: '', name, bytes, ...duration } }
  }

  /** Nobody sends its rest any more. */
  async abandon(key: string): Promise<void> {
    const incomplete = this.#incomplete.get(key)
    if (!incomplete) return
    this.#incomplete.delete(key)
    await incomplete.file.abandon()
  }

  async end(): Promise<void> {
    await Promise.all([...this.#incomplete.keys()].map((key) => this.abandon(key)))
  }

  /** Those that were sent or taken out. */
  async removeAll(keys: readonly string[]): Promise<void> {
    await Promise.all(keys.map((key) => this.#remove(key)))
  }

  async #remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true }).catch(() => undefined)
  }
}
