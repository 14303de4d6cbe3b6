/** The tracks on the map: of which units, from when to when, and the moment of them that is shown. */
import { defineStore } from 'pinia'
import { computed, effectScope, shallowRef } from 'vue'
import { MAX_TRACKS } from '../../../shared/contract/tracks.ts'
import { useClient } from '../../client.ts'
import { useTimeCursor, type Span } from './time-cursor.ts'
import { useTrackLoading } from './track-loading.ts'

export const useTracksStore = defineStore('tracks', () => {
  const range = shallowRef<Span>({ from: 0, to: 0 })
  const { tracks, add, remove, reload } = useTrackLoading(useClient(), () => range.value)

  /** From the first to the last point of all; undefined while there is none. */
  const span = computed<Span | undefined>(() => {
    const times = tracks.value.flatMap(({ points }) =>
      points && points.count > 0 ? [points.time[0] ?? 0, points.time[points.count - 1] ?? 0] : [],
    )
    return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) }
  })
  // Of the store, not of who asked for it first.
  const cursor = effectScope(true).run(() => useTimeCursor(() => span.value))
  if (!cursor) throw new Error('no scope')

  return {
    ...{ range, tracks, span, cursor, add, remove },
    isFull: computed(() => tracks.value.length >= MAX_TRACKS),
    clear: (): void => tracks.value.forEach(({ puid }) => remove(puid)),
    /** All of them are read anew for it. */
    setRange(next: Span): void {
      range.value = next
      reload()
    },
    retry: (puid: string): void => reload([puid]),
  }
})
