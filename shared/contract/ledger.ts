/**
 * The ledger: every speech in a conference, and every one with a device from this desk, kept on this machine for the account.
 * It knows what this client was told while it ran. Names are those that are known now.
 */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

export const BURST_KINDS = ['conference', 'intercom'] as const
export type BurstKind = (typeof BURST_KINDS)[number]
export const SPEAKER_KINDS = ['User', 'PU'] as const
export type SpeakerKind = (typeof SPEAKER_KINDS)[number]

const Id = Type.String({ minLength: 1, maxLength: 200 })

export const LedgerBurst = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum(BURST_KINDS),
  /** The group of the conference, or the device. */
  place: Type.String(),
  placeName: Type.String(),
  /** Of the device. */
  channel: Type.Optional(Type.Integer()),
  speakerKind: Type.Enum(SPEAKER_KINDS),
  speaker: Type.String(),
  speakerName: Type.String(),
  /** Spoken at this desk. */
  mine: Type.Boolean(),
  /** When it began, epoch ms by the platform's clock. */
  time: Type.Number(),
  lengthMs: Type.Number(),
  /** Why it ended, in the words of `SPEECH_ENDS` and of the ends of a floor; `ended` where only that is known. */
  ended: Type.String(),
})
export type LedgerBurst = Static<typeof LedgerBurst>

export const LedgerFilter = Type.Object({
  kind: Type.Optional(Type.Enum(BURST_KINDS)),
  /** Where it was spoken. */
  place: Type.Optional(Id),
  speaker: Type.Optional(Id),
  /** Spoken there or by them: of an alarm its device and its person. */
  anyOf: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20 })),
  /** Began between them, epoch ms by the platform's clock, both included. */
  from: Type.Optional(Type.Number()),
  to: Type.Optional(Type.Number()),
  /** In names and IDs of who and where. */
  text: Type.Optional(Type.String({ maxLength: 200 })),
})
export type LedgerFilter = Static<typeof LedgerFilter>

export const ledger = domain({
  calls: {
    /** Newest first. Keyset. */
    list: call(
      Type.Object({
        filter: LedgerFilter,
        before: Type.Optional(Type.Object({ time: Type.Number(), id: Type.Integer() })),
        limit: Type.Integer({ minimum: 1, maximum: 500 }),
      }),
      Type.Object({ bursts: Type.Array(LedgerBurst), more: Type.Boolean() }),
    ),
    /** Asks the host where to, and writes CSV. Null when the operator gave up. Errors: `disk`, `cancelled`. */
    exportCsv: call(
      Type.Object({ filter: LedgerFilter, language: Type.Enum(['en', 'zh-CN'] as const) }),
      Type.Union([Type.Object({ path: Type.String(), bursts: Type.Integer() }), Type.Null()]),
    ),
  },
  events: {
    /** Newest last. Collected for 100 ms. */
    added: event(Type.Object({ bursts: Type.Array(LedgerBurst) })),
  },
})
