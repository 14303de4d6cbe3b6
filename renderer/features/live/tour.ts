/**
 * A tour goes through what it is given, one after the other, without end. What comes next is prepared ahead, and the change
 * waits a little for it, so that nothing black lies between two pictures. What is not to be had (an off-line device) is left
 * out and counted. The list is asked for anew at each step: a group has other on-line devices than a minute ago.
 */
import { shallowRef, type ShallowRef } from 'vue'

export interface TourItem {
  readonly key: string
  readonly available: boolean
}

export interface TourParts<Item extends TourItem> {
  readonly items: () => readonly Item[]
  /** Connects ahead what is shown next. */
  readonly prepare: (item: Item) => void
  /** Whether what was prepared can be shown without a gap. */
  readonly isReady: (item: Item) => boolean
  readonly show: (item: Item) => void
  /** Monotonic, ms. */
  readonly now: () => number
}

export interface TourView<Item extends TourItem> {
  readonly running: boolean
  readonly current: Item | undefined
  readonly next: Item | undefined
  /** Items that are not to be had now. */
  readonly skipped: number
  readonly count: number
  /** How long the current one was shown when this view was made, ms. */
  readonly elapsedMs: number
}

/** So long before the change the next one is prepared. */
export const LEAD_MS = 2_500
/** So long the change waits for a picture that does not come; then it is shown with what is wrong with it. */
export const PATIENCE_MS = 4_000

export class Tour<Item extends TourItem> {
  readonly view: ShallowRef<TourView<Item>>
  dwellMs: number
  readonly #parts: TourParts<Item>
  #running: boolean
  /** False while nobody sees it: the time stands still. */
  #isActive = true
  #current: string | undefined
  /** Where it was in the list, for when the current one is no longer there. */
  #at = 0
  /** As of the last tick: asked for once in a tick. */
  #items: readonly Item[]
  #elapsedMs = 0
  #tickedAt: number
  #prepared: string | undefined

  constructor(parts: TourParts<Item>, options: { dwellMs: number; running: boolean; current?: string | undefined }) {
    this.#parts = parts
    this.dwellMs = options.dwellMs
    this.#running = options.running
    this.#current = options.current
    this.#tickedAt = parts.now()
    this.#items = parts.items()
    this.view = shallowRef(this.#look())
  }

  get running(): boolean {
    return this.#running
  }

  start(): void {
    this.#running = true
    this.#renew()
  }

  pause(): void {
    this.tick()
    this.#running = false
    this.#renew()
  }

  setActive(on: boolean): void {
    this.#isActive = on
    this.#tickedAt = this.#parts.now()
    this.#prepared = undefined
    this.#renew()
  }

  next(): void {
    const next = this.#neighbour(1)
    if (next) this.#show(next)
  }

  previous(): void {
    const previous = this.#neighbour(-1)
    if (previous) this.#show(previous)
  }

  /** The operator went there by himself: the tour goes on from it. */
  moveTo(key: string): void {
    this.#current = key
    this.#elapsedMs = 0
    this.#prepared = undefined
    this.#renew()
  }

  /** A few times a second. */
  tick(): void {
    const now = this.#parts.now()
    this.#items = this.#parts.items()
    const isCounting = this.#running && this.#isActive
    if (isCounting) this.#elapsedMs += now - this.#tickedAt
    this.#tickedAt = now
    if (isCounting) this.#advance()
    this.#renew(true)
  }

  #advance(): void {
    const current = this.#items.find(({ key }) => key === this.#current)
    const next = this.#neighbour(1)
    // Nobody else: the last stretch of the time begins when somebody comes, so that there is time to prepare.
    if (!next) return this.#notBeyond(this.dwellMs - LEAD_MS)
    // A device that went off-line is not looked at for the rest of its time.
    if (!current?.available) return this.#show(next)
    if (this.#elapsedMs < this.dwellMs - LEAD_MS) return
    if (this.#prepared !== next.key) {
      this.#prepared = next.key
      this.#notBeyond(this.dwellMs - LEAD_MS)
      this.#parts.prepare(next)
    }
    if (this.#elapsedMs < this.dwellMs) return
    if (this.#parts.isReady(next) || this.#elapsedMs >= this.dwellMs + PATIENCE_MS) this.#show(next)
  }

  #notBeyond(mostMs: number): void {
    this.#elapsedMs = Math.min(this.#elapsedMs, mostMs)
  }

  #show(item: Item): void {
    this.#at = this.#items.findIndex(({ key }) => key === item.key)
    this.#current = item.key
    this.#elapsedMs = 0
    this.#prepared = undefined
    this.#parts.show(item)
    this.#renew()
  }

  /** The nearest other item that is to be had, forwards or backwards, around the end. */
  #neighbour(step: 1 | -1): Item | undefined {
    const items = this.#items
    const found = items.findIndex(({ key }) => key === this.#current)
    const start = found >= 0 ? found : this.#at - (step > 0 ? 1 : 0)
    for (let far = 1; far <= items.length; far += 1) {
      const item = items[(((start + step * far) % items.length) + items.length) % items.length]
      if (item?.available && item.key !== this.#current) return item
    }
    return undefined
  }

  #look(): TourView<Item> {
    const items = this.#items
    return {
      running: this.#running && this.#isActive,
      current: items.find(({ key }) => key === this.#current),
      next: this.#neighbour(1),
      skipped: items.filter(({ available }) => !available).length,
      count: items.length,
      elapsedMs: this.#elapsedMs,
    }
  }

  /** With `isQuiet` only when the words on screen change: the progress runs by itself. */
  #renew(isQuiet = false): void {
    const view = this.#look()
    if (!isQuiet || !sameWords(view, this.view.value)) this.view.value = view
  }
}

function sameWords<Item extends TourItem>(one: TourView<Item>, other: TourView<Item>): boolean {
  return (
    one.running === other.running &&
    one.current?.key === other.current?.key &&
    one.next?.key === other.next?.key &&
    one.skipped === other.skipped &&
    one.count === other.count
  )
}
