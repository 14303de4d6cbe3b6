/** Alarms before the simulator started, by seed: while the device was on-line, where it then was. */
import { AlarmState, type AlarmStateId } from '../../../shared/platform/alarm.ts'
import type { Device } from '../fleet/build.ts'
import { placeAt } from '../fleet/positioning.ts'
import type { Stay } from '../presence/stay.ts'
import { createRandom, type Random } from '../random.ts'
import type { Alarm, Processed } from './alarm.ts'
import { causeBefore, type Cause } from './causes.ts'

const SALT = 0xa1a2
/** In one time on-line. */
const SHARE = 0.12
const MINUTE_MS = 60_000
/** Those that happened later may still wait for somebody. */
const FRESH_MS = 90 * MINUTE_MS

const REMARKS = [
  '已电话核实，误触 / Called back, pressed by mistake',
  '已派员处置 / A patrol was sent',
  '设备已检查 / The device was checked',
  '情况属实，已处理 / True, dealt with',
] as const

/** Of one device, oldest first. `startMs`: when the simulator started. */
export function pastAlarms(device: Device, stays: readonly Stay[], seed: number, startMs: number): Alarm[] {
  const random = createRandom(seed ^ device.hash ^ SALT)
  const alarms: Alarm[] = []
  for (const stay of stays) {
    if (!random.chance(SHARE)) continue
    const endMs = Math.min(stay.offlineMs ?? startMs, startMs)
    const timeMs = stay.onlineMs + Math.floor(random.next() * Math.max(0, endMs - stay.onlineMs - MINUTE_MS))
    const cause = causeBefore(device, timeMs, random)
    if (cause && timeMs < startMs) alarms.push(happened(device, cause, timeMs, startMs, random))
  }
  return alarms
}

function happened(device: Device, cause: Cause, timeMs: number, startMs: number, random: Random): Alarm {
  const place = placeAt(device, timeMs)
  const state = stateOf(cause, startMs - timeMs, random)
  const wasProcessed = state === AlarmState.released || state === AlarmState.ignored
  return {
    key: `${timeMs.toString(36)}-${device.number}`,
    type: cause.type,
    timeMs,
    deviceId: device.id,
    channel: cause.releaseS ? 0 : undefined,
    userId: device.person?.id,
    userName: device.person?.name,
    state,
    description: cause.description,
    lat: place.lat,
    lng: place.lng,
    processed: wasProcessed ? processing(timeMs, startMs, random) : undefined,
  }
}

function stateOf(cause: Cause, ageMs: number, random: Random): AlarmStateId {
  if (cause.releaseS && ageMs > cause.releaseS[1] * 1000) return AlarmState.releasedByItself
  if (ageMs < FRESH_MS && random.chance(0.6)) return AlarmState.active
  return random.chance(0.75) ? AlarmState.released : AlarmState.ignored
}

function processing(timeMs: number, startMs: number, random: Random): Processed {
  return {
    operatorId: 'operator',
    operatorName: '值班员 / Operator',
    description: random.pick(REMARKS),
    timeMs: Math.min(startMs, timeMs + random.between(1, 25) * MINUTE_MS),
  }
}
