/** A tour as it is kept: what it goes through, how long it stays, whether it runs. */
import { isRecord } from '../../../shared/record.ts'
import { parseChannel, type ChannelRef } from '../../ui/channel-drag.ts'

export const LEAST_DWELL_S = 3
export const MOST_DWELL_S = 3600
export const DEFAULT_DWELL_S = 10
const MOST_STOPS = 500

/** One channel, or the first pictures of a group's devices as the group is when the tour comes by. */
export type TourStop =
  { readonly kind: 'channel'; readonly channel: ChannelRef } | { readonly kind: 'group'; readonly id: string }

export interface SavedTour {
  readonly stops: readonly TourStop[]
  readonly dwellS: number
  readonly running: boolean
}

/** A tour over the tabs. */
export interface SavedTabTour {
  readonly layouts: readonly string[]
  readonly dwellS: number
  readonly running: boolean
}

export function isDwell(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= LEAST_DWELL_S && seconds <= MOST_DWELL_S
}

/** Undefined for what is no tour, or one without a usable stop. */
export function parseTour(value: unknown): SavedTour | undefined {
  if (!isRecord(value) || !Array.isArray(value['stops'])) return undefined
  const stops = value['stops'].slice(0, MOST_STOPS).flatMap((stop) => parseStop(stop) ?? [])
  return stops.length === 0 ? undefined : { stops, ...parseTimes(value) }
}

export function parseTabTour(value: unknown, known: readonly string[]): SavedTabTour | undefined {
  if (!isRecord(value) || !Array.isArray(value['layouts'])) return undefined
  const layouts = value['layouts'].filter((id): id is string => known.includes(id as string))
  return layouts.length === 0 ? undefined : { layouts: [...new Set(layouts)], ...parseTimes(value) }
}

function parseTimes({ dwellS, running }: Record<string, unknown>): { dwellS: number; running: boolean } {
  return { dwellS: typeof dwellS === 'number' && isDwell(dwellS) ? dwellS : DEFAULT_DWELL_S, running: running === true }
}

function parseStop(value: unknown): TourStop | undefined {
  if (!isRecord(value)) return undefined
  if (value['kind'] === 'group') {
    const { id } = value
    return typeof id === 'string' && id.length <= 100 ? { kind: 'group', id } : undefined
  }
  const channel = value['kind'] === 'channel' ? parseChannel(value['channel']) : undefined
  return channel && { kind: 'channel', channel }
}
