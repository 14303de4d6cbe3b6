/** The place where the last minute of a pane is kept, and what of it goes to the decoder. */
import { shallowRef, type ShallowRef } from 'vue'
import type { Effort } from './governor.ts'
import type { Replay, Streams } from './stream/streams.ts'
import type { ReplayNumbers } from './stream/worker-messages.ts'

export type TapeStreams = Pick<Streams, 'newTape' | 'closeTape' | 'replay' | 'setEffort'>

export class PaneTape {
  /** What the decoder is given; set by the governor. */
  readonly effort: ShallowRef<Effort> = shallowRef('all')
  readonly #streams: TapeStreams
  #id: number | undefined

  constructor(streams: TapeStreams) {
    this.#streams = streams
  }

  /** The one that is written on; a new one where there is none. */
  open(): number {
    if (this.#id !== undefined) return this.#id
    const id = this.#streams.newTape()
    this.#streams.setEffort(id, this.effort.value)
    this.#id = id
    return id
  }

  close(): void {
    if (this.#id !== undefined) this.#streams.closeTape(this.#id)
    this.#id = undefined
  }

  setEffort(effort: Effort): void {
    if (this.effort.value === effort) return
    this.effort.value = effort
    if (this.#id !== undefined) this.#streams.setEffort(this.#id, effort)
  }

  /** From so long ago on; undefined when there is nothing. Gives the writable away. */
  replay(
    backMs: number,
    pictures: WritableStream<VideoFrame>,
    onNumbers: (numbers: ReplayNumbers) => void,
  ): Replay | undefined {
    const tapeId = this.#id
    return tapeId === undefined ? undefined : this.#streams.replay({ tapeId, backMs, pictures }, onNumbers)
  }
}
