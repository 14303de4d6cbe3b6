/**
 * Alarms for the screens: how fresh they are, how many, who claimed what, and what the operator was looking at. The alarms
 * themselves are read page by page by the list; `changed` tells what came in.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { ALARM_LEVELS, type AlarmFilter, type AlarmLevel } from '../../../shared/contract/alarms.ts'
import { AlarmState } from '../../../shared/platform/alarm.ts'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { followAlarms } from './follow-alarms.ts'
import type { Place } from './place-choices.ts'
import type { TimeRange } from './time-range.ts'

/** What waits for somebody: where an operator begins. */
export const FIRST_FILTER: AlarmFilter = { statuses: [AlarmState.active] }

export const useAlarmsStore = defineStore('alarms', () => {
  const session = useSessionStore()
  const { read, ...facts } = followAlarms(useClient())
  watch(
    () => session.inside,
    (inside) => inside && void read(),
    { immediate: true },
  )

  return {
    ...facts,
    /** Kept while the operator is in another area. */
    filter: shallowRef<AlarmFilter>(FIRST_FILTER),
    /** What the filter's devices and times came from. */
    places: shallowRef<readonly Place[]>([]),
    range: shallowRef<TimeRange>({ span: 'any' }),
    mode: ref<'list' | 'bundles'>('list'),
    /** The highest level of what is active. */
    worst: computed((): AlarmLevel | undefined =>
      ALARM_LEVELS.find((level) => (facts.counts.value.byLevel[level] ?? 0) > 0),
    ),
  }
})
