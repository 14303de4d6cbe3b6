/** What a pane is made of and told by, apart from its own state. */
import type { ChannelRef } from '../../ui/channel-drag.ts'
import type { Attempt, AttemptOptions } from './attempt.ts'
import type { TapeStreams } from './pane-tape.ts'
import type { Still } from './stills.ts'
import type { Transport, TransportChoice, Way } from './transport.ts'
import type { VideoPool } from './video-pool.ts'

export interface PaneDependencies {
  readonly startAttempt: (way: Way, options: Omit<AttemptOptions, 'client' | 'platformNow'>) => Attempt
  /** The ways to a channel, in the order they are tried; `choice` is the pane's own. */
  readonly waysOf: (channel: ChannelRef, choice: TransportChoice | undefined) => readonly Way[]
  /** A picture came this way. */
  readonly onArrived: (channel: ChannelRef, transport: Transport) => void
  readonly pool: VideoPool
  /** Of this channel, whoever showed it last. */
  readonly lastStill: (channel: ChannelRef) => Still | undefined
  readonly keepStill: (channel: ChannelRef, still: Still) => void
  readonly streams: TapeStreams
  /** Monotonic, ms. */
  readonly now: () => number
  /** 0 ≤ x < 1 */
  readonly random: () => number
  /** False while the page is hidden: then the browser presents no frames and only the decoder's counters tell. */
  readonly pageVisible: () => boolean
}
