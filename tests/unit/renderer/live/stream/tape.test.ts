import { describe, expect, it } from 'vitest'
import { Tape, TAPE_MS } from '../../../../../renderer/features/live/stream/tape.ts'
import { Tapes } from '../../../../../renderer/features/live/stream/tapes.ts'

/** A camera with 25 pictures a second, a key frame each second. */
function write(tape: Tape, fromMs: number, toMs: number, { source = 1, ahead = 0, bytes = 100 } = {}): void {
  for (let at = fromMs; at < toMs; at += 40) tape.push(frame(at, source, ahead, bytes), at)
}

const frame = (at: number, source = 1, ahead = 0, bytes = 100) => ({
  ...{ source, codec: 'H264' as const, data: new Uint8Array(bytes), isKey: at % 1000 === 0, mediaMs: at - ahead },
})

describe('a tape', () => {
  it('holds the last minute from a key frame on, however long it runs', () => {
    const tape = new Tape()
    write(tape, 0, 300_000)
    expect(tape.frames[0]?.isKey).toBe(true)
    expect(tape.oldestMs).toBeLessThanOrEqual(300_000 - TAPE_MS)
    expect(tape.oldestMs).toBeGreaterThan(300_000 - TAPE_MS - 2000)
    expect(tape.frames.length).toBeLessThan(1560)
    expect(tape.bytes).toBe(tape.frames.length * 100)
  })

  it('begins with a key frame', () => {
    const tape = new Tape()
    write(tape, 40, 2000)
    expect(tape.oldestMs).toBe(1000)
  })

  it('goes on with another source when the former has gone, on one line of time', () => {
    const tape = new Tape()
    write(tape, 0, 5000)
    // Both at once, as in a race: the second one is not taped.
    write(tape, 4000, 5000, { source: 2 })
    expect(tape.frames).toHaveLength(125)
    // Its clock is another.
    write(tape, 6000, 8000, { source: 2, ahead: 123_456 })
    const times = tape.frames.map(({ atMs }) => atMs)
    expect(times.at(-1)).toBe(7960)
    expect(times.every((time, at) => at === 0 || time > times[at - 1]!)).toBe(true)
    expect(times.filter((time) => time >= 6000)).toHaveLength(50)
  })

  it('follows a clock that jumps', () => {
    const tape = new Tape()
    write(tape, 0, 2000)
    write(tape, 2000, 4000, { ahead: -90_000 })
    expect(tape.newestMs).toBe(3960)
  })

  it('keeps what is looked at', () => {
    const tape = new Tape()
    write(tape, 0, 60_000)
    tape.heldFromMs = 3500
    write(tape, 60_000, 90_000)
    expect(tape.oldestMs).toBe(3000)
    tape.heldFromMs = Infinity
    write(tape, 90_000, 90_100)
    expect(tape.oldestMs).toBeGreaterThan(28_000)
  })

  it('finds the key frame before a moment', () => {
    const tape = new Tape()
    write(tape, 0, 5000)
    expect(tape.frames[tape.keyBefore(3456)]?.atMs).toBe(3000)
    expect(tape.keyBefore(-5)).toBe(0)
  })
})

describe('all tapes', () => {
  it('stay within one budget: the longest forgets first, and each keeps its last key frame', () => {
    const tapes = new Tapes(100_000)
    tapes.add(1)
    tapes.add(2)
    for (let at = 0; at < 20_000; at += 40) {
      tapes.push(1, frame(at, 1, 0, 1000), at)
      tapes.push(2, frame(at, 2, 0, 50), at)
    }
    // One group of pictures of each may come before the next look.
    expect(tapes.bytes).toBeLessThanOrEqual(100_000 + 26_250)
    expect(tapes.get(1)!.frames.length).toBeGreaterThan(24)
    expect(tapes.get(2)!.frames).toHaveLength(500)
  })

  it('take nothing for one that is gone', () => {
    const tapes = new Tapes()
    tapes.add(1)
    tapes.remove(1)
    tapes.push(1, frame(0), 0)
    expect(tapes.get(1)).toBeUndefined()
    expect(tapes.bytes).toBe(0)
  })
})
