/** The tracks on the map: of which units, from when to when, and the moment of them that is shown. */
import { defineStore } from 'pinia'
import { computed, effectScope, shallowRef } from 'vue'
import { MAX_TRACKS } from '../../../shared/contract/tracks.ts'
import { useClient } from '../../client.ts'
import { beginningOf, type TimeRange } from '../alarms/time-range.ts'
import { useSessionStore } from '../session/store.ts'
import { useTimeCursor, type Span } from './time-cursor.ts'
import { useTrackLoading } from './track-loading.ts'

/** What a unit did around a moment: an alarm, a speech. */
export interface Moment {
  readonly puid: string
  /** Epoch ms by the platform's clock. */
  readonly time: number
  /** Before and after it. */
  readonly minutes: number
}

const MINUTE_MS = 60_000

export const useTracksStore = defineStore('tracks', () => {
  const session = useSessionStore()
  const range = shallowRef<Span>({ from: 0, to: 0 })
  /** As the operator chose it: spans end now, and stay as they were until somebody asks anew. */
  const choice = shallowRef<TimeRange>({ span: 'shift' })
  const moment = shallowRef<Moment>()
  /** Units whose tracks are to be brought into sight as soon as they are there. */
  const sought = shallowRef<readonly string[]>([])
  const { tracks, add, remove, reload } = useTrackLoading(useClient(), () => range.value)

  /** From the first to the last point of all; undefined while there is none. */
  const span = computed<Span | undefined>(() => {
    const times = tracks.value.flatMap(({ points }) =>
      points && points.count > 0 ? [points.time[0] ?? 0, points.time[points.count - 1] ?? 0] : [],
    )
    return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) }
  })
  // Of the store, not of who asked for it first.
  const cursor = effectScope(true).run(() =>
    useTimeCursor(
      () => span.value,
      ({ from }) => moment.value?.time ?? from,
    ),
  )
  if (!cursor) throw new Error('no scope')

  /** All of them are read anew for it. */
  function setRange(next: Span): void {
    range.value = next
    reload()
  }
  function clear(): void {
    moment.value = undefined
    tracks.value.forEach(({ puid }) => remove(puid))
  }
  function choose(next: TimeRange): void {
    choice.value = next
    moment.value = undefined
    const now = session.platformNow()
    if (next.span === 'own') setRange({ from: next.from ?? now, to: next.to ?? now })
    else setRange({ from: beginningOf(next.span, now) ?? 0, to: now })
  }

  return {
    ...{ range, choice, moment, sought, tracks, span, cursor, remove, choose, clear },
    isFull: computed(() => tracks.value.length >= MAX_TRACKS),
    /** The time that was chosen, as it is now. */
    read: (): void => choose(choice.value),
    add(puids: readonly string[]): void {
      if (range.value.to === 0) choose(choice.value)
      add(puids)
    },
    /** In place of the tracks there are: what one unit did around a moment, with the cursor there. */
    lookAt(next: Moment): void {
      clear()
      const [from, to] = [next.time - next.minutes * MINUTE_MS, next.time + next.minutes * MINUTE_MS]
      choice.value = { span: 'own', from, to }
      range.value = { from, to }
      moment.value = next
      sought.value = [next.puid]
      add([next.puid])
    },
    /** Brings the tracks of these units into sight. */
    seek: (puids: readonly string[]): void => void (sought.value = puids),
    retry: (puid: string): void => reload([puid]),
  }
})
