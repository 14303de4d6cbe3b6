/** Where a device was while it was on-line: a point each ten seconds, computed from its route. */
import type { Device } from '../fleet/build.ts'
import { placeOn, type Place } from '../fleet/movement.ts'
import type { Stay } from '../presence/stay.ts'

export const STEP_S = 10

interface Run {
  /** Both multiples of the step; seconds since 1970. */
  readonly firstS: number
  readonly count: number
}

export interface Track {
  readonly count: number
  /** Seconds since 1970 of the points from index `from` on, at most `limit`. */
  times(from: number, limit: number): number[]
}

/** Between two times, both seconds and both belonging to it. `endMs`: now, or since when the device does not report. */
export function trackOf(stays: readonly Stay[], fromS: number, toS: number, endMs: number): Track {
  const runs: Run[] = []
  for (const stay of stays) {
    const firstS = Math.ceil(Math.max(stay.onlineMs / 1000, fromS) / STEP_S) * STEP_S
    const lastS = Math.floor(Math.min((stay.offlineMs ?? endMs) / 1000, endMs / 1000, toS) / STEP_S) * STEP_S
    if (lastS >= firstS) runs.push({ firstS, count: (lastS - firstS) / STEP_S + 1 })
  }
  return {
    count: runs.reduce((sum, run) => sum + run.count, 0),
    times(from, limit) {
      const times: number[] = []
      let skip = from
      for (const { firstS, count } of runs) {
        for (let index = skip; index < count && times.length < limit; index++) times.push(firstS + index * STEP_S)
        skip = Math.max(0, skip - count)
        if (times.length >= limit) break
      }
      return times
    },
  }
}

/** The place at one of these times. What stands is where it was put. */
export function placeAt({ route, setPlace }: Device, timeS: number): Place {
  if (setPlace && route.speed === 0) return { lng: setPlace.lng, lat: setPlace.lat, heading: 0, speed: 0 }
  return placeOn(route, timeS * 1000)
}
