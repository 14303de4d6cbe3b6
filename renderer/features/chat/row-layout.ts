/** Where rows of different heights stand: measured where they were rendered, guessed where not. */

export interface LaidRow {
  readonly key: string
}

export class RowLayout<Row extends LaidRow> {
  readonly #guess: (row: Row) => number
  /** Kept when a row goes: it comes back as high as it was. */
  readonly #measured = new Map<string, number>()
  #rows: readonly Row[] = []
  #indexes = new Map<string, number>()
  #tops = new Float64Array(1)
  #isOld = false

  constructor(guess: (row: Row) => number) {
    this.#guess = guess
  }

  get rows(): readonly Row[] {
    return this.#rows
  }

  setRows(rows: readonly Row[]): void {
    this.#rows = rows
    this.#indexes = new Map(rows.map((row, at) => [row.key, at]))
    this.#isOld = true
  }

  /** True when the height is another than before. Whole px, so that places do not drift. */
  measure(key: string, height: number): boolean {
    const whole = Math.ceil(height)
    if (this.#measured.get(key) === whole) return false
    this.#measured.set(key, whole)
    this.#isOld = true
    return true
  }

  /** Px from the top. `at` may be the number of rows: the height of all. */
  top(at: number): number {
    this.#settle()
    return this.#tops[Math.max(0, Math.min(at, this.#rows.length))] ?? 0
  }

  total(): number {
    return this.top(this.#rows.length)
  }

  indexOf(key: string): number {
    return this.#indexes.get(key) ?? -1
  }

  /** The row at so many px; the first or last for what lies outside, -1 without rows. */
  indexAt(y: number): number {
    this.#settle()
    let low = 0
    let high = this.#rows.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#tops[middle] ?? 0) <= y) low = middle
      else high = middle - 1
    }
    return high < 0 ? -1 : low
  }

  #settle(): void {
    if (!this.#isOld) return
    this.#isOld = false
    this.#tops = new Float64Array(this.#rows.length + 1)
    let top = 0
    this.#rows.forEach((row, at) => {
      this.#tops[at] = top
      top += this.#measured.get(row.key) ?? this.#guess(row)
    })
    this.#tops[this.#rows.length] = top
  }
}
