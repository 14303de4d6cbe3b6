/**
 * One file of a recording: the frames as they came, in fragments of about a second, so that what a crash leaves plays. MP4; sound
 * of telephones (A-law), which MP4 has no place for, makes it a QuickTime file (`.mov`).
 */
import { open, type FileHandle } from 'node:fs/promises'
import type * as mediabunny from 'mediabunny'
import type { EncodedAudioPacketSource, EncodedVideoPacketSource, Output, StreamTargetChunk } from 'mediabunny'
import { codecString } from '../../../shared/media/codec-string.ts'
import type { VideoCodec } from '../../../shared/media/assembler.ts'
import { pictureSize } from '../../../shared/media/picture-size.ts'
import { diskError } from '../platform/disk-error.ts'
import type { SoundFormat } from './sound-format.ts'

/** On the disk itself at least so often: what a power cut may take. */
const SYNC_MS = 10_000
const FRAGMENT_SECONDS = 1
/** What a picture lasts whose follower is not known. */
const USUAL_SECONDS = 0.04

/** Loaded with the first recording: most starts of the program need none of it. */
type Media = typeof mediabunny

export class MovieFile {
  readonly #media: Media
  readonly #handle: FileHandle
  readonly #codec: VideoCodec
  readonly #format: SoundFormat | undefined
  readonly #output: Output
  readonly #video: EncodedVideoPacketSource
  readonly #sound: EncodedAudioPacketSource | undefined
  #pictures: VideoDecoderConfig | undefined
  #written = 0
  #added = 0
  #syncedAt = performance.now()

  private constructor(media: Media, handle: FileHandle, codec: VideoCodec, format: SoundFormat | undefined) {
    this.#media = media
    this.#handle = handle
    this.#codec = codec
    this.#format = format
    const options = { fastStart: 'fragmented', minimumFragmentDuration: FRAGMENT_SECONDS } as const
    this.#output = new media.Output({
      format: format?.isQuickTime ? new media.MovOutputFormat(options) : new media.Mp4OutputFormat(options),
      target: new media.StreamTarget(
        new WritableStream<StreamTargetChunk>({ write: ({ data, position }) => this.#write(data, position) }),
      ),
    })
    this.#video = new media.EncodedVideoPacketSource(codec === 'H264' ? 'avc' : 'hevc')
    this.#output.addVideoTrack(this.#video)
    if (!format) return
    this.#sound = new media.EncodedAudioPacketSource(format.codec)
    this.#output.addAudioTrack(this.#sound)
  }

  /** A new file; errors: `disk`, also when there is one of this name. */
  static async create(path: string, codec: VideoCodec, sound: SoundFormat | undefined): Promise<MovieFile> {
    const media = await import('mediabunny')
    const handle = await open(path, 'wx', 0o600).catch(diskError)
    const file = new MovieFile(media, handle, codec, sound)
    await file.#output.start()
    return file
  }

  /** Of the whole file when it is finished; before that what was given is counted though it waits for its fragment. */
  get bytes(): number {
    return Math.max(this.#written, this.#added)
  }

  /** `unit` with start codes; the first one a key frame with its parameter sets. `seconds` from the beginning of the file. */
  async addPicture(unit: Uint8Array, isKey: boolean, seconds: number): Promise<void> {
    this.#pictures ??= this.#describe(unit)
    this.#added += unit.length
    const packet = new this.#media.EncodedPacket(unit, isKey ? 'key' : 'delta', seconds, USUAL_SECONDS)
    await this.#video.add(packet, { decoderConfig: this.#pictures }).catch(diskError)
  }

  async addSound(frame: Uint8Array, seconds: number, duration: number): Promise<void> {
    if (!this.#sound || !this.#format) return
    this.#added += frame.length
    const { decoderConfig } = this.#format
    await this.#sound
      .add(new this.#media.EncodedPacket(frame, 'key', seconds, duration), { decoderConfig })
      .catch(diskError)
  }

  /** Nothing of it comes any more: pictures do not wait for it. */
  endSound(): void {
    this.#sound?.close()
  }

  /** Writes what is left and closes. The file is closed whatever fails. */
  async finish(): Promise<void> {
    try {
      await this.#output.finalize()
      await this.#handle.sync()
    } catch (error) {
      diskError(error)
    } finally {
      await this.#handle.close().catch(() => undefined)
    }
  }

  #describe(unit: Uint8Array): VideoDecoderConfig {
    const size = pictureSize(this.#codec, unit)
    // Players take both from the parameter sets; the head of the file only must not be without.
    const codec = codecString(this.#codec, unit) ?? (this.#codec === 'H264' ? 'avc1.42E01E' : 'hev1.1.6.L93.B0')
    return { codec, codedWidth: size?.width ?? 640, codedHeight: size?.height ?? 360 }
  }

  async #write(data: Uint8Array, position: number): Promise<void> {
    for (let at = 0; at < data.length;) {
      const { bytesWritten } = await this.#handle.write(data, at, data.length - at, position + at)
      at += bytesWritten
    }
    this.#written = Math.max(this.#written, position + data.length)
    if (performance.now() - this.#syncedAt < SYNC_MS) return
    this.#syncedAt = performance.now()
    await this.#handle.datasync()
  }
}
