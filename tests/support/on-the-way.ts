import type { Simulator } from '../simulator/simulator.ts'

const VEHICLE_CLASS = 102
const STEP_S = 20
const MOST_STEPS = 360

/**
 * ID of an on-line vehicle that drives right now and is on duty for `forS` seconds from then on. Time passes on the platform
 * until there is one, mostly none.
 */
export function drivingVehicle({ control, fleet }: Simulator, forS = 600): string {
  const vehicles = fleet().devices.filter(({ classId, online }) => online && classId === VEHICLE_CLASS)
  for (let step = 0; step < MOST_STEPS; step++) {
    for (const { id } of vehicles) {
      const { time, speedKmh } = control.whereabouts({ device: id })
      if (speedKmh > 20 && isOnDuty(id, time, forS)) return id
    }
    control.advance({ seconds: STEP_S })
  }
  throw new Error('no vehicle drives')

  function isOnDuty(device: string, fromMs: number, seconds: number): boolean {
    return [1, 0.5].every((share) => control.whereabouts({ device, at: fromMs + seconds * 1000 * share }).isOnDuty)
  }
}
