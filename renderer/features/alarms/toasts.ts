/** The small stack of what is new and urgent: one entry for a device and a type, however often it comes. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'

export interface Toast {
  /** Device and type: the same again is counted. */
  readonly id: string
  readonly alarm: Alarm
  readonly keys: readonly string[]
}

/** SOS has its scene. */
export function isToastworthy(alarm: Alarm): boolean {
  const isUrgent = alarm.level === 'critical' || alarm.level === 'high'
  return isUrgent && alarm.type !== AlarmType.sos && isOpen(alarm)
}

/** One call can tell so many seen; of a flood of one kind the later ones are enough. */
const MOST_KEYS = 1000

/** Newest first. */
export function withRaised(toasts: readonly Toast[], alarm: Alarm): readonly Toast[] {
  const id = `${alarm.device.id} ${alarm.type}`
  const same = toasts.find((toast) => toast.id === id)
  const keys = [...(same?.keys ?? []).filter((key) => key !== alarm.key), alarm.key].slice(-MOST_KEYS)
  return [{ id, alarm, keys }, ...toasts.filter((toast) => toast !== same)]
}

/** What was seen or dealt with leaves its toast; an empty toast goes. */
export function withChanged(toasts: readonly Toast[], alarm: Alarm): readonly Toast[] {
  if (isOpen(alarm) || !toasts.some(({ keys }) => keys.includes(alarm.key))) return toasts
  return toasts
    .map((toast) => ({ ...toast, keys: toast.keys.filter((key) => key !== alarm.key) }))
    .filter(({ keys }) => keys.length > 0)
}

function isOpen(alarm: Alarm): boolean {
  return !alarm.seen && alarm.status === AlarmState.active
}
