/** What keeps a plan from being a fence, by name; the words for each are the screen's. */
import { MAX_FENCE_CORNERS, MAX_FENCE_TIMES } from '../../../shared/platform/fence.ts'
import type { LngLat } from '../map/datum.ts'
import type { DayTime, FencePlan } from './fence.ts'

export type FenceFault =
  | 'noName'
  | 'nameTaken'
  | 'noArea'
  | 'fewCorners'
  | 'manyCorners'
  | 'crossed'
  | 'noRadius'
  | 'manyTimes'
  | 'timeBackwards'
  | 'timesOverlap'

/** `taken`: names of the other fences. */
export function faultsOf(plan: FencePlan, taken: ReadonlySet<string>): FenceFault[] {
  const name = plan.name.trim()
  const faults: FenceFault[] = []
  if (name === '') faults.push('noName')
  else if (taken.has(name)) faults.push('nameTaken')
  return [...faults, ...areaFaults(plan.area), ...timeFaults(plan.times)]
}

function areaFaults(area: FencePlan['area']): FenceFault[] {
  if (!area) return ['noArea']
  if (area.kind === 'circle') return area.radiusM >= 1 ? [] : ['noRadius']
  if (area.corners.length < 3) return ['fewCorners']
  if (area.corners.length > MAX_FENCE_CORNERS) return ['manyCorners']
  return isCrossed(area.corners) ? ['crossed'] : []
}

function timeFaults(times: readonly DayTime[]): FenceFault[] {
  if (times.length > MAX_FENCE_TIMES) return ['manyTimes']
  if (times.some(({ from, to }) => from >= to)) return ['timeBackwards']
  const inOrder = times.toSorted((one, other) => one.from - other.from)
  return inOrder.some(({ from }, at) => at > 0 && from < (inOrder[at - 1]?.to ?? 0)) ? ['timesOverlap'] : []
}

/** Whether two edges that are not neighbours cross: which side is inside could then be taken in two ways. */
export function isCrossed(corners: readonly LngLat[]): boolean {
  const count = corners.length
  const edge = (at: number): [LngLat, LngLat] => [corners[at % count] ?? [0, 0], corners[(at + 1) % count] ?? [0, 0]]
  for (let one = 0; one < count; one++) {
    for (let other = one + 2; other < count; other++) {
      const areNeighbours = one === 0 && other === count - 1
      if (!areNeighbours && doCross(edge(one), edge(other))) return true
    }
  }
  return false
}

function doCross([a, b]: [LngLat, LngLat], [c, d]: [LngLat, LngLat]): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
}

function side([ax, ay]: LngLat, [bx, by]: LngLat, [cx, cy]: LngLat): boolean {
  return (bx - ax) * (cy - ay) > (by - ay) * (cx - ax)
}
