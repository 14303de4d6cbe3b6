/** One speech, from the first word to the last: what the ledger keeps. */
import type { BurstKind, SpeakerKind } from '../../../shared/contract/ledger.ts'
import type { Off } from '../../../shared/disposables.ts'

export interface Burst {
  readonly kind: BurstKind
  /** The group of a conference, or the device that was talked with, with its channel. */
  readonly place: string
  readonly placeName: string
  readonly channel?: number
  readonly speakerKind: SpeakerKind
  readonly speaker: string
  readonly speakerName: string
  /** Spoken at this desk. */
  readonly isMine: boolean
  /** Epoch ms by this machine's clock. */
  readonly startedAt: number
  readonly endedAt: number
  /** Why it ended, in the word of whoever ended it. */
  readonly end: string
  /** Its name while it goes on, where `SpeechSource` told that it began. */
  readonly speech?: string
}

/** A speech that goes on. */
export type Begun = Omit<Burst, 'endedAt' | 'end' | 'speech'> & { readonly speech: string }

/** What tells of speeches that are over. */
export interface BurstSource {
  onBurst(listener: (burst: Burst) => void): Off
}

/** What also tells of those that begin. */
export interface SpeechSource {
  onBegan(listener: (begun: Begun) => void): Off
}
