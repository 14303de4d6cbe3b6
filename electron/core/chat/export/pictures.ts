/** Pictures of an export as `data:` URLs, within bounds: a file of gigabytes opens nowhere. */
import type { Message } from '../../../../shared/contract/chat.ts'
import { downloadPlatformFile } from '../../../../shared/platform/record-file.ts'
import type { ActiveSession } from '../../session/active-session.ts'

const MOST_BYTES_EACH = 5 * 1024 * 1024
const MOST_BYTES = 100 * 1024 * 1024
/** What browsers show as a picture and cannot run. */
const SHOWN: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp'])

export class ExportPictures {
  readonly #session: Pick<ActiveSession, 'openFile'>
  #left = MOST_BYTES

  constructor(session: Pick<ActiveSession, 'openFile'>) {
    this.#session = session
  }

  /** Undefined for messages without a picture, and for pictures that are too large, gone or not to be had now. */
  async of({ body }: Message, signal: AbortSignal): Promise<string | undefined> {
    if (body.kind !== 'file' || body.media !== 'picture' || body.fileId === '') return undefined
    if (body.bytes > Math.min(MOST_BYTES_EACH, this.#left)) return undefined
    try {
      return await this.#fetch(body.fileId, signal)
    } catch {
      return undefined
    }
  }

  async #fetch(fileid: string, signal: AbortSignal): Promise<string | undefined> {
    const { head, chunks, close } = await this.#session.openFile(
      downloadPlatformFile,
      { params: { fileid } },
      { signal },
    )
    const type = head.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
    const most = Math.min(MOST_BYTES_EACH, this.#left)
    if (!SHOWN.has(type) || (head.length ?? 0) > most) {
      close()
      return undefined
    }
    const pieces: Buffer[] = []
    let bytes = 0
    for await (const piece of chunks) {
      bytes += piece.length
      if (bytes > most) return undefined
      pieces.push(piece)
    }
    if (head.length !== undefined && bytes !== head.length) return undefined
    this.#left -= bytes
    return `data:${type};base64,${Buffer.concat(pieces).toString('base64')}`
  }
}
