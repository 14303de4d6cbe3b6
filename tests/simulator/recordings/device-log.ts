/** Log files of devices: what the platform knows of them, line by line. */
import type { Device } from '../fleet/build.ts'
import type { Stay } from '../presence/stay.ts'

export interface Line {
  /** Epoch ms. */
  readonly timeMs: number
  readonly text: string
}

/** Between two times, seconds since 1970. */
export function deviceLog(device: Device, stays: readonly Stay[], span: { beginS: number; endS: number }): Buffer {
  const lines: Line[] = [
    { timeMs: span.beginS * 1000, text: `I sys ${device.kind.manufacturer} ${device.kind.product} ${device.id}` },
    ...stays.flatMap((stay) => linesOf(stay)),
  ]
  return Buffer.from(
    lines
      .filter(({ timeMs }) => timeMs >= span.beginS * 1000 && timeMs <= span.endS * 1000)
      .toSorted((a, b) => a.timeMs - b.timeMs)
      .map(({ timeMs, text }) => `${new Date(timeMs).toISOString()} ${text}\n`)
      .join(''),
  )
}

function linesOf(stay: Stay): Line[] {
  return [
    { timeMs: stay.onlineMs, text: `I net registered by ${stay.protocol} from ${stay.host}` },
    ...(stay.offlineMs === undefined
      ? []
      : [{ timeMs: stay.offlineMs, text: `W net connection ended: ${stay.reason}` }]),
  ]
}
