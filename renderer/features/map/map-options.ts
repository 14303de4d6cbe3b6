/** How the operator likes the map: kept for the account at its site, the same in all its windows. */
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { NOTATIONS } from './coordinates.ts'

export const MOST_VIEWS = 50

/** How far back the trails behind units reach, minutes; 0 for none. */
export const TRAIL_MINUTES = [0, 5, 15, 30, 60] as const
/** Of whom: those that are selected or followed, or all that are shown. */
export const TRAIL_UNITS = ['chosen', 'all'] as const

export const MAP_STYLES = ['theme', 'day', 'night'] as const
/** The outline that is always there, or the account's own map. */
export const BASES = ['outline', 'own'] as const

export const Place = Type.Object({ lng: Type.Number(), lat: Type.Number(), zoom: Type.Number() })
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

export function useMapOptions(client: WatchpostClient) {
  const { value: options, choose } = keptSetting(client, { scope: 'account', key: 'map.options', read: parseOptions })
  return {
    options,
    change(part: Partial<MapOptions>): void {
      // What cannot be kept is no reason to bother anybody: it is asked for again after the next start.
      void choose({ ...options.value, ...part }).catch(() => undefined)
    },
  }
}
