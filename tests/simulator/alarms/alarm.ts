/** One alarm on record. */
import type { AlarmStateId, AlarmTypeId } from '../../../shared/platform/alarm.ts'

export interface Alarm {
  readonly key: string
  readonly type: AlarmTypeId
  /** Epoch ms. */
  readonly timeMs: number
  /** Empty when it is of a user without a device. */
  readonly deviceId: string
  /** Channel or other part of the device. */
  readonly channel: number | undefined
  readonly userId: string | undefined
  readonly userName: string | undefined
  state: AlarmStateId
  description: string
  lat: number | undefined
  lng: number | undefined
  processed: Processed | undefined
}

export interface Processed {
  readonly operatorId: string
  readonly operatorName: string
  readonly description: string
  /** Epoch ms. */
  readonly timeMs: number
}

/** A row of the record. */
export function recordOf(alarm: Alarm) {
  const { processed } = alarm
  return {
    key: alarm.key,
    type: alarm.type,
    status: alarm.state,
    timestamp: Math.floor(alarm.timeMs / 1000),
    device_id: alarm.deviceId,
    ...(alarm.lat === undefined ? {} : { lat: alarm.lat }),
    ...(alarm.lng === undefined ? {} : { lng: alarm.lng }),
    desc: alarm.description,
    ...(alarm.channel === undefined ? {} : { sub_device_index: alarm.channel }),
    ...(alarm.userId === undefined ? {} : { user_id: alarm.userId, user_name: alarm.userName ?? alarm.userId }),
    value: 0,
    ...(processed
      ? {
          operator_id: processed.operatorId,
          operator_name: processed.operatorName,
          process_desc: processed.description,
          process_time: Math.floor(processed.timeMs / 1000),
        }
      : {}),
  }
}

/** A frame of the alarm subscription. */
export function frameOf(alarm: Alarm) {
  return {
    key: alarm.key,
    type: alarm.type,
    time: Math.floor(alarm.timeMs / 1000),
    ...(alarm.userId === undefined ? {} : { userID: alarm.userId }),
    devID: alarm.deviceId,
    ...(alarm.channel === undefined ? {} : { subDevIdx: alarm.channel }),
    status: alarm.state,
    desc: alarm.description,
    ...(alarm.lat === undefined ? {} : { lat: alarm.lat }),
    ...(alarm.lng === undefined ? {} : { lng: alarm.lng }),
  }
}
