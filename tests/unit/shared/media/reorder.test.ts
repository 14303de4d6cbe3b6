import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reorder, USUAL_REORDER } from '../../../../shared/media/reorder.ts'

const message = (sequence: number) => Uint8Array.of(sequence >> 8, sequence & 0xff)

function start() {
  const out: (number | string)[] = []
  const asked: number[][] = []
  const reorder = new Reorder({
    onPacket: (bytes) => out.push(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)),
    onMissing: (sequences) => asked.push([...sequences]),
    onLost: (count) => out.push(`lost ${count}`),
  })
  return {
    out,
    asked,
    reorder,
    push: (sequence: number, nowMs = 0) => reorder.push(sequence, message(sequence), nowMs),
  }
}

describe('a reorder buffer', () => {
  it('gives packets on in order and each once, across the wrap', () => {
    const { out, push } = start()
    for (const sequence of [65_534, 1, 65_535, 65_535, 0, 65_534, 2]) push(sequence)
    expect(out).toEqual([65_534, 65_535, 0, 1, 2])
  })

  it('asks for what is missing, some times, then gives it up', () => {
    const { out, asked, push, reorder } = start()
    push(10)
    push(13, 100)
    push(15, 100)
    reorder.tick(100 + USUAL_REORDER.askAfterMs - 1)
    expect(asked).toEqual([])
    for (let nowMs = 100; nowMs < 500; nowMs += 10) reorder.tick(nowMs)
    expect(asked).toEqual([
      [11, 12, 14],
      [11, 12, 14],
      [11, 12, 14],
    ])
    push(14, 500)
    expect(out).toEqual([10])
    reorder.tick(100 + USUAL_REORDER.waitMs)
    expect(out).toEqual([10, 'lost 2', 13, 14, 15])
    push(11, 700)
    expect(out).toHaveLength(5)
  })

  it('begins anew with a stream that does, and after a reset', () => {
    const { out, push, reorder } = start()
    push(5)
    push(7)
    push(30_000)
    push(30_001)
    expect(out).toEqual([5, 'lost 1', 7, 'lost 1', 30_000, 30_001])
    reorder.reset()
    push(100)
    expect(out.at(-1)).toBe(100)
  })

  it('keeps order and tells every gap, however packets come', () => {
    const ways = fc.array(fc.record({ drop: fc.boolean(), late: fc.nat(8), copies: fc.integer({ min: 1, max: 2 }) }), {
      minLength: 1,
      maxLength: 120,
    })
    fc.assert(
      fc.property(ways, fc.nat(0xffff), (list, first) => {
        const { out, push, reorder } = start()
        push(first)
        const sent = list
          .flatMap(({ drop, late, copies }, index) =>
            drop ? [] : Array.from({ length: copies }, (_, copy) => ({ at: index + late + copy, index })),
          )
          .sort((a, b) => a.at - b.at)
        for (const { index } of sent) push((first + 1 + index) & 0xffff, index)
        for (let nowMs = 0; nowMs < 100_000; nowMs += 1000) reorder.tick(nowMs)
        let next = first
        for (const entry of out) {
          if (typeof entry === 'string') next = (next + Number(entry.slice(5))) & 0xffff
          else {
            expect(entry).toBe(next)
            next = (next + 1) & 0xffff
          }
        }
        const arrived = new Set(sent.map(({ index }) => index))
        expect(out.filter((entry) => typeof entry === 'number')).toHaveLength(arrived.size + 1)
      }),
    )
  })
})
