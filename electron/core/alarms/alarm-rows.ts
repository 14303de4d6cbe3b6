/** From records and frames of the platform to alarms on their way into the store. */
import type { DataOf, FrameOf } from '../../../shared/platform/define.ts'
import type { operations, pushes } from '../../../shared/platform/index.ts'
import { toEpochMs } from '../../../shared/units.ts'
import type { IncomingAlarm } from './stored-alarm.ts'

export type AlarmRecord = DataOf<typeof operations.alarm.list>[number]
export type AlarmFrame = FrameOf<typeof pushes.alarm>

/** Undefined for a record that says too little to be kept: without key, type, state or time. */
export function incomingOfRecord(record: AlarmRecord): IncomingAlarm | undefined {
  const time = toEpochMs(record.timestamp)
  const { key, type, status } = record
  if (!key || time === undefined || type === undefined || status === undefined) return undefined
  if (!Number.isInteger(type) || !Number.isInteger(status)) return undefined
  return {
    key,
    type,
    status,
    time,
    deviceId: record.device_id ?? '',
    ...optional({
      part: record.sub_device_index,
      userId: record.user_id || undefined,
      userName: record.user_name || undefined,
      description: record.desc,
      latitude: record.lat,
      longitude: record.lng,
    }),
    ...handlingOf(record),
  }
}

function handlingOf(record: AlarmRecord): Pick<IncomingAlarm, 'handling'> {
  const time = toEpochMs(record.process_time)
  if (time === undefined) return {}
  return {
    handling: {
      by: record.operator_id ?? '',
      ...(record.operator_name ? { byName: record.operator_name } : {}),
      note: record.process_desc ?? '',
      time,
    },
  }
}

/** Undefined for one without a key, which the record has to be asked for, or with numbers that are none. */
export function incomingOfFrame(frame: AlarmFrame): IncomingAlarm | undefined {
  const time = toEpochMs(frame.time)
  if (!frame.key || time === undefined || !Number.isInteger(frame.type) || !Number.isInteger(frame.status))
    return undefined
  return {
    isFrame: true,
    key: frame.key,
    type: frame.type,
    status: frame.status,
    time,
    deviceId: frame.devID,
    ...optional({
      part: frame.subDevIdx,
      userId: frame.userID || undefined,
      description: frame.desc,
      latitude: frame.lat,
      longitude: frame.lng,
    }),
  }
}

type Told<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function optional<T extends object>(values: T): Told<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Told<T>
}
