/** A list of many pages: the first one alone (it says how many there are), then several at once. */
import { AppError } from '../../../shared/errors.ts'
import type { PageInfo } from '../../../shared/platform/define.ts'

export interface Page<T> {
  readonly rows: readonly T[]
  readonly page: PageInfo
}

export interface PagesOptions<T> {
  fetchPage: (page: number, signal: AbortSignal) => Promise<Page<T>>
  /** Pages asked for and not yet taken, at most. */
  parallel: number
  signal: AbortSignal
}

/**
 * To be iterated once: pages as they arrive, after the first in any order. A failure ends it and cancels the others; so does
 * leaving the loop. Errors: those of `fetchPage`, `cancelled`.
 */
export class Pages<T> implements AsyncIterable<Page<T>> {
  readonly #options: PagesOptions<T>
  #isSteady = true

  constructor(options: PagesOptions<T>) {
    this.#options = options
  }

  /** False when the list changed its length while it was read: rows may have moved over the edge of a page, one be there twice and another missing. */
  get isSteady(): boolean {
    return this.#isSteady
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Page<T>, void> {
    const left = new AbortController()
    const signal = AbortSignal.any([this.#options.signal, left.signal])
    try {
      const first = await this.#fetch(0, signal)
      yield first
      yield* this.#rest(first, signal)
    } finally {
      left.abort()
    }
  }

  async *#rest(first: Page<T>, signal: AbortSignal): AsyncGenerator<Page<T>, void> {
    const { totalCount } = first.page
    // The platform may cap the page size: what it returned counts, not what was asked.
    const size = first.rows.length
    let end = size > 0 ? Math.ceil(totalCount / size) : 1
    let next = 1
    const running = new Map<number, Promise<readonly [number, Page<T>]>>()
    const ask = (): void => {
      for (; running.size < this.#options.parallel && next < end; next++) {
        const index = next
        const asked = this.#fetch(index, signal).then((page) => [index, page] as const)
        // Those that are cancelled with the first failure have nobody to hear them.
        asked.catch(() => undefined)
        running.set(index, asked)
      }
    }
    for (ask(); running.size > 0; ask()) {
      const [index, page] = await Promise.race(running.values())
      running.delete(index)
      if (page.page.totalCount !== totalCount) this.#isSteady = false
      // A total that promises more than there is must not keep us asking.
      if (page.rows.length === 0) end = next
      yield page
    }
  }

  async #fetch(index: number, signal: AbortSignal): Promise<Page<T>> {
    const page = await this.#options.fetchPage(index, signal)
    // An answer that was complete when the signal came is nobody's any more.
    if (signal.aborted) throw new AppError('cancelled')
    return page
  }
}
