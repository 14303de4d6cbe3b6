/** How much an alarm matters, by its type. Each site may see it otherwise: what it sets goes before this table. */
import type { AlarmLevel, LevelTable } from './contract/alarms.ts'
import { AlarmType } from './platform/alarm.ts'

/** Life first, then what may become a danger, then what costs evidence, then upkeep. */
const BY_LEVEL: Readonly<Record<AlarmLevel, readonly number[]>> = {
  critical: [AlarmType.sos, AlarmType.manDown, AlarmType.helmetImpact, AlarmType.nearPower],
  high: [
    AlarmType.faceRecognised,
    AlarmType.alarmInput,
    AlarmType.batteryRemoved,
    AlarmType.dismantled,
    AlarmType.inverted,
    AlarmType.areaEntered,
    AlarmType.areaLeft,
    AlarmType.highAltitude,
    AlarmType.highTemperature,
  ],
  medium: [
    AlarmType.videoLost,
    AlarmType.videoCovered,
    AlarmType.diskError,
    AlarmType.overspeed,
    AlarmType.stationary,
    AlarmType.routeEntered,
    AlarmType.routeLeft,
    AlarmType.helmetOff,
    AlarmType.highVoltage,
  ],
  low: [
    AlarmType.diskFull,
    AlarmType.motion,
    AlarmType.periodic,
    AlarmType.lowTemperature,
    AlarmType.lowSpeed,
    AlarmType.lowVoltage,
    AlarmType.lowBattery,
  ],
}

/** Of types that nobody names. */
export const UNKNOWN_LEVEL: AlarmLevel = 'medium'

/** By type, as text: keys of JSON are. */
export const DEFAULT_LEVELS: Readonly<LevelTable> = Object.fromEntries(
  Object.entries(BY_LEVEL).flatMap(([level, types]) => types.map((type) => [String(type), level as AlarmLevel])),
)

/** `own`: what the site set. */
export function levelOf(type: number, own: Readonly<LevelTable>): AlarmLevel {
  return own[String(type)] ?? DEFAULT_LEVELS[String(type)] ?? UNKNOWN_LEVEL
}
