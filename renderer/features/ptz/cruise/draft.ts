/** A route while it is written. */
import { MOST_CRUISE_POINTS, type Cruise, type CruisePoint } from '../../../../shared/contract/ptz.ts'

const USUAL = { hSpeed: 50, vSpeed: 50, duration: 10 } as const

/** A point as it is written; `key` tells rows apart, which may say the same. */
export interface DraftPoint extends CruisePoint {
  readonly key: number
}

/** With the lowest number that the camera has not used: routes count from 0. */
export function emptyRoute(existing: readonly Cruise[]): Cruise {
  const taken = new Set(existing.map(({ id }) => id))
  let id = 0
  while (taken.has(id)) id++
  return { id, name: '', points: [] }
}

/** The next point: at the preset after the last one, as fast and as long as there. */
export function nextPoint(points: readonly CruisePoint[], presets: readonly number[]): CruisePoint | undefined {
  if (presets.length === 0) return undefined
  const last = points.at(-1)
  const id = presets[(last ? presets.indexOf(last.id) + 1 : 0) % presets.length]
  return id === undefined ? undefined : { ...USUAL, ...last, id }
}

/** The same list where the point cannot go further. */
export function movePoint<T>(points: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by
  const moved = points[from]
  if (moved === undefined || to < 0 || to >= points.length) return points
  const next = points.toSpliced(from, 1)
  return next.toSpliced(to, 0, moved)
}

export type DraftProblem = 'name' | 'points' | 'tooMany' | 'preset'

/** What keeps it from being saved; `preset`: a point whose preset the camera has no more. */
export function problemOf(
  name: string,
  points: readonly CruisePoint[],
  presets: readonly number[],
): DraftProblem | undefined {
  if (name.trim() === '') return 'name'
  if (points.length === 0) return 'points'
  if (points.length > MOST_CRUISE_POINTS) return 'tooMany'
  return points.every(({ id }) => presets.includes(id)) ? undefined : 'preset'
}
