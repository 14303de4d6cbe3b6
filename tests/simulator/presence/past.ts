/**
 * Where devices were before the simulator started, by seed: what is carried or driven works in shifts, what is mounted stays
 * and loses its line now and then. Tracks, files and alarms of the past lie inside these times.
 */
import { OnlineReason, type OnlineReasonId } from '../../../shared/platform/log.ts'
import type { Device } from '../fleet/build.ts'
import { createRandom, type Random } from '../random.ts'
import type { Stay } from './stay.ts'

export const PAST_DAYS = 7
export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const SALT = 0x57a9

/** How a device was when the simulator started. */
export interface Beginning {
  readonly online: boolean
  /** Epoch ms since when. */
  readonly changedAt: number
}

type Span = [fromMs: number, toMs: number, reason: OnlineReasonId]

/** Ended stays before `beginning`, oldest first. */
export function pastStays(device: Device, beginning: Beginning, seed: number): Stay[] {
  const random = createRandom(seed ^ device.hash ^ SALT)
  const lastMs = beginning.online ? beginning.changedAt - random.between(2, 20) * MINUTE_MS : beginning.changedAt
  const firstDay = Math.floor(lastMs / DAY_MS) - PAST_DAYS
  const spans: Span[] = []
  for (let day = firstDay; day * DAY_MS < lastMs; day++)
    spans.push(...(device.movement.isMounted ? mountedDay(random, day * DAY_MS) : shifts(random, device, day * DAY_MS)))
  const kept = spans
    .filter(([fromMs]) => fromMs < lastMs - 10 * MINUTE_MS)
    .map(([fromMs, toMs, reason]): Span => [fromMs, Math.min(toMs, lastMs), reason])
  if (!beginning.online) endAt(kept, lastMs)
  return kept.map(([onlineMs, offlineMs, reason]) => ({
    onlineMs,
    offlineMs,
    reason,
    protocol: 'sip',
    host: hostOf(device),
  }))
}

/** An address of the provider's network, the same for the device's life. */
export function hostOf(device: Device): string {
  return `10.${(device.hash >>> 16) & 255}.${(device.hash >>> 8) & 255}.${device.hash & 255}:5060`
}

/** Switched on a little before each shift and off a little after it, with up to two short losses of the line between. */
function shifts(random: Random, { movement }: Device, dayMs: number): Span[] {
  return movement.shiftsOf(dayMs).flatMap((shift) => {
    const fromMs = shift.fromMs - random.between(0, 300) * 1000
    const toMs = shift.toMs + random.between(0, 300) * 1000
    return split(random, fromMs, toMs, random.between(0, 2), OnlineReason.unregister)
  })
}

function mountedDay(random: Random, dayMs: number): Span[] {
  return split(random, dayMs + random.between(0, 30) * 1000, dayMs + DAY_MS - 45_000, random.between(0, 1), 'timeout')
}

function split(random: Random, fromMs: number, toMs: number, losses: number, atEnd: OnlineReasonId): Span[] {
  const spans: Span[] = []
  let sinceMs = fromMs
  for (let loss = 0; loss < losses; loss++) {
    const leftMs = toMs - sinceMs
    const lostMs = sinceMs + Math.floor(leftMs * (0.2 + 0.5 * random.next()))
    spans.push([sinceMs, lostMs, random.chance(0.6) ? OnlineReason.timeout : OnlineReason.disconnect])
    sinceMs = lostMs + random.between(30, 900) * 1000
  }
  spans.push([sinceMs, toMs, atEnd])
  return spans
}

/** Who was off-line at the start went exactly when it says it did. */
function endAt(spans: Span[], endMs: number): void {
  const last = spans.at(-1)
  if (last && last[1] > endMs - 20 * MINUTE_MS) last[1] = endMs
  else
    spans.push([
      endMs - 2 * HOUR_MS < (last?.[1] ?? 0) ? endMs - 10 * MINUTE_MS : endMs - 2 * HOUR_MS,
      endMs,
      'timeout',
    ])
}
