import { describe, expect, it } from 'vitest'
import { createPath, type Impairment } from '../../../simulator/media/path.ts'

const packets = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from([index >> 8, index & 255]))
const numberOf = (packet: Buffer) => packet.readUInt16BE(0)

function run(impairment: Impairment, count = 2000, seed = 7) {
  const arrived: number[] = []
  const path = createPath(seed, (packet) => arrived.push(numberOf(packet)))
  path.impair(impairment)
  for (const packet of packets(count)) path.send(packet)
  return { arrived, path }
}

describe('a path', () => {
  it('is perfect unless it is told otherwise', () => {
    const { arrived, path } = run({})
    expect(arrived).toEqual(packets(2000).map(numberOf))
    expect(path.lost).toBe(0)
  })

  it('loses the share that was asked for, the same for the same seed', () => {
    const { arrived, path } = run({ loss: 0.05 })
    expect(path.lost).toBe(2000 - arrived.length)
    expect(path.lost).toBeGreaterThan(60)
    expect(path.lost).toBeLessThan(150)
    expect(run({ loss: 0.05 }).arrived).toEqual(arrived)
    expect(run({ loss: 0.05 }, 2000, 8).arrived).not.toEqual(arrived)
  })

  it('loses packets in a row', () => {
    const { arrived } = run({ loss: 0.01, burst: 10 })
    const gaps = arrived.flatMap((number, at) => (at > 0 ? number - (arrived[at - 1] ?? 0) - 1 : [])).filter(Boolean)
    expect(gaps.length).toBeGreaterThan(5)
    expect(gaps.every((gap) => gap % 10 === 0)).toBe(true)
  })

  it('lets packets be overtaken by as many as it was told, and doubles some', () => {
    const { arrived } = run({ reorder: 0.02, depth: 4 })
    expect(arrived).not.toEqual(packets(2000).map(numberOf))
    const late = arrived.filter((number, at) => arrived.slice(0, at).some((before) => before > number))
    expect(late.length).toBeGreaterThan(10)
    for (const number of late) {
      const overtook = arrived.slice(0, arrived.indexOf(number)).filter((before) => before > number)
      // Fewer when one of those was late itself.
      expect(overtook.length).toBeGreaterThanOrEqual(3)
      expect(overtook.length).toBeLessThanOrEqual(4)
    }
    const doubled = run({ double: 0.1 }).arrived
    expect(doubled.length).toBeGreaterThan(2100)
    expect(new Set(doubled).size).toBe(2000)
  })

  it('loses exactly the next ones on demand, and sends again only where that is allowed', () => {
    const arrived: number[] = []
    const path = createPath(1, (packet) => arrived.push(numberOf(packet)))
    const [first, ...rest] = packets(6)
    if (!first) throw new Error('no packet')
    path.lose(2)
    for (const packet of [first, ...rest]) path.send(packet)
    expect(arrived).toEqual([2, 3, 4, 5])
    path.resend(first)
    expect(arrived.at(-1)).toBe(0)
    path.impair({ resends: false })
    path.resend(first)
    expect(arrived).toHaveLength(5)
  })
})
