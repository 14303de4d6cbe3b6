/** What is shown of a stream of websocket media: tracks that are fed by the worker. */
import type { OpenStream } from './stream/streams.ts'
import { audioTrack, videoTrack } from './stream/track-generator.ts'

/** Throws `DOMException` where the browser has no such tracks. */
export class StreamTracks {
  readonly #pictures = videoTrack()
  readonly stream = new MediaStream([this.#pictures])
  #sound: MediaStreamTrack | undefined

  /** Where pictures are written. */
  get pictures(): WritableStream<VideoFrame> {
    return this.#pictures.writable
  }

  /** The track of sound is there while somebody listens: one that is muted costs as much as one that is heard. */
  setAudible(isAudible: boolean, opened: Pick<OpenStream, 'setSound'>): void {
    if (isAudible === (this.#sound !== undefined)) return
    if (this.#sound) {
      this.stream.removeTrack(this.#sound)
      this.#sound.stop()
      this.#sound = undefined
      return opened.setSound(undefined)
    }
    const track = audioTrack()
    this.#sound = track
    this.stream.addTrack(track)
    opened.setSound(track.writable)
  }

  stop(): void {
    for (const track of this.stream.getTracks()) track.stop()
  }
}
