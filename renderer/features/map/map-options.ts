/** How the operator likes the map: kept for the account at its site, the same in all its windows. */
import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { NOTATIONS } from './coordinates.ts'

const KEY = 'map.options'
const KEEP_MS = 400
export const MOST_VIEWS = 50

/** How far back the trails behind units reach, minutes; 0 for none. */
export const TRAIL_MINUTES = [0, 5, 15, 30, 60] as const
/** Of whom: those that are selected or followed, or all that are shown. */
export const TRAIL_UNITS = ['chosen', 'all'] as const

export const MAP_STYLES = ['theme', 'day', 'night'] as const
/** The outline that is always there, or the account's own map. */
export const BASES = ['outline', 'own'] as const

const Place = Type.Object({ lng: Type.Number(), lat: Type.Number(), zoom: Type.Number() })
export const SavedView = Type.Object({ name: Type.String({ maxLength: 100 }), place: Place })
export type SavedView = Static<typeof SavedView>

export const MapOptions = Type.Object({
  clusters: Type.Boolean(),
  labels: Type.Boolean(),
  offline: Type.Boolean(),
  notation: Type.Enum(NOTATIONS),
  style: Type.Enum(MAP_STYLES),
  base: Type.Enum(BASES),
  trailMinutes: Type.Enum(TRAIL_MINUTES),
  trailUnits: Type.Enum(TRAIL_UNITS),
  views: Type.Array(SavedView, { maxItems: MOST_VIEWS }),
  /** Where the map was left. */
  place: Type.Optional(Place),
})
export type MapOptions = Static<typeof MapOptions>

export const FIRST_OPTIONS: MapOptions = {
  clusters: true,
  labels: true,
  offline: true,
  notation: 'decimal',
  style: 'theme',
  base: 'outline',
  trailMinutes: 0,
  trailUnits: 'chosen',
  views: [],
}

/** What was kept; the first options for whatever does not fit. */
export function parseOptions(value: unknown): MapOptions {
  if (typeof value !== 'object' || value === null) return FIRST_OPTIONS
  const merged: unknown = { ...FIRST_OPTIONS, ...value }
  return Check(MapOptions, merged) ? merged : FIRST_OPTIONS
}

/** @param inside whether somebody is signed in: only then there are options of an account */
export function useMapOptions(client: WatchpostClient, inside: () => boolean) {
  const options = shallowRef<MapOptions>(FIRST_OPTIONS)
  const isRead = shallowRef(false)

  const keep = useDebounceFn(() => {
    // What cannot be kept is no reason to bother anybody: it is asked for again after the next start.
    if (inside())
      void client.settings.write({ scope: 'account', key: KEY, value: options.value }).catch(() => undefined)
  }, KEEP_MS)

  async function read(): Promise<void> {
    isRead.value = false
    const kept = await client.settings.read({ scope: 'account', key: KEY }).catch(() => undefined)
    options.value = parseOptions(kept?.value)
    isRead.value = true
  }
  watch(inside, (now) => now && void read(), { immediate: true })
  client.on('settings.changed', ({ scope, key, value }) => {
    if (scope !== 'account' || key !== KEY) return
    // Each window looks at a place of its own.
    const { place } = options.value
    options.value = { ...parseOptions(value), ...(place ? { place } : {}) }
  })

  return {
    options,
    isRead,
    change(part: Partial<MapOptions>): void {
      options.value = { ...options.value, ...part }
      void keep()
    },
  }
}
