/**
 * Full-jitter backoff: a random wait between 0 and a doubling ceiling, so that five hundred clients that lost the same
 * server, or sixteen panes that failed together, do not come back in step.
 */

/** Of the first ceiling: full jitter may draw zero, and what refuses at once must not be asked in a tight loop. */
const FLOOR_SHARE = 0.1

export interface BackoffRange {
  /** Ceiling of the first wait, ms. */
  readonly firstMs: number
  /** Ceiling of all waits, ms. */
  readonly mostMs: number
}

/**
 * @param failures tries that failed in a row, from 1
 * @param jitter drawn by the caller, 0 ≤ jitter < 1
 * @returns waiting time before the next try, ms
 */
export function backoffMs(failures: number, jitter: number, { firstMs, mostMs }: BackoffRange): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30))
  return Math.max(firstMs * FLOOR_SHARE, Math.round(ceiling * jitter))
}

/** Counts the failures for `backoffMs`. */
export class Backoff {
  #failures = 0
  readonly #range: BackoffRange
  readonly #random: () => number

  constructor(firstMs: number, mostMs: number, random: () => number = Math.random) {
    this.#range = { firstMs, mostMs }
    this.#random = random
  }

  /** Waiting time before the next try, ms. */
  next(): number {
    this.#failures++
    return backoffMs(this.#failures, this.#random(), this.#range)
  }

  reset(): void {
    this.#failures = 0
  }
}
