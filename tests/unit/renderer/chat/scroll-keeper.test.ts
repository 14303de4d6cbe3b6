import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { ScrollKeeper } from '../../../../renderer/features/chat/scroll-keeper.ts'
import type { StreamRow } from '../../../../renderer/features/chat/stream-rows.ts'
import { message } from './fixtures.ts'

const HEIGHT_PX = 400
const ROW_PX = 50

/** A window over rows, as a browser has it: it scrolls no further than its content. */
class Box {
  clientHeight = HEIGHT_PX
  scrollHeight = 0
  #top = 0
  get scrollTop(): number {
    return this.#top
  }
  set scrollTop(top: number) {
    this.#top = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight))
  }
}

const edge: StreamRow = { kind: 'edge', key: 'edge', edge: 'store' }
const row = (id: number): StreamRow => ({ kind: 'message', key: `message:${id}`, message: message(id), isFirst: false })
const rowsFrom = (from: number, to: number): StreamRow[] => [
  edge,
  ...Array.from({ length: to - from + 1 }, (_, at) => row(from + at)),
]

let box: Box
let keeper: ScrollKeeper
let frames: (() => void)[]
beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  box = new Box()
  keeper = new ScrollKeeper(shallowRef(box as unknown as HTMLElement))
})

afterEach(() => vi.unstubAllGlobals())

/** What Vue does after rows or heights changed: the page gets its height, then the place is held. */
function show(rows: readonly StreamRow[], heights = ROW_PX): void {
  keeper.setRows(rows)
  keeper.measure(rows.map(({ key }) => [key, heights] as const))
  settle()
}
function settle(): void {
  box.scrollHeight = keeper.layout.total()
  keeper.holdPlace()
}
function scroll(top: number): void {
  box.scrollTop = top
  keeper.scrolled()
}
function runFrames(): void {
  while (frames.length > 0) frames.splice(0).forEach((run) => run())
}
/** Where the top of a row is in the window. */
const placeOf = (id: number): number => keeper.layout.top(keeper.layout.indexOf(`message:${id}`)) - box.scrollTop

describe('at the end', () => {
  it('follows what comes and what grows', () => {
    show(rowsFrom(1, 20))
    expect(placeOf(20)).toBe(HEIGHT_PX - ROW_PX)
    show(rowsFrom(1, 21))
    expect(placeOf(21)).toBe(HEIGHT_PX - ROW_PX)
    keeper.measure([['message:21', 300]])
    settle()
    expect(placeOf(21)).toBe(HEIGHT_PX - 300)
  })

  it('is left by scrolling up, and what comes then moves nothing', () => {
    show(rowsFrom(1, 20))
    scroll(200)
    expect(keeper.atEnd.value).toBe(false)
    const before = placeOf(6)
    show(rowsFrom(1, 30))
    expect(placeOf(6)).toBe(before)
    keeper.toEnd()
    expect(placeOf(30)).toBe(HEIGHT_PX - ROW_PX)
  })
})

describe('in the middle', () => {
  beforeEach(() => {
    show(rowsFrom(101, 160))
    scroll(1000)
  })

  it('holds its place while older ones come in above', () => {
    const before = placeOf(125)
    show(rowsFrom(41, 160))
    expect(placeOf(125)).toBe(before)
  })

  it('holds its place while rows above turn out higher than guessed', () => {
    const before = placeOf(125)
    keeper.measure([
      ['message:103', 333],
      ['message:110', 20],
    ])
    settle()
    expect(placeOf(125)).toBe(before)
  })

  it('holds its place while the far end goes', () => {
    const before = placeOf(125)
    show(rowsFrom(111, 150))
    expect(placeOf(125)).toBe(before)
  })

  it('finds a new hold when the row it held is gone', () => {
    show(rowsFrom(140, 200))
    const before = placeOf(150)
    show(rowsFrom(130, 200))
    expect(placeOf(150)).toBe(before)
  })
})

describe('a row that is gone to', () => {
  it('stands a third below the top, whatever is measured around it', () => {
    keeper.setRows(rowsFrom(1, 60))
    expect(keeper.reveal('message:30')).toBe(true)
    settle()
    keeper.measure(rowsFrom(1, 60).map(({ key }, at) => [key, 20 + at] as const))
    settle()
    expect(placeOf(30)).toBe(Math.round(HEIGHT_PX / 3))
    expect(keeper.reveal('message:999')).toBe(false)
  })

  it('counts as the end when everything fits on the screen', () => {
    show(rowsFrom(1, 4))
    keeper.reveal('message:2')
    settle()
    expect(keeper.atEnd.value).toBe(false)
    runFrames()
    expect(keeper.atEnd.value).toBe(true)
  })

  it('is scrolled to only as far as needed by the keyboard', () => {
    show(rowsFrom(1, 60))
    scroll(1000)
    const before = box.scrollTop
    keeper.nudge('message:25')
    expect(box.scrollTop).toBe(before)
    keeper.nudge('message:5')
    expect(placeOf(5)).toBe(0)
    keeper.nudge('message:40')
    expect(placeOf(40)).toBe(HEIGHT_PX - ROW_PX)
  })
})
