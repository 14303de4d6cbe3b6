/**
 * The time of a recording, which only goes on: where the line of the stream moves (the sender's clock became known, or was set)
 * it goes on from the last picture by the time of arrival.
 */
import type { MediaHead } from '../../../shared/media/media-message.ts'

export class MediaClock {
  #timeline: number | undefined
  /** Media time of the recording's beginning on the line of now, µs. */
  #zeroUs = 0
  #lastUs = 0
  #lastReceivedMs = 0

  /** Seconds since the first picture. `head`: of a picture, or of sound after one. */
  place(head: Readonly<MediaHead>): number {
    if (this.#timeline !== head.timeline) this.#follow(head)
    return (head.mediaUs - this.#zeroUs) / 1e6
  }

  /** The same for a picture; the next one is never earlier. */
  placePicture(head: Readonly<MediaHead>): number {
    const us = Math.max(this.place(head) * 1e6, this.#lastUs + (this.#lastReceivedMs === 0 ? 0 : 1000))
    this.#lastUs = us
    this.#lastReceivedMs = head.receivedMs
    return us / 1e6
  }

  #follow({ timeline, mediaUs, receivedMs }: Readonly<MediaHead>): void {
    const passedUs = this.#timeline === undefined ? 0 : Math.max(0, receivedMs - this.#lastReceivedMs) * 1000
    this.#zeroUs = mediaUs - (this.#lastUs + passedUs)
    this.#timeline = timeline
  }
}
