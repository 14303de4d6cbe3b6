/** Media being formatted: how far each is, computed from the time, and what became of it. */
import type { Clock } from '../clock.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Medium } from './media.ts'

export type FormatEnd = 'done' | 'failed'

export interface Formats {
  isRunning(device: Device, medium: Medium): boolean
  /** Percent while it runs, 100 or -1 for a minute after its end, then undefined. */
  progressOf(device: Device, medium: Medium): number | undefined
  /** `ended` is called once, when it is through or broken off. */
  start(device: Device, medium: Medium, willFail: boolean, ended: (end: FormatEnd) => void): void
}

interface Formatting {
  readonly startMs: number
  readonly durationMs: number
  end: FormatEnd | undefined
  endMs: number
  readonly finish: (end: FormatEnd) => void
}

const REMEMBERED_MS = 60_000
/** Where one that is to fail gets stuck. */
const FAILS_AT = 0.4

/** Twelve seconds for a card of 64 GB, fifty-six for a disk of 1 TB. */
export function formatDurationMs({ totalMb }: Medium): number {
  return Math.round(9000 + totalMb / 20)
}

export function createFormats(fleet: Fleet, clock: Clock): Formats {
  const known = new WeakMap<Device, Map<number, Formatting>>()
  // A device that goes away in the middle has lost its power.
  fleet.onChanged((device) => {
    if (!device.online) known.get(device)?.forEach(({ finish }) => finish('failed'))
  })
  const of = (device: Device, medium: Medium) => known.get(device)?.get(medium.id)
  return {
    isRunning: (device, medium) => {
      const formatting = of(device, medium)
      return formatting !== undefined && formatting.end === undefined
    },
    progressOf(device, medium) {
      const formatting = of(device, medium)
      if (!formatting) return undefined
      const { end, endMs, startMs, durationMs } = formatting
      if (end === undefined) return Math.min(99, Math.floor(((clock.now() - startMs) / durationMs) * 100))
      if (clock.now() - endMs > REMEMBERED_MS) return undefined
      return end === 'done' ? 100 : -1
    },
    start(device, medium, willFail, ended) {
      const durationMs = formatDurationMs(medium)
      const formatting: Formatting = {
        startMs: clock.now(),
        durationMs,
        end: undefined,
        endMs: 0,
        finish(end) {
          if (formatting.end !== undefined) return
          formatting.end = end
          formatting.endMs = clock.now()
          ended(end)
        },
      }
      const ofDevice = known.get(device) ?? new Map<number, Formatting>()
      known.set(device, ofDevice.set(medium.id, formatting))
      clock.after(willFail ? durationMs * FAILS_AT : durationMs, () => formatting.finish(willFail ? 'failed' : 'done'))
    },
  }
}
