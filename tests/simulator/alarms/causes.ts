/**
 * What people do that raises alarms: nobody can foresee it, so it comes by the seed. What follows from the state of the simulator
 * stands in `conditions.ts`.
 */
import { AlarmType, type AlarmTypeId } from '../../../shared/platform/alarm.ts'
import { percentAt } from '../configuration/battery.ts'
import { isVehicle } from '../configuration/traits.ts'
import type { Device } from '../fleet/build.ts'
import { placeAt } from '../fleet/positioning.ts'
import type { Random } from '../random.ts'
import { isTooFast, OVERSPEED_TEXT } from './speed-limit.ts'

export interface Cause {
  readonly type: AlarmTypeId
  readonly description: string
  /** Seconds after which the device takes it back; absent when somebody has to look at it. */
  readonly releaseS?: readonly [number, number]
}

const SOS: Cause = { type: AlarmType.sos, description: 'SOS 求助按键 / SOS button pressed' }
const COVERED: Cause = {
  type: AlarmType.videoCovered,
  description: '镜头遮挡 / The lens is covered',
  releaseS: [15, 200],
}
const OVERSPEED: Cause = { type: AlarmType.overspeed, description: OVERSPEED_TEXT, releaseS: [20, 120] }
const LOW_BATTERY: Cause = { type: AlarmType.lowBattery, description: '电量低 / Battery below 20 %' }
/** As devices leave the factory. */
const LOW_PERCENT = 20

/** Acts of people, or what comes along in front of a camera. */
const BY_CLASS: Readonly<Record<number, readonly Cause[]>> = {
  101: [SOS, COVERED, { type: AlarmType.manDown, description: '人员倒地 / Wearer has fallen' }],
  102: [{ type: AlarmType.alarmInput, description: '报警输入 1 / Alarm input 1', releaseS: [5, 60] }],
  103: [
    { type: AlarmType.helmetOff, description: '脱帽 / Helmet taken off', releaseS: [30, 600] },
    { type: AlarmType.helmetImpact, description: '头盔撞击 / Helmet was hit' },
  ],
  104: [{ type: AlarmType.motion, description: '移动侦测 / Motion', releaseS: [10, 90] }, COVERED],
  105: [SOS],
}

/** What somebody does; undefined where nobody can do anything. */
export function actAt(device: Device, random: Random): Cause | undefined {
  const acts = BY_CLASS[device.kind.classId]
  return acts && random.pick(acts)
}

/** What was before the simulator started: acts of people, and what is known of that time. */
export function causeBefore(device: Device, timeMs: number, random: Random): Cause | undefined {
  const known = [
    ...(isVehicle(device) && isTooFast(placeAt(device, timeMs)) ? [OVERSPEED] : []),
    ...(device.kind.hasBattery && percentAt(device, timeMs) < LOW_PERCENT ? [LOW_BATTERY] : []),
  ]
  const causes = [...(BY_CLASS[device.kind.classId] ?? []), ...known]
  return causes.length > 0 ? random.pick(causes) : undefined
}
