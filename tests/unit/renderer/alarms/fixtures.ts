import type { Alarm } from '../../../../shared/contract/alarms.ts'
import { AlarmState, AlarmType } from '../../../../shared/platform/alarm.ts'

/** An active one of device `d1`, `at` seconds after the epoch. */
export function alarm(key: string, at: number, more: Partial<Alarm> = {}): Alarm {
  return {
    key,
    type: AlarmType.lowBattery,
    status: AlarmState.active,
    level: 'low',
    time: at * 1000,
    device: { id: 'd1', name: 'Camera 1' },
    description: '',
    seen: false,
    ...more,
  }
}
