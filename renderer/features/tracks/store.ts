/** The tracks on the map: of which units, from when to when, and the moment of them that is shown. */
import { defineStore } from 'pinia'
import { computed, effectScope, shallowRef } from 'vue'
import { MAX_TRACKS } from '../../../shared/contract/tracks.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { loadTrack } from './load-track.ts'
import { useTimeCursor, type Span } from './time-cursor.ts'
import { trackColour } from './track-colours.ts'
import { factsOf } from './track-facts.ts'
import type { UnitTrack } from './unit-track.ts'

export const useTracksStore = defineStore('tracks', () => {
  const client = useClient()
  const range = shallowRef<Span>({ from: 0, to: 0 })
  const tracks = shallowRef<readonly UnitTrack[]>([])
  const loading = new Map<string, AbortController>()
  let made = 0

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

  function change(puid: string, part: Partial<UnitTrack>): void {
    tracks.value = tracks.value.map((track) => (track.puid === puid ? { ...track, ...part } : track))
  }

  async function load(puid: string): Promise<void> {
    loading.get(puid)?.abort()
    const mine = new AbortController()
    loading.set(puid, mine)
    const { signal } = mine
    const wish = { puid, ...range.value }
    try {
      const { points, leftOut } = await loadTrack(
        (page) => client.tracks.page({ ...wish, page }, { signal }),
        (read, total) => signal.aborted || change(puid, { read, total }),
      )
      if (!signal.aborted) change(puid, { phase: 'ready', points, facts: factsOf(points), leftOut })
    } catch (thrown) {
      if (!signal.aborted) change(puid, { phase: 'failed', error: toEnvelope(thrown) })
      // The pages that are still on their way are nobody's.
      mine.abort()
    } finally {
      if (loading.get(puid) === mine) loading.delete(puid)
    }
  }

  function begin(puid: string, colour: string): UnitTrack {
    return { puid, colour, phase: 'loading', read: 0, total: 0, leftOut: 0 }
  }

  return {
    range,
    tracks,
    span,
    cursor,
    isFull: computed(() => tracks.value.length >= MAX_TRACKS),
    /** Units that are there already stay as they are; beyond `MAX_TRACKS` none are taken. */
    add(puids: readonly string[]): void {
      const known = new Set(tracks.value.map(({ puid }) => puid))
      const fresh = [...new Set(puids)].filter((puid) => !known.has(puid)).slice(0, MAX_TRACKS - known.size)
      tracks.value = [...tracks.value, ...fresh.map((puid) => begin(puid, trackColour(made++)))]
      for (const puid of fresh) void load(puid)
    },
    remove(puid: string): void {
      loading.get(puid)?.abort()
      tracks.value = tracks.value.filter((track) => track.puid !== puid)
    },
    clear(): void {
      for (const one of loading.values()) one.abort()
      tracks.value = []
      made = 0
    },
    /** All of them are read anew for it. */
    setRange(next: Span): void {
      range.value = next
      tracks.value = tracks.value.map(({ puid, colour }) => begin(puid, colour))
      for (const { puid } of tracks.value) void load(puid)
    },
    retry(puid: string): void {
      const track = tracks.value.find((one) => one.puid === puid)
      if (!track) return
      change(puid, { ...begin(puid, track.colour) })
      void load(puid)
    },
  }
})
