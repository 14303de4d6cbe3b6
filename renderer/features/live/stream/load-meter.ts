/** How the worker of the streams copes, out of its numbers. */
import type { Report } from './worker-messages.ts'

export interface StreamLoad {
  /** The latest of the worker's timers, ms. */
  readonly lagMs: number
  /** Pictures that its decoders gave up. */
  readonly dropped: number
}

const NOTHING: StreamLoad = { lagMs: 0, dropped: 0 }

export class LoadMeter {
  #load = NOTHING
  #droppedBefore: ReadonlyMap<number, number> = new Map()

  hear({ lagMs, streams }: Extract<Report, { type: 'numbers' }>): void {
    let { dropped } = this.#load
    for (const [id, numbers] of streams) dropped += Math.max(0, numbers.dropped - (this.#droppedBefore.get(id) ?? 0))
    this.#droppedBefore = new Map(streams.map(([id, numbers]) => [id, numbers.dropped]))
    this.#load = { lagMs: Math.max(this.#load.lagMs, lagMs), dropped }
  }

  /** Since this was asked last. */
  take(): StreamLoad {
    const taken = this.#load
    this.#load = NOTHING
    return taken
  }
}
