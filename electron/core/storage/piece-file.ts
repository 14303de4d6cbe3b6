/** A file that comes from a page in pieces of base64, one after the other. */
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { diskError } from '../platform/disk-error.ts'

export class PieceFile {
  readonly path: string
  readonly #bytes: number
  readonly #file: FileHandle
  #written = 0
  /** Pieces are written one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(file: string, bytes: number, handle: FileHandle) {
    this.path = file
    this.#bytes = bytes
    this.#file = handle
  }

  /** `bytes`: what it will have. Makes its folder. Errors: `disk`, also when there is a file of this name. */
  static async create(file: string, bytes: number): Promise<PieceFile> {
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      return new PieceFile(file, bytes, await open(file, 'wx', 0o600))
    } catch (error) {
      return diskError(error)
    }
  }

  /**
   * True with the last piece, when the file is on the disk. Errors: `bad-input` for a piece that does not follow, `disk`; after
   * each the file is gone.
   */
  async piece(offset: number, base64: string): Promise<boolean> {
    const written = this.#turn.then(() => this.#write(offset, Buffer.from(base64, 'base64')))
    this.#turn = written.catch(() => undefined)
    try {
      return await written
    } catch (error) {
      await this.abandon()
      return diskError(error)
    }
  }

  /** Nobody sends its rest any more. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => undefined)
    await rm(this.path, { force: true }).catch(() => undefined)
  }

  async #write(offset: number, piece: Buffer): Promise<boolean> {
    if (offset !== this.#written || piece.length === 0 || offset + piece.length > this.#bytes) {
      throw new AppError('bad-input', { reason: `${piece.length} bytes at ${offset}, after ${this.#written}` })
    }
    await this.#file.write(piece, 0, piece.length, offset)
    this.#written += piece.length
    if (this.#written < this.#bytes) return false
    await this.#file.sync()
    await this.#file.close()
    return true
  }
}
