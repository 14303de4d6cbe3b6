/** The sound of one speech: packets of Opus as they come, in pages of half a second, so that what a crash leaves plays (RFC 7845). */
import { open, type FileHandle } from 'node:fs/promises'
import type * as mediabunny from 'mediabunny'
import type { EncodedAudioPacketSource, Output, StreamTargetChunk } from 'mediabunny'
import { SOUND_PACKET_MS } from '../../../shared/contract/ledger.ts'
import { diskError } from '../platform/disk-error.ts'

const PAGE_SECONDS = 0.5
const RATE = 48_000
/** What an encoder needs to come to itself, samples: libopus says 6.5 ms. */
const PRE_SKIP = 312

export class OpusFile {
  readonly #media: typeof mediabunny
  readonly #handle: FileHandle
  readonly #output: Output
  readonly #sound: EncodedAudioPacketSource
  #bytes = 0
  #packets = 0

  private constructor(media: typeof mediabunny, handle: FileHandle) {
    this.#media = media
    this.#handle = handle
    this.#output = new media.Output({
      format: new media.OggOutputFormat({ maximumPageDuration: PAGE_SECONDS }),
      target: new media.StreamTarget(
        new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => this.#write(data, position) }),
      ),
    })
    this.#sound = new media.EncodedAudioPacketSource('opus')
    this.#output.addAudioTrack(this.#sound)
  }

  /** A new file. Errors: `disk`, also when there is one of this name. */
  static async create(path: string): Promise<OpusFile> {
    // Loaded with the first speech: most starts of the program need none of it.
    const media = await import('mediabunny')
    const handle = await open(path, 'wx', 0o600).catch(diskError)
    const file = new OpusFile(media, handle)
    await file.#output.start()
    return file
  }

  get bytes(): number {
    return this.#bytes
  }

  get ms(): number {
    return this.#packets * SOUND_PACKET_MS
  }

  /** The next one, of `SOUND_PACKET_MS`. Errors: `disk`. */
  async add(packet: Uint8Array): Promise<void> {
    const seconds = this.ms / 1000
    this.#packets++
    const encoded = new this.#media.EncodedPacket(packet, 'key', seconds, SOUND_PACKET_MS / 1000)
    await this.#sound.add(encoded, { decoderConfig: CONFIG }).catch(diskError)
  }

  /** Writes what is left and closes. The file is closed whatever fails. */
  async finish(): Promise<void> {
    try {
      if (this.#packets > 0) await this.#output.finalize()
      else await this.#output.cancel()
      await this.#handle.sync()
    } catch (error) {
      diskError(error)
    } finally {
      await this.#handle.close().catch(() => undefined)
    }
  }

  async #write(data: Uint8Array, position: number): Promise<void> {
    for (let at = 0; at < data.length;) {
      const { bytesWritten } = await this.#handle.write(data, at, data.length - at, position + at)
      at += bytesWritten
    }
    this.#bytes = Math.max(this.#bytes, position + data.length)
  }
}

/** How long the sound in a file is, ms; 0 for one that holds none, or is none. */
export async function soundMs(path: string): Promise<number> {
  const { Input, OGG, FilePathSource } = await import('mediabunny')
  const input = new Input({ source: new FilePathSource(path), formats: [OGG] })
  try {
    return Math.round((await input.computeDuration()) * 1000)
  } catch {
    return 0
  } finally {
    input.dispose()
  }
}

const CONFIG: AudioDecoderConfig = {
  codec: 'opus',
  sampleRate: RATE,
  numberOfChannels: 1,
  description: opusHead(),
}

/** RFC 7845, 5.1. */
function opusHead(): Uint8Array {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(1, 9)
  head.writeUInt16LE(PRE_SKIP, 10)
  head.writeUInt32LE(RATE, 12)
  return head
}
