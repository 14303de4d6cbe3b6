/**
 * Texts of a websocket on their way to who reads them: in their order, for a few milliseconds a turn of the event loop. One
 * read of a socket can bring six thousand frames, and while those are worked off nobody else is heard.
 */
const TURN_MS = 8
/** With more than these waiting the socket is not read any further: the platform waits instead of our memory. */
const MOST_WAITING = 4_000
const FEW_WAITING = 1_000

export interface TextSource {
  pause(): void
  resume(): void
}

export class TextLane {
  readonly #source: TextSource
  readonly #now: () => number
  #listener: ((text: string) => void) | undefined
  #waiting: string[] = []
  /** Of the first that waits; taking from the front of a long array would move all others. */
  #next = 0
  /** Until when this turn may go on; undefined in one that has not begun. */
  #turnEndsAt: number | undefined
  #isPaused = false

  constructor(source: TextSource, now: () => number = () => performance.now()) {
    this.#source = source
    this.#now = now
  }

  add(text: string): void {
    this.#waiting.push(text)
    if (this.#listener) this.#handOut()
    if (!this.#isPaused && this.#count > MOST_WAITING) {
      this.#isPaused = true
      this.#source.pause()
    }
  }

  /** What came before waits for it. */
  listen(listener: (text: string) => void): void {
    this.#listener = listener
    this.#handOut()
  }

  /** The source has ended: what it said before is handed out at once. */
  finish(): void {
    this.#turnEndsAt = Number.POSITIVE_INFINITY
    if (this.#listener) this.#handOut()
  }

  /** Nobody wants to hear any more. */
  drop(): void {
    this.#listener = undefined
    this.#forget()
  }

  get #count(): number {
    return this.#waiting.length - this.#next
  }

  #handOut(): void {
    if (this.#count === 0) return
    const endsAt = this.#turnEndsAt ?? this.#beginTurn()
    while (this.#listener && this.#count > 0 && this.#now() < endsAt) this.#listener(this.#waiting[this.#next++] ?? '')
    if (this.#count === 0) this.#forget()
    if (this.#isPaused && this.#count < FEW_WAITING) {
      this.#isPaused = false
      this.#source.resume()
    }
  }

  #beginTurn(): number {
    this.#turnEndsAt = this.#now() + TURN_MS
    setImmediate(() => {
      if (this.#turnEndsAt === Number.POSITIVE_INFINITY) return
      this.#turnEndsAt = undefined
      if (this.#listener) this.#handOut()
    })
    return this.#turnEndsAt
  }

  #forget(): void {
    this.#waiting = []
    this.#next = 0
  }
}
