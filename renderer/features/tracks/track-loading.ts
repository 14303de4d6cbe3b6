/** The tracks of several units on their way from the core: each alone, so that one that fails does not hide the others. */
import { shallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { MAX_TRACKS } from '../../../shared/contract/tracks.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { loadTrack } from './load-track.ts'
import type { Span } from './time-cursor.ts'
import { trackColour } from './track-colours.ts'
import { factsOf } from './track-facts.ts'
import type { UnitTrack } from './unit-track.ts'

export function useTrackLoading(client: Pick<WatchpostClient, 'tracks'>, range: () => Span) {
  const tracks = shallowRef<readonly UnitTrack[]>([])
  const loading = new Map<string, AbortController>()
  let made = 0

  function change(puid: string, part: Partial<UnitTrack>): void {
    tracks.value = tracks.value.map((track) => (track.puid === puid ? { ...track, ...part } : track))
  }

  async function load(puid: string): Promise<void> {
    loading.get(puid)?.abort()
    const mine = new AbortController()
    loading.set(puid, mine)
    const { signal } = mine
    const wish = { puid, ...range() }
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

  /** Those that are there already stay as they are; beyond `MAX_TRACKS` none are taken. */
  function add(puids: readonly string[]): void {
    const known = new Set(tracks.value.map(({ puid }) => puid))
    const fresh = [...new Set(puids)].filter((puid) => !known.has(puid)).slice(0, MAX_TRACKS - known.size)
    tracks.value = [...tracks.value, ...fresh.map((puid) => begun(puid, trackColour(made++)))]
    for (const puid of fresh) void load(puid)
  }

  function remove(puid: string): void {
    loading.get(puid)?.abort()
    tracks.value = tracks.value.filter((track) => track.puid !== puid)
    if (tracks.value.length === 0) made = 0
  }

  /** Anew, from nothing. */
  function reload(puids = tracks.value.map(({ puid }) => puid)): void {
    const wanted = new Set(puids)
    tracks.value = tracks.value.map((track) => (wanted.has(track.puid) ? begun(track.puid, track.colour) : track))
    for (const puid of puids) void load(puid)
  }

  return { tracks, add, remove, reload }
}

function begun(puid: string, colour: string): UnitTrack {
  return { puid, colour, phase: 'loading', read: 0, total: 0, leftOut: 0 }
}
