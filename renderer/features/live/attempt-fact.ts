/** What an attempt tells of itself, and which of it ends the attempt. */
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { Failure } from './failure.ts'
import type { Transport, Way } from './transport.ts'

export type AttemptFact =
  | { readonly type: 'leaseGranted' }
  | { readonly type: 'leaseRefused'; readonly error: ErrorEnvelope }
  | { readonly type: 'leaseEnded'; readonly error?: ErrorEnvelope }
  | { readonly type: 'connected' }
  | { readonly type: 'connectionFailed' }
  | { readonly type: 'codecMissing'; readonly codec: string; readonly decodable: readonly string[] }
  | { readonly type: 'noVideo' }
  | { readonly type: 'localFailed'; readonly reason: string }
  /** It went more than one way, and all of them failed. */
  | { readonly type: 'allFailed'; readonly failure: Failure }
  /** It went more than one way, and this one had the first picture; `lost`: the other had failed before. */
  | { readonly type: 'wayChosen'; readonly way: Transport; readonly lost?: Failure }
  /** The number of decoded frames went up; `now` is when. */
  | { readonly type: 'frame' }
  /** The number of received video packets went up. */
  | { readonly type: 'packets' }

/** Undefined for a fact that ends nothing. */
export function failureOf(fact: AttemptFact, way: Way, isPlaying: boolean): Failure | undefined {
  switch (fact.type) {
    case 'leaseRefused':
      return { cause: 'refused', error: fact.error }
    case 'leaseEnded':
      return fact.error ? { cause: 'refused', error: fact.error } : { cause: 'ended' }
    case 'connectionFailed':
      return { cause: isPlaying ? 'connection-lost' : noWay(way) }
    case 'codecMissing':
      return { cause: 'codec', codec: fact.codec, decodable: fact.decodable }
    case 'noVideo':
      return { cause: 'no-video' }
    case 'localFailed':
      return { cause: 'local', reason: fact.reason }
    case 'allFailed':
      return fact.failure
    default:
      return undefined
  }
}

export function noWay(way: Way): 'no-connection' | 'no-websocket' {
  return way === 'bvrtc' ? 'no-websocket' : 'no-connection'
}
