/**
 * The ledger: every speech in a conference, and every one with a device from this desk, kept on this machine for the account.
 * It knows what this client was told while it ran. Names are those that are known now. Where the operator wants it, the sound of
 * speeches in conferences is kept with their lines: the window that hears them hands it over as Opus, a file each.
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'

export const BURST_KINDS = ['conference', 'intercom'] as const
export type BurstKind = (typeof BURST_KINDS)[number]
export const SPEAKER_KINDS = ['User', 'PU'] as const
export type SpeakerKind = (typeof SPEAKER_KINDS)[number]

/** Account setting: true keeps the sound of speeches in conferences. Written by the core. */
export const KEEP_SOUND_SETTING = 'ledger.keepSound'
/** Of what a window hands over: one packet of Opus has so many ms, one channel, 48 kHz. */
export const SOUND_PACKET_MS = 20

/** Where a page finds the sound of a speech (Ogg with Opus): a path of our own origin, served by the host, ranges included. */
export const soundUrl = (burstId: number): string => `/file/talk/${burstId}`

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
  /** `removed`: it was kept, and went by the limits of what is kept. Absent: never kept. */
  sound: Type.Optional(Type.Enum(['kept', 'removed'] as const)),
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

/** A speech in a conference that goes on and whose sound is to be kept. */
export const Speech = Type.Object({
  speech: Type.String({ minLength: 1, maxLength: 64 }),
  /** The group of the conference. */
  groupId: Id,
  /** Spoken by this desk: what it sends is kept, not what it hears. */
  mine: Type.Boolean(),
})
export type Speech = Static<typeof Speech>

export const SoundKeeping = Type.Object({
  isOn: Type.Boolean(),
  /** Where the files lie; absolute, for showing. */
  folder: Type.String(),
  /** Groups of conferences of which something is being written now. */
  writing: Type.Array(Id),
  /** Why the last one could not be written. */
  error: Type.Optional(ErrorEnvelope),
})
export type SoundKeeping = Static<typeof SoundKeeping>

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
    /**
     * Asks the host where to, and writes CSV; the sound that is kept of its lines into a folder beside it. Null when the operator
     * gave up. Errors: `disk`, `cancelled`.
     */
    exportCsv: call(
      Type.Object({ filter: LedgerFilter, language: Type.Enum(['en', 'zh-CN'] as const) }),
      Type.Union([Type.Object({ path: Type.String(), bursts: Type.Integer(), sounds: Type.Integer() }), Type.Null()]),
    ),
    /** Errors here and below: `not-signed-in`. */
    soundKeeping: call(Type.Object({}), SoundKeeping),
    /** From the next speech on. Errors: `disk`. */
    keepSound: call(Type.Object({ isOn: Type.Boolean() }), Type.Null()),
    /** Those that go on: for a window that comes later. */
    speeches: call(Type.Object({}), Type.Array(Speech)),
    /**
     * Hands over the next packets of a speech, base64, from its beginning on; the first window that does is the only one. Errors:
     * `not-found` for a speech that is over or another window's, `disk`; after each nothing more of it is taken.
     */
    takeSound: call(
      Type.Object({
        speech: Speech.properties.speech,
        packets: Type.Array(Type.String({ minLength: 4, maxLength: 2000 }), { maxItems: 500 }),
        isLast: Type.Boolean(),
      }),
      Type.Null(),
    ),
    /** A copy of the sound of one line, to where the operator says. Null when he gave up. Errors: `not-found`, `disk`. */
    saveSound: call(
      Type.Object({ id: Type.Integer() }),
      Type.Union([Type.Object({ path: Type.String() }), Type.Null()]),
    ),
  },
  events: {
    /** Newest last. Collected for 100 ms. */
    added: event(Type.Object({ bursts: Type.Array(LedgerBurst) })),
    /** Lines that were there: their sound is kept now. */
    changed: event(Type.Object({ bursts: Type.Array(LedgerBurst) })),
    soundKeepingChanged: event(SoundKeeping),
    speechBegan: event(Speech),
    /** What was heard of it until now is handed over, and nothing more. */
    speechEnded: event(Type.Object({ speech: Speech.properties.speech })),
  },
})
