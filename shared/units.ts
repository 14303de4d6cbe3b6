/** Units of the platform made ours, once, at the border. */

/** Below this a platform time is seconds: 10^11 s is the year 5138, 10^11 ms is 1973. */
const SECONDS_LIMIT = 100_000_000_000

/** The platform mixes seconds and milliseconds. 0 and less means "none". Returns epoch ms. */
export function toEpochMs(time: number | undefined): number | undefined {
  if (time === undefined || !(time > 0)) return undefined
  return time < SECONDS_LIMIT ? Math.round(time * 1000) : Math.round(time)
}

export function centimetresToMetres(height: number): number {
  return height / 100
}

export function milliDegreesToDegrees(angle: number): number {
  return angle / 1000
}

export function metresPerHourToKmh(speed: number): number {
  return speed / 1000
}

export function milliPercentToPercent(power: number): number {
  return power / 1000
}
