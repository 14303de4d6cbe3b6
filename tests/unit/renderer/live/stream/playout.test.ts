import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Playout } from '../../../../../renderer/features/live/stream/playout.ts'

/** Frames each 40 ms of media time; `lateMs` of each is how late it arrives. Returns what each waits after its arrival. */
function play(playout: Playout, lateMs: (at: number) => number, count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + index
    const arrival = 1_000_000 + at * 40 + lateMs(at)
    return playout.due(1, at * 40, arrival) - arrival
  })
}

describe('what is waited for', () => {
  it('is little on a quiet way, from the first frame on', () => {
    const waits = play(new Playout(), () => 0, 50)
    expect(waits[0]).toBe(15)
    expect(Math.max(...waits)).toBe(15)
  })

  it('is never less than what the operator chose, and grows beyond it', () => {
    const playout = new Playout(200)
    expect(play(playout, () => 0, 50).every((wait) => Math.abs(wait - 200) < 1)).toBe(true)
    play(playout, (at) => (at % 10 === 0 ? 350 : 0), 50, 50)
    expect(playout.delayMs).toBeGreaterThan(350)
    expect(playout.behindMs).toBeGreaterThan(350)
  })

  it('covers the latest frames at once, so that none is late twice, and is given up slowly', () => {
    const playout = new Playout()
    const waits = play(playout, (at) => (at % 25 === 10 ? 90 : 0), 100)
    expect(waits[10]).toBeGreaterThanOrEqual(0)
    expect(waits[35]).toBeGreaterThanOrEqual(0)
    expect(playout.delayMs).toBe(95)
    play(playout, () => 0, 100, 100)
    expect(playout.delayMs).toBeGreaterThan(90)
    play(playout, () => 0, 250, 200)
    expect(playout.delayMs).toBeLessThan(20)
  })

  it('of a hard beginning is little, and of hard seconds later on soon over', () => {
    const playout = new Playout()
    play(playout, (at) => (at < 35 ? at * 14 : 0), 100)
    expect(playout.delayMs).toBeLessThan(110)
    play(playout, (at) => (at % 10) * 70, 50, 100)
    expect(playout.delayMs).toBeGreaterThan(600)
    play(playout, () => 0, 350, 150)
    expect(playout.delayMs).toBeLessThan(30)
  })

  it('never gets long, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), (lates) => {
        const playout = new Playout()
        let arrived = 0
        for (const [at, late] of lates.entries()) {
          arrived = Math.max(arrived, 1_000_000 + at * 40 + late)
          expect(playout.due(1, at * 40, arrived) - arrived).toBeLessThanOrEqual(800)
          expect(playout.delayMs).toBeGreaterThanOrEqual(15)
          expect(playout.behindMs).toBeGreaterThanOrEqual(15)
        }
      }),
    )
  })

  it('stays even: frames are shown as they were taken, though they arrive unevenly', () => {
    const playout = new Playout()
    play(playout, (at) => (at * 7) % 30, 100)
    const dues = Array.from({ length: 100 }, (_, index) => {
      const at = 100 + index
      return playout.due(1, at * 40, 1_000_000 + at * 40 + ((at * 7) % 30))
    })
    const steps = dues.slice(1).map((due, at) => due - (dues[at] ?? 0))
    expect(Math.min(...steps)).toBeGreaterThan(38)
    expect(Math.max(...steps)).toBeLessThan(41)
  })
})

describe('how far behind', () => {
  it('grows with the way, and is not forgotten when the delay is', () => {
    const playout = new Playout()
    play(playout, () => 0, 100)
    play(playout, () => 400, 2000, 100)
    expect(playout.delayMs).toBeLessThan(30)
    expect(playout.behindMs).toBeGreaterThan(400)
    expect(playout.behindMs).toBeLessThan(450)
  })

  it('goes over to another time line', () => {
    const playout = new Playout()
    play(playout, () => 0, 100)
    play(playout, () => 400, 2000, 100)
    const before = playout.behindMs
    playout.due(2, 5_000_000, 1_000_000 + 2100 * 40)
    expect(Math.abs(playout.behindMs - before)).toBeLessThan(30)
  })
})
