/** One speech, from the first word to the last: what the ledger keeps. */
import type { Off } from '../../../shared/disposables.ts'

export interface Burst {
  /** `conference`: `place` is the group. `intercom`: `place` is the device, `channel` its channel. */
  readonly kind: 'conference' | 'intercom'
  readonly place: string
  readonly placeName: string
  readonly channel: number | undefined
  /** ID and name of who spoke: a user, or a device. */
  readonly speaker: string
  readonly speakerName: string
  /** Spoken at this desk. */
  readonly isMine: boolean
  /** Epoch ms by this machine's clock. */
  readonly startedAt: number
  readonly endedAt: number
  /** Why it ended, in the word of whoever ended it (`SPEECH_ENDS`, ends of a floor). */
  readonly end: string
}

/** What tells of speeches that are over. */
export interface BurstSource {
  onBurst(listener: (burst: Burst) => void): Off
}
