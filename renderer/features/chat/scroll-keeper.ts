/**
 * Holds the place of a window over rows of different heights: the row at its top stays where it is while others come in
 * above, are measured, or go. At the end it follows what comes.
 */
import { nextTick, shallowRef, type Ref } from 'vue'
import { RowLayout } from './row-layout.ts'
import { guessHeight, isFixed, type StreamRow } from './stream-rows.ts'

/** Nearer to the end than this counts as being there. */
export const END_PX = 24

interface Anchor {
  readonly key: string
  /** Px from the top of the row to the top of the window. */
  readonly offset: number
}

export class ScrollKeeper {
  readonly layout = new RowLayout<StreamRow>(guessHeight)
  /** Grows with every change of rows and heights. */
  readonly version = shallowRef(0)
  readonly scrollTop = shallowRef(0)
  readonly atEnd = shallowRef(true)
  readonly #box: Readonly<Ref<HTMLElement | null>>
  #anchor: Anchor | undefined
  /** Frames for which a revealed row is held whatever is measured around it. */
  #settling = 0

  constructor(box: Readonly<Ref<HTMLElement | null>>) {
    this.#box = box
  }

  setRows(rows: readonly StreamRow[]): void {
    this.layout.setRows(rows)
    // Rendered at once is what will be seen: rows at the top would be made only to be scrolled away from.
    if (this.atEnd.value) this.scrollTop.value = Math.max(0, this.layout.total() - (this.#box.value?.clientHeight ?? 0))
    this.version.value++
  }

  measure(sizes: Iterable<readonly [key: string, height: number]>): void {
    let changed = false
    for (const [key, height] of sizes) changed = this.layout.measure(key, height) || changed
    if (changed) this.version.value++
  }

  /** After every change of rows or heights, once the page is as high as it will be. */
  holdPlace(): void {
    const { layout } = this
    if (this.atEnd.value) return this.#holdEnd()
    const at = this.#anchor ? layout.indexOf(this.#anchor.key) : -1
    if (this.#anchor && at >= 0) this.#scrollTo(layout.top(at) + this.#anchor.offset)
    else this.#takeAnchor()
    if (this.#settling === 0) this.#noteEnd()
  }

  /** The operator, or we, moved the window. */
  scrolled(): void {
    const element = this.#box.value
    if (!element || element.scrollTop === this.scrollTop.value) return
    this.scrollTop.value = element.scrollTop
    this.#takeAnchor()
    if (this.#settling === 0) this.#noteEnd()
  }

  toEnd(): void {
    this.atEnd.value = true
    this.holdPlace()
  }

  /** Puts a row a third below the top of the window. False when it is not there. */
  reveal(key: string): boolean {
    if (this.layout.indexOf(key) < 0) return false
    this.atEnd.value = false
    this.#anchor = { key, offset: -Math.round((this.#box.value?.clientHeight ?? 0) / 3) }
    this.#settle()
    this.holdPlace()
    return true
  }

  /** Scrolls only as far as needed. */
  nudge(key: string): void {
    const at = this.layout.indexOf(key)
    const element = this.#box.value
    if (at < 0 || !element) return
    const [top, bottom] = [this.layout.top(at), this.layout.top(at + 1)]
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
  }

  /** In a page that has not got its rows yet the end is elsewhere: there rows would be rendered only to go again. */
  #holdEnd(): void {
    const toEnd = (): void => this.#scrollTo(this.#box.value?.scrollHeight ?? 0)
    if ((this.#box.value?.scrollHeight ?? 0) >= this.layout.total()) return toEnd()
    void nextTick(() => this.atEnd.value && toEnd())
  }

  #takeAnchor(): void {
    const { layout } = this
    const top = this.scrollTop.value
    for (let at = layout.indexAt(top); at >= 0 && at < layout.rows.length; at++) {
      const row = layout.rows[at]
      if (!row || !isFixed(row)) continue
      this.#anchor = { key: row.key, offset: top - layout.top(at) }
      return
    }
    this.#anchor = undefined
  }

  #scrollTo(top: number): void {
    const element = this.#box.value
    if (!element) return
    if (element.scrollTop !== top) element.scrollTop = top
    this.scrollTop.value = element.scrollTop
  }

  #noteEnd(): void {
    const element = this.#box.value
    if (element) this.atEnd.value = element.scrollHeight - element.scrollTop - element.clientHeight < END_PX
  }

  /** What was revealed may be all there is: once its surroundings are measured it counts as the end too. */
  #settle(): void {
    this.#settling++
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (--this.#settling === 0) this.#noteEnd()
      }),
    )
  }
}
