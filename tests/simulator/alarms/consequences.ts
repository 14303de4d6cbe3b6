/** What follows from an alarm by itself: the device records the channel, and the platform warns of storage that fails. */
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Warnings } from '../logs/warnings.ts'
import { ALARM_CLIP_S } from '../recordings/device-past.ts'
import type { Recordings } from '../recordings/recordings.ts'
import type { Alarm } from './alarm.ts'
import type { Alarms } from './alarms.ts'

interface Parts {
  readonly fleet: Fleet
  readonly alarms: Alarms
  readonly recordings: Recordings
  readonly warnings: Warnings
  readonly now: () => number
}

const STORAGE_WARNINGS: Readonly<Partial<Record<number, string>>> = {
  [AlarmType.diskError]: 'storage_failed',
  [AlarmType.diskFull]: 'storage_full',
}

export function watchAlarms({ fleet, alarms, recordings, warnings, now }: Parts): void {
  const seen = new WeakSet<Alarm>()
  alarms.onChanged((alarm) => {
    if (alarm.state !== AlarmState.active || seen.has(alarm)) return
    seen.add(alarm)
    const device = fleet.byId.get(alarm.deviceId)
    if (!device) return
    const { channel } = alarm
    if (device.online && channel !== undefined && device.channels.some(({ index }) => index === channel))
      recordings.start({
        device,
        channel,
        reason: RecordReason.alarm,
        store: 'device',
        untilMs: now() + ALARM_CLIP_S * 1000,
      })
    const type = STORAGE_WARNINGS[alarm.type]
    if (type)
      warnings.raise({
        type,
        objectId: device.id,
        objectType: 'PU',
        objectName: device.name,
        description: alarm.description,
      })
  })
}
