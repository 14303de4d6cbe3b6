/**
 * What leaves this machine: nothing, or the voice of one use of the microphone by one sender. Closed means that no packets are
 * sent, not even of silence. Pressing and letting go fast one after the other ends as the last of them said.
 */
import type { MicrophoneUse } from './microphone.ts'

export class VoiceGate {
  readonly #sender: Pick<RTCRtpSender, 'replaceTrack'>
  readonly #use: MicrophoneUse
  readonly #off: () => void
  #isOpen = false
  #work: Promise<void> = Promise.resolve()

  /** Closed at first: the sender must have been made without a track, or this one's. */
  constructor(sender: Pick<RTCRtpSender, 'replaceTrack'>, use: MicrophoneUse) {
    this.#sender = sender
    this.#use = use
    use.track.enabled = false
    this.#off = use.onTrack(() => {
      if (this.#isOpen) void this.#apply().catch(() => undefined)
    })
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Resolves when the voice goes out. Rejects when the connection is gone. */
  open(): Promise<void> {
    this.#isOpen = true
    this.#use.track.enabled = true
    return this.#apply()
  }

  /** The voice is silenced at once; resolves when nothing is sent any more. Never rejects: a connection that is gone sends nothing. */
  close(): Promise<void> {
    this.#isOpen = false
    this.#silence()
    return this.#apply().catch(() => undefined)
  }

  /** Closes for good. The use stays its owner's. */
  dispose(): void {
    this.#off()
    void this.close()
  }

  #silence(): void {
    try {
      this.#use.track.enabled = false
    } catch {
      // The use was lost before it had a track: nothing is there to be silenced.
    }
  }

  #apply(): Promise<void> {
    const apply = (): Promise<void> => this.#sender.replaceTrack(this.#isOpen ? this.#use.track : null)
    this.#work = this.#work.then(apply, apply)
    return this.#work
  }
}
