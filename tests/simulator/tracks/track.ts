/**
 * What the platform kept of where a device was while it was on-line: of what it reported, a point each ten seconds on duty, and
 * every report while it stands at home.
 */
import type { Device } from '../fleet/build.ts'
import { PARKED_REPORT_MS } from '../fleet/movement.ts'
import type { Stay } from '../presence/stay.ts'

const STEP_S = 10
const PARKED_STEP_S = PARKED_REPORT_MS / 1000

interface Run {
  /** Multiples of the step; seconds since 1970. */
  readonly firstS: number
  readonly stepS: number
  readonly count: number
}

export interface Track {
  readonly count: number
  /** Seconds since 1970 of the points from index `from` on, at most `limit`. */
  times(from: number, limit: number): number[]
}

interface Wanted {
  /** Seconds; both belong to it. */
  readonly fromS: number
  readonly toS: number
  /** Now, or since when the device does not report; epoch ms. */
  readonly endMs: number
}

export function trackOf(device: Device, stays: readonly Stay[], wanted: Wanted): Track {
  const runs = stays.flatMap((stay) => runsOf(device, stay, wanted))
  return {
    count: runs.reduce((sum, run) => sum + run.count, 0),
    times(from, limit) {
      const times: number[] = []
      let skip = from
      for (const { firstS, stepS, count } of runs) {
        for (let index = skip; index < count && times.length < limit; index++) times.push(firstS + index * stepS)
        skip = Math.max(0, skip - count)
        if (times.length >= limit) break
      }
      return times
    },
  }
}

function runsOf({ movement }: Device, { onlineMs, offlineMs = Infinity }: Stay, { fromS, toS, endMs }: Wanted): Run[] {
  const fromMs = Math.max(onlineMs, fromS * 1000)
  const toMs = Math.min(offlineMs, endMs, toS * 1000)
  if (toMs < fromMs) return []
  if (movement.isMounted) return runBetween(fromMs, toMs, STEP_S)
  return movement.rounds.spans(fromMs, toMs).flatMap((span) => {
    const stepS = span.isOnDuty ? STEP_S : PARKED_STEP_S
    // Where one ends the next begins: the moment belongs to the later one.
    return runBetween(span.fromMs, span.toMs === toMs ? toMs : span.toMs - 1, stepS)
  })
}

function runBetween(fromMs: number, toMs: number, stepS: number): Run[] {
  const firstS = Math.ceil(fromMs / 1000 / stepS) * stepS
  const lastS = Math.floor(toMs / 1000 / stepS) * stepS
  return lastS < firstS ? [] : [{ firstS, stepS, count: (lastS - firstS) / stepS + 1 }]
}
