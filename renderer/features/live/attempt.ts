/** One attempt to receive a channel, whatever the way: what the pane asks of it and what it is told. */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import type { MediaSample, StatsReport } from './media-sample.ts'
import type { AttemptFact } from './attempt-fact.ts'
import type { SenderAge } from './sender-age.ts'

export interface AttemptOptions {
  readonly client: Pick<WatchpostClient, 'live'>
  readonly channel: ChannelRef
  /** Where its pictures are kept to be looked at again. */
  readonly tapeId: number
  /** Facts for the state machine, in order; none after `stop`. */
  readonly tell: (fact: AttemptFact) => void
  /** The stream to show, as soon as its tracks are known: pictures may come before the connection says so. */
  readonly onStream: (stream: MediaStream) => void
  /** The platform's time, epoch ms. */
  readonly platformNow: () => number
  /** Told once, when the first picture came out of the decoder, whether it is shown or not. */
  readonly onPicture?: () => void
}

export interface Attempt {
  /** Whether a lease of the core is its own. */
  holds(leaseId: number): boolean
  /** The core gave one of its leases up. */
  leaseEnded(leaseId: number, error: ErrorEnvelope | undefined): void
  /** Whether somebody listens. Nobody does at first. */
  setAudible(isAudible: boolean): void
  /** Closes the connection and the lease; an opening under way is cancelled. More than once is no error. */
  stop(): void
  /** Counters of the received video; undefined while there is no connection. */
  sample(): Promise<MediaSample | undefined>
  /** The full report in the browser's words, for the statistics overlay. */
  report(): Promise<StatsReport | undefined>
  /** By how much a picture that is shown now is known to be older than its showing. */
  behindMs(): number
  /** What the sender's clock says of it; undefined as long as it did not tell its time. */
  senderAge(): SenderAge | undefined
  /** Called with each round of the watchdog. */
  watch(): void
}
