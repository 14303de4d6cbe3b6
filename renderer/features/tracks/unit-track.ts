/** One unit's track on screen, from the first page on its way to what it tells. Replaced as a whole when anything of it changes. */
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { TrackFacts } from './track-facts.ts'
import type { TrackPoints } from './track-points.ts'

export interface UnitTrack {
  readonly puid: string
  readonly colour: string
  readonly phase: 'loading' | 'ready' | 'failed'
  /** Points read, of how many. */
  readonly read: number
  readonly total: number
  /** Points without a fix or outside of the world. */
  readonly leftOut: number
  readonly points?: TrackPoints
  readonly facts?: TrackFacts
  readonly error?: ErrorEnvelope
}
