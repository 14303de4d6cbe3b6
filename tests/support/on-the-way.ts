import type { Simulator } from '../simulator/simulator.ts'

const VEHICLE_CLASS = 102
const BODY_CAMERA_CLASS = 101
/** A multiple of the reports that tests set. */
const STEP_S = 30
const MOST_STEPS = 480

export interface OnTheWay {
  /** Goes on without a stop for so long, s. */
  readonly drivesS?: number
  /** On duty from so long before to so long after now, s. */
  readonly sinceS?: number
  readonly forS?: number
}

/** ID of an on-line vehicle that drives right now. Time passes on the platform until there is one, mostly little. */
export function drivingVehicle(simulator: Simulator, { drivesS = 20, sinceS = 0, forS = 0 }: OnTheWay = {}): string {
  const { control } = simulator
  const vehicles = onlineOf(simulator, VEHICLE_CLASS)
  for (let step = 0; step < MOST_STEPS; step++) {
    for (const device of vehicles) {
      const now = control.whereabouts({ device }).time
      const drives = range(0, drivesS, 5).every((s) => {
        const { hasFix, speedKmh } = control.whereabouts({ device, at: now + s * 1000 })
        return hasFix && speedKmh > 15
      })
      const isOnDuty = range(-sinceS, forS, 300).every(
        (s) => control.whereabouts({ device, at: now + s * 1000 }).isOnDuty,
      )
      if (drives && isOnDuty) return device
    }
    control.advance({ seconds: STEP_S })
  }
  throw new Error('no vehicle drives')
}

/** ID of the on-line body camera that was on duty for most of the last `hours`. */
export function busiestWalker(simulator: Simulator, hours: number): string {
  const { control } = simulator
  const minutes = (device: string): number => {
    const { time } = control.whereabouts({ device })
    return range(-hours * 60, 0, 10).filter((m) => control.whereabouts({ device, at: time + m * 60_000 }).isOnDuty)
      .length
  }
  const [busiest] = onlineOf(simulator, BODY_CAMERA_CLASS).toSorted((one, other) => minutes(other) - minutes(one))
  if (busiest === undefined) throw new Error('no body camera is on-line')
  return busiest
}

function onlineOf(simulator: Simulator, wanted: number): string[] {
  const { devices } = simulator.fleet()
  return devices.filter(({ classId, online }) => online && classId === wanted).map(({ id }) => id)
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, at) => Math.min(to, from + at * step))
}
