import { beforeEach, describe, expect, it } from 'vitest'
import { LEAD_MS, PATIENCE_MS, Tour, type TourItem } from '../../../../renderer/features/live/tour.ts'

const DWELL_MS = 10_000

describe('a tour', () => {
  let now: number
  let off: Set<string>
  let list: string[]
  let ready: boolean
  let told: string[]

  beforeEach(() => {
    now = 5_000
    off = new Set()
    list = ['a', 'b', 'c']
    ready = true
    told = []
  })

  const begin = (options: { running?: boolean; current?: string } = {}): Tour<TourItem> =>
    new Tour(
      {
        items: () => list.map((key) => ({ key, available: !off.has(key) })),
        prepare: ({ key }) => told.push(`prepare ${key}`),
        isReady: () => ready,
        show: ({ key }) => told.push(`show ${key}`),
        now: () => now,
      },
      { dwellMs: DWELL_MS, running: options.running ?? true, current: options.current },
    )
  const pass = (tour: Tour<TourItem>, ms: number): void => {
    for (let spent = 0; spent < ms; spent += 250) {
      now += 250
      tour.tick()
    }
  }

  it('begins with the first, prepares the next ahead and changes at the end of its time, around the end', () => {
    const tour = begin()
    pass(tour, 250)
    expect(told).toEqual(['show a'])
    pass(tour, DWELL_MS - LEAD_MS - 250)
    expect(told).toEqual(['show a'])
    pass(tour, 250)
    expect(told).toEqual(['show a', 'prepare b'])
    pass(tour, LEAD_MS)
    expect(told).toEqual(['show a', 'prepare b', 'show b'])
    pass(tour, 2 * DWELL_MS)
    expect(told.slice(3)).toEqual(['prepare c', 'show c', 'prepare a', 'show a'])
  })

  it('goes on from what is on screen already', () => {
    const tour = begin({ current: 'b' })
    pass(tour, DWELL_MS)
    expect(told).toEqual(['prepare c', 'show c'])
  })

  it('waits for a picture that is not there yet, but not for ever', () => {
    const tour = begin({ current: 'a' })
    ready = false
    pass(tour, DWELL_MS + PATIENCE_MS - 250)
    expect(told).toEqual(['prepare b'])
    pass(tour, 250)
    expect(told).toEqual(['prepare b', 'show b'])
  })

  it('leaves out and counts who is off-line, also when all others are', () => {
    const tour = begin({ current: 'a' })
    off.add('b')
    pass(tour, 250)
    expect(tour.view.value).toMatchObject({ next: { key: 'c' }, skipped: 1, count: 3 })
    pass(tour, DWELL_MS)
    expect(told).toEqual(['prepare c', 'show c'])
    off.add('a')
    pass(tour, 3 * DWELL_MS)
    expect(told).toEqual(['prepare c', 'show c'])
    expect(tour.view.value).toMatchObject({ current: { key: 'c' }, next: undefined, skipped: 2 })
    off.clear()
    pass(tour, 250)
    expect(told.at(-1)).toBe('prepare a')
  })

  it('prepares anew when the next one went off-line meanwhile, and leaves one that went off-line at once', () => {
    const tour = begin({ current: 'a' })
    pass(tour, DWELL_MS - LEAD_MS)
    off.add('b')
    pass(tour, 250)
    expect(told).toEqual(['prepare b', 'prepare c'])
    off.add('a')
    pass(tour, 250)
    expect(told.at(-1)).toBe('show c')
  })

  it('stands still while it is paused or nobody sees it, and goes on with the rest of the time', () => {
    const tour = begin({ current: 'a' })
    pass(tour, 4_000)
    tour.pause()
    pass(tour, 60_000)
    expect(told).toEqual([])
    expect(tour.view.value).toMatchObject({ running: false, elapsedMs: 4_000 })
    tour.start()
    pass(tour, 3_000)
    tour.setActive(false)
    pass(tour, 60_000)
    tour.setActive(true)
    pass(tour, 2_750)
    expect(told).toEqual(['prepare b'])
    pass(tour, 250)
    expect(told).toEqual(['prepare b', 'show b'])
  })

  it('goes on by hand, forwards and backwards, and begins the time anew', () => {
    const tour = begin({ current: 'a' })
    pass(tour, 9_000)
    tour.previous()
    expect(told.at(-1)).toBe('show c')
    pass(tour, 9_000)
    expect(told.at(-1)).toBe('prepare a')
    tour.next()
    expect(told.at(-1)).toBe('show a')
    expect(tour.view.value).toMatchObject({ current: { key: 'a' }, next: { key: 'b' }, elapsedMs: 0 })
  })

  it('goes on where it was when the current one is no longer in the list', () => {
    const tour = begin({ current: 'a' })
    tour.next()
    list = ['a', 'c', 'd']
    pass(tour, 250)
    expect(told.at(-1)).toBe('show c')
  })

  it('renders only when the words on screen change', () => {
    const tour = begin({ current: 'a' })
    pass(tour, 250)
    const view = tour.view.value
    pass(tour, 5_000)
    expect(tour.view.value).toBe(view)
  })

  it('with nothing to show does nothing', () => {
    list = []
    const tour = begin()
    pass(tour, 30_000)
    tour.next()
    tour.previous()
    expect(told).toEqual([])
    expect(tour.view.value).toMatchObject({ count: 0, current: undefined, next: undefined })
  })
})
