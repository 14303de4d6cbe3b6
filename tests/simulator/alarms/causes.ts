/** What a kind of device raises alarms for, and how that ends by itself. */
import { AlarmType, type AlarmTypeId } from '../../../shared/platform/alarm.ts'
import type { Device } from '../fleet/build.ts'
import type { Random } from '../random.ts'

export interface Cause {
  readonly type: AlarmTypeId
  readonly description: string
  /** Seconds after which the device takes it back; absent when somebody has to look at it. */
  readonly releaseS?: readonly [number, number]
}

const SOS: Cause = { type: AlarmType.sos, description: 'SOS 求助按键 / SOS button pressed' }
const VIDEO_LOST: Cause = {
  type: AlarmType.videoLost,
  description: '视频丢失 / No picture from the camera',
  releaseS: [40, 400],
}
const COVERED: Cause = {
  type: AlarmType.videoCovered,
  description: '镜头遮挡 / The lens is covered',
  releaseS: [15, 200],
}
const LOW_BATTERY: Cause = { type: AlarmType.lowBattery, description: '电量低 / Battery below 20 %' }
const DISK_FULL: Cause = { type: AlarmType.diskFull, description: '存储空间不足 / Storage is almost full' }

const BY_CLASS: Readonly<Record<number, readonly Cause[]>> = {
  101: [
    SOS,
    LOW_BATTERY,
    LOW_BATTERY,
    COVERED,
    { type: AlarmType.manDown, description: '人员倒地 / Wearer has fallen' },
  ],
  102: [
    { type: AlarmType.overspeed, description: '超速 / Above 60 km/h', releaseS: [20, 120] },
    VIDEO_LOST,
    { type: AlarmType.alarmInput, description: '报警输入 1 / Alarm input 1', releaseS: [5, 60] },
    DISK_FULL,
  ],
  103: [
    { type: AlarmType.helmetOff, description: '脱帽 / Helmet taken off', releaseS: [30, 600] },
    { type: AlarmType.helmetImpact, description: '头盔撞击 / Helmet was hit' },
    LOW_BATTERY,
  ],
  104: [{ type: AlarmType.motion, description: '移动侦测 / Motion', releaseS: [10, 90] }, VIDEO_LOST, COVERED],
  105: [SOS, LOW_BATTERY],
}

/** undefined for a device of a class that raises none. */
export function causeFor(device: Device, random: Random): Cause | undefined {
  const causes = BY_CLASS[device.kind.classId]
  return causes && random.pick(causes)
}
