/** Whether a camera has arrived: its picture does not move as a whole any more. Traffic and leaves are small in it. */

/** Mean difference of brightness, of 255, from one look to the next. */
const SAME = 4
/** A camera takes so long to begin, ms. */
const BEGINS_WITHIN_MS = 1_000
const REST_MS = 2_000
const GIVES_UP_AFTER_MS = 20_000

export interface Look {
  /** Monotonic, ms. */
  readonly atMs: number
  /** Pictures shown so far: one that is frozen says nothing. */
  readonly frames: number
  /** Brightness of a coarse picture, 0 to 255 each. */
  readonly brightness: ArrayLike<number>
}

export class Stillness {
  readonly #since: number
  #restsSince: number
  #last: Look | undefined

  constructor(atMs: number) {
    this.#since = atMs
    this.#restsSince = atMs + BEGINS_WITHIN_MS
  }

  /** True once it rests; undefined when it is no use to wait longer. */
  see(look: Look): boolean | undefined {
    const last = this.#last
    this.#last = look
    if (!last || look.frames <= last.frames || difference(last.brightness, look.brightness) > SAME)
      this.#restsSince = Math.max(look.atMs, this.#since + BEGINS_WITHIN_MS)
    if (look.atMs - this.#restsSince >= REST_MS) return true
    return look.atMs - this.#since > GIVES_UP_AFTER_MS ? undefined : false
  }
}

function difference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0))
  return sum / Math.max(1, one.length)
}
