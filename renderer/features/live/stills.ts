/**
 * The last pictures of cameras that this window showed: a pane that opens one of them has something to show at once, greyed and
 * with the moment it is from, until its live picture comes. What is older than a minute says nothing about now any more.
 */
import type { ChannelRef } from '../../ui/channel-drag.ts'

export interface Still {
  readonly picture: HTMLCanvasElement
  /** When it was new, monotonic ms. */
  readonly atMs: number
}

export const STILL_MS = 60_000
/** A picture of 480 pixels is half a megabyte of memory. */
const MOST_STILLS = 48

const nameOf = ({ puid, index }: ChannelRef): string => `${puid} ${index}`

export class Stills {
  readonly #kept = new Map<string, Still>()
  readonly #now: () => number
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `now`: monotonic, ms. */
  constructor(now: () => number) {
    this.#now = now
  }

  get size(): number {
    return this.#kept.size
  }

  keep(channel: ChannelRef, still: Still): void {
    const name = nameOf(channel)
    this.#kept.delete(name)
    this.#kept.set(name, still)
    if (this.#kept.size > MOST_STILLS) this.#kept.delete([...this.#kept.keys()][0] ?? '')
    this.#forgetOld()
  }

  /** Undefined when there is none, or it is too old. */
  of(channel: ChannelRef): Still | undefined {
    const still = this.#kept.get(nameOf(channel))
    return still && this.#now() - still.atMs <= STILL_MS ? still : undefined
  }

  /** Somebody else may sit here now. */
  clear(): void {
    this.#kept.clear()
  }

  /** Also when nothing is opened or closed any more: memory is given back. */
  #forgetOld(): void {
    clearTimeout(this.#timer)
    const oldest = this.#now() - STILL_MS
    for (const [name, { atMs }] of this.#kept) if (atMs < oldest) this.#kept.delete(name)
    this.#timer = this.#kept.size === 0 ? undefined : setTimeout(() => this.#forgetOld(), STILL_MS)
  }
}
