import { describe, expect, it } from 'vitest'
import { cityOf, type City } from '../../../simulator/streets/city.ts'
import { Road } from '../../../simulator/streets/roads.ts'
import { DISTRICTS } from '../../../simulator/fleet/names.ts'

const SEEDS = [1, 2, 7, 4711, 0xffffffff] as const

/** Crossings that can be reached from the first one by lanes that `passes`. */
function reached({ graph }: City, from: number, passes: (lane: number) => boolean): Set<number> {
  const found = new Set([from])
  // A set tells what was added while it is walked through as well.
  for (const crossing of found)
    for (let lane = 0; lane < graph.lanes.count; lane++)
      if (graph.lanes.from[lane] === crossing && passes(lane)) found.add(graph.lanes.to[lane] ?? 0)
  return found
}

describe('the streets of a city', () => {
  it.each(SEEDS)('of seed %i are all joined', (seed) => {
    const city = cityOf(seed)
    expect(reached(city, 0, () => true).size).toBe(city.graph.crossings.count)
  })

  it.each(SEEDS)('of seed %i lead everywhere in each district on foot, too', (seed) => {
    const city = cityOf(seed)
    const { lanes } = city.graph
    const walks = (lane: number) => lanes.road[lane] !== Road.expressway && lanes.tunnel[lane] === 0
    expect(city.districts).toHaveLength(DISTRICTS.length)
    for (const district of city.districts) {
      const found = reached(city, district[0] ?? 0, walks)
      expect(district.every((crossing) => found.has(crossing))).toBe(true)
    }
  })

  it.each(SEEDS)(
    'of seed %i are of all classes, with tunnels and lights, and none is too short for its corners',
    (seed) => {
      const { crossings, lanes } = cityOf(seed).graph
      expect(new Set(lanes.road)).toEqual(new Set(Object.values(Road)))
      expect(lanes.tunnel.filter((tunnel) => tunnel === 1).length).toBeGreaterThan(4)
      const lit = crossings.lights.filter((light) => light === 1).length
      expect(lit).toBeGreaterThan(100)
      expect(lit).toBeLessThan(crossings.count / 3)
      expect(Math.min(...lanes.length)).toBeGreaterThan(60)
      for (let lane = 0; lane < lanes.count; lane += 2) {
        expect([lanes.from[lane], lanes.to[lane]]).toEqual([lanes.to[lane ^ 1], lanes.from[lane ^ 1]])
      }
    },
  )

  it('are the same for the same seed and others for another', () => {
    const first = cityOf(11)
    // So many others that it is no longer kept.
    for (let seed = 12; seed < 18; seed++) cityOf(seed)
    const again = cityOf(11)
    expect(again).not.toBe(first)
    expect(again.graph).toEqual(first.graph)
    expect(cityOf(12).graph.crossings.east).not.toEqual(first.graph.crossings.east)
  })
})

describe('lights', () => {
  it('are never green both along and across, and green for each of them within a cycle', () => {
    const { graph, signals } = cityOf(1)
    const { lanes, crossings } = graph
    const crosses = (one: number, other: number): boolean =>
      lanes.to[one] === lanes.to[other] &&
      Math.abs(Math.sin((lanes.heading[one] ?? 0) - (lanes.heading[other] ?? 0))) > 0.9
    const all = [...lanes.to.keys()].filter((lane) => crossings.lights[lanes.to[lane] ?? 0] === 1)
    const first = all.find((lane) => all.some((other) => crosses(lane, other)))
    const across = all.find((lane) => first !== undefined && crosses(first, lane))
    if (first === undefined || across === undefined) throw new Error('nothing crosses')
    const greens = { first: 0, across: 0 }
    for (let second = 0; second < 180; second++) {
      const [one, other] = [signals.waitS(first, second), signals.waitS(across, second)]
      expect(one > 0 || other > 0).toBe(true)
      if (one === 0) greens.first++
      if (other === 0) greens.across++
      // Who waits as long as told has green then.
      expect(signals.waitS(first, second + one)).toBe(0)
    }
    expect(Math.min(greens.first, greens.across)).toBeGreaterThan(40)
  })

  it('stop nobody where there are none', () => {
    const { graph, signals } = cityOf(1)
    const lane = graph.lanes.to.findIndex((to) => graph.crossings.lights[to] === 0)
    expect([0, 20, 40, 60, 80].map((second) => signals.waitS(lane, second))).toEqual([0, 0, 0, 0, 0])
  })
})

describe('ways', () => {
  it('lead from crossing to crossing to the place, and the quicker of two is taken', () => {
    const { graph, ways, districts } = cityOf(1)
    const { lanes } = graph
    const [from = 0, to = 0] = [districts[0]?.[3], districts[0]?.at(-1)]
    const found = ways.vehicle.lanes(from, to)
    expect(lanes.from[found[0] ?? 0]).toBe(from)
    expect(lanes.to[found.at(-1) ?? 0]).toBe(to)
    found.forEach((lane, at) => at > 0 && expect(lanes.from[lane]).toBe(lanes.to[found[at - 1] ?? 0]))
    const tree = ways.vehicle.to(to)
    // From no crossing on the way a neighbour would have been nearer.
    for (const lane of found)
      for (let other = 0; other < lanes.count; other++)
        if (lanes.from[other] === lanes.from[lane])
          expect(tree.secondsFrom(lanes.to[lane] ?? 0)).toBeLessThanOrEqual(tree.secondsFrom(lanes.from[other] ?? 0))
    expect(ways.foot.lanes(from, to).every((lane) => lanes.tunnel[lane] === 0)).toBe(true)
  })
})
