/** People who pressed SOS, the first one first. Nobody leaves it but by the operator's hand. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { compareAlarms } from './alarm-line.ts'

export const isOpenSos = (alarm: Alarm): boolean => alarm.type === AlarmType.sos && alarm.status === AlarmState.active

/** Puts new presses at the end and renews what is known of those in it. */
export function queueWith(queue: readonly Alarm[], alarms: readonly Alarm[]): readonly Alarm[] {
  const next = new Map(alarms.map((alarm) => [alarm.key, alarm]))
  const here = new Set(queue.map(({ key }) => key))
  const added = alarms.filter((alarm) => isOpenSos(alarm) && !here.has(alarm.key))
  if (added.length === 0 && !queue.some(({ key }) => next.has(key))) return queue
  return [...queue.map((alarm) => next.get(alarm.key) ?? alarm), ...added.toSorted((a, b) => compareAlarms(b, a))]
}

/** Those who still wait, but for the one that is shown. */
export function waitingBehind(queue: readonly Alarm[], key: string): readonly Alarm[] {
  return queue.filter((alarm) => alarm.key !== key && alarm.status === AlarmState.active)
}
