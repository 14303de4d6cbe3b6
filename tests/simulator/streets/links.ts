/** What joins the districts: arterial roads, some of them below the river, and a ring of expressway around the city. */
import type { Random } from '../random.ts'
import { DISTRICT_RADIUS_M } from './districts.ts'
import type { Draft, Spot } from './draft.ts'
import { Road } from './roads.ts'

export interface DistrictPlan {
  readonly middle: Spot
  readonly crossings: readonly number[]
}

const NEIGHBOURS = 3
/** Districts farther out than this lie at the expressway, m. */
const OUTSKIRTS_M = 6400

/** The first link of a city always dives: without a tunnel something would be missing. */
export function joinDistricts(draft: Draft, districts: readonly DistrictPlan[], random: Random): void {
  let isFirst = true
  for (const [one, other] of neighbours(districts)) {
    const [from, to] = [gateTo(draft, one, other.middle), gateTo(draft, other, one.middle)]
    const dives = isFirst || random.chance(0.4)
    const [begin, end] = [0.25 + random.next() * 0.1, 0.65 + random.next() * 0.1]
    const bendM = (random.next() - 0.5) * 900
    draft.joinFar(from, to, Road.arterial, 420, bendM, (share) => dives && share > begin && share < end)
    isFirst = false
  }
}

/** Round the middle of the city, past the districts at its edge, each with a slip road; one stretch runs through a hill. */
export function drawExpressway(draft: Draft, districts: readonly DistrictPlan[], random: Random): void {
  const outer = districts
    .filter(({ middle }) => Math.hypot(middle.east, middle.north) > OUTSKIRTS_M)
    .map((district) => ({ district, angle: Math.atan2(district.middle.east, district.middle.north) }))
    .toSorted((one, other) => one.angle - other.angle)
  const hill = random.between(0, Math.max(0, outer.length - 1))
  const exits = outer.map(({ district, angle }) => {
    const away = Math.hypot(district.middle.east, district.middle.north) + DISTRICT_RADIUS_M + 500
    const exit = draft.crossing(Math.sin(angle) * away, Math.cos(angle) * away)
    draft.joinFar(gateTo(draft, district, draft.spots[exit] ?? district.middle), exit, Road.arterial, 400, 60)
    return exit
  })
  exits.forEach((exit, index) => {
    const next = exits[(index + 1) % exits.length] ?? exit
    // Clockwise: to the left of the way is outside.
    draft.joinFar(exit, next, Road.expressway, 650, -1200, (share) => index === hill && share > 0.35 && share < 0.6)
  })
}

/** Each with those that lie nearest, and no district alone. */
function neighbours(districts: readonly DistrictPlan[]): [DistrictPlan, DistrictPlan][] {
  const pairs = new Map<string, [DistrictPlan, DistrictPlan]>()
  const add = (one: number, other: number): void => {
    const [a, b] = [districts[one], districts[other]]
    if (a && b) pairs.set(`${Math.min(one, other)} ${Math.max(one, other)}`, [a, b])
  }
  districts.forEach(({ middle }, index) => {
    const others = districts.keys().filter((other) => other !== index)
    const near = [...others].toSorted((a, b) => distance(middle, districts[a]) - distance(middle, districts[b]))
    for (const other of near.slice(0, NEIGHBOURS)) add(index, other)
    // Towards those before it: a chain over all of them.
    const before = near.find((other) => other < index)
    if (before !== undefined) add(index, before)
  })
  return [...pairs.values()]
}

function gateTo(draft: Draft, district: DistrictPlan, spot: Spot): number {
  return draft.nearest(district.crossings, spot)
}

function distance(from: Spot, to: DistrictPlan | undefined): number {
  return to ? Math.hypot(to.middle.east - from.east, to.middle.north - from.north) : Infinity
}
