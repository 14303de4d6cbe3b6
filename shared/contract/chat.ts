/**
 * Conversations and messages, as this client's own store holds them: complete from a known point on, readable with the
 * platform gone. What is older than the store is fetched on request and kept. Documentation: chapters "instant messaging",
 * "Instant messaging subscription", "Contact person". Groups and their members are changed through `platform.call`
 * (`imgroup.*`); the store follows the platform's own word of it.
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { AudienceType, SpeakerType } from '../platform/message-content.ts'
import { call, domain, event } from './define.ts'
import { Backfill, SYNC_STATE } from './sync-state.ts'

const PARTNER_KINDS = Object.values(AudienceType)

/** With whom: a user, a device, or a group. Kinds are the platform's words. */
export const Partner = Type.Object({
  kind: Type.Enum(PARTNER_KINDS),
  id: Type.String({ minLength: 1, maxLength: 200 }),
})
export type Partner = Static<typeof Partner>

export const ChatState = Type.Object({
  ...SYNC_STATE,
  backfill: Type.Optional(Backfill),
  /** Platform's clock minus this machine's, ms, with half the way there and back as its error. */
  clockOffset: Type.Optional(Type.Object({ ms: Type.Number(), errorMs: Type.Number() })),
})
export type ChatState = Static<typeof ChatState>

export const FILE_MEDIA = ['picture', 'video', 'audio', 'file', 'confaudio'] as const

const FileBody = Type.Object({
  kind: Type.Literal('file'),
  media: Type.Enum(FILE_MEDIA),
  fileId: Type.String(),
  name: Type.String(),
  bytes: Type.Number(),
  durationMs: Type.Optional(Type.Number()),
})
const TextBody = Type.Object({ kind: Type.Literal('text'), text: Type.String({ maxLength: 20_000 }) })
const PlaceBody = Type.Object({
  kind: Type.Literal('place'),
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  heightM: Type.Optional(Type.Number()),
  headingDeg: Type.Optional(Type.Number()),
  speedKmh: Type.Optional(Type.Number()),
})

const ClaimedAlarm = Type.Object({ about: Type.Literal('alarm'), key: Type.String(), claimed: Type.Boolean() })
const ReservedCamera = Type.Object({
  about: Type.Literal('camera'),
  puid: Type.String(),
  /** Of the camera's PTZ. */
  index: Type.Integer(),
  claimed: Type.Boolean(),
})

/** "I have this alarm", "I need this camera", as desks tell each other; not `claimed`: given back. */
export const ClaimWord = Type.Union([ClaimedAlarm, ReservedCamera])
export type ClaimWord = Static<typeof ClaimWord>

/**
 * What a message says. `claim`: the text is a desk's word to other desks and no speech: it is not counted as unread, and no
 * conversation's last message. `other` is everything that has no better way: notices, commands, types nobody knows, and content that
 * does not fit its type; `raw` is the platform's text of it.
 */
export const MessageBody = Type.Union([
  TextBody,
  FileBody,
  PlaceBody,
  Type.Object({ kind: Type.Literal('custom'), text: Type.String(), claim: Type.Optional(ClaimWord) }),
  Type.Object({ kind: Type.Literal('other'), type: Type.String(), raw: Type.String() }),
])
export type MessageBody = Static<typeof MessageBody>

export const Message = Type.Object({
  /** The platform's number; later messages have larger ones. */
  id: Type.Number(),
  conversation: Type.Integer(),
  speaker: Type.Object({
    kind: Type.Enum(Object.values(SpeakerType)),
    id: Type.String(),
    /** As last known; the ID where nothing is known. */
    name: Type.String(),
  }),
  /** Said by this account, at whatever desk. */
  mine: Type.Boolean(),
  /** Epoch ms by the platform's clock (it counts in seconds). */
  time: Type.Number(),
  body: MessageBody,
  /** Of what this client sent: the key it had in the outbox. */
  key: Type.Optional(Type.String()),
})
export type Message = Static<typeof Message>

export const Conversation = Type.Object({
  /** Number in this store. */
  id: Type.Integer(),
  partner: Partner,
  name: Type.String(),
  /** Claims are none. */
  last: Type.Optional(Message),
  /** Messages of others above the read mark, without claims. */
  unread: Type.Integer(),
  /** The largest ID that was read here; 0 for none. */
  readUpTo: Type.Number(),
  draft: Type.Optional(Type.String()),
  /** Number of the pin, when pinned. */
  pin: Type.Optional(Type.Number()),
  /** The oldest message that could not be there any more: everything above it is in the store. */
  completeFrom: Type.Number(),
  /** The chat group is gone, or this account left it. */
  closed: Type.Optional(Type.Boolean()),
})
export type Conversation = Static<typeof Conversation>

/**
 * - `waiting`: its turn has not come. - `uploading`: its file is on the way. - `sending`: asked, not yet answered.
 * - `unsure`: the answer was lost; the history is asked before anything is sent again. - `failed`: see `error`.
 * Those that were sent leave the outbox and come as messages with the same `key`.
 */
export const OutboxEntry = Type.Object({
  key: Type.String(),
  conversation: Type.Integer(),
  body: MessageBody,
  createdAt: Type.Number(),
  state: Type.Enum(['waiting', 'uploading', 'sending', 'unsure', 'failed'] as const),
  error: Type.Optional(ErrorEnvelope),
  /** Of a file on its way. */
  upload: Type.Optional(Type.Object({ sent: Type.Number(), total: Type.Number() })),
})
export type OutboxEntry = Static<typeof OutboxEntry>

/** Where the hit's text matched, in UTF-16 units of the text that was searched. */
export const SearchHit = Type.Object({
  message: Message,
  conversationName: Type.String(),
  matches: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() })),
})
export type SearchHit = Static<typeof SearchHit>

const ConversationId = Type.Integer({ minimum: 1 })
const Limit = Type.Integer({ minimum: 1, maximum: 200 })
const Key = Type.String({ minLength: 1, maxLength: 64 })

export const chat = domain({
  calls: {
    state: call(Type.Object({}), ChatState),
    /** All that there are, the last spoken first; pinned ones are among them. */
    conversations: call(Type.Object({}), Type.Array(Conversation)),
    /** The conversation with this partner; made when there is none. */
    open: call(Type.Object({ partner: Partner, name: Type.Optional(Type.String({ maxLength: 200 })) }), Conversation),
    /**
     * A stretch of one conversation out of the store, oldest first: below `before`, above `after`, around `around` (an ID) or
     * `aroundTime` (epoch ms), or the newest. `older`: whether there is more below, and where. Keyset: 500,000 messages cost what 50 cost.
     */
    messages: call(
      Type.Object({
        conversation: ConversationId,
        before: Type.Optional(Type.Number()),
        after: Type.Optional(Type.Number()),
        around: Type.Optional(Type.Number()),
        aroundTime: Type.Optional(Type.Number()),
        limit: Limit,
      }),
      Type.Object({
        messages: Type.Array(Message),
        older: Type.Enum(['store', 'platform', 'none'] as const),
        newer: Type.Boolean(),
      }),
    ),
    /**
     * Fetches a stretch that is older than the store from the platform and keeps it. `end`: there is nothing older.
     * Errors: `not-signed-in`, the ways of the network, `platform`.
     */
    fetchOlder: call(
      Type.Object({ conversation: ConversationId }),
      Type.Object({ added: Type.Integer(), end: Type.Boolean() }),
    ),
    /** Exact, in any language, from one character on; newest first. `before`: the ID of the last hit of the page before. */
    search: call(
      Type.Object({
        text: Type.String({ maxLength: 200 }),
        conversation: Type.Optional(ConversationId),
        speaker: Type.Optional(Type.String({ maxLength: 200 })),
        types: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
        from: Type.Optional(Type.Number()),
        to: Type.Optional(Type.Number()),
        before: Type.Optional(Type.Number()),
        limit: Limit,
      }),
      Type.Object({ hits: Type.Array(SearchHit), more: Type.Boolean() }),
    ),
    /** Into the outbox, on the disk when it returns. Sent in the order of each conversation, never twice. */
    send: call(
      Type.Object({
        conversation: ConversationId,
        body: Type.Union([TextBody, PlaceBody, FileBody]),
      }),
      OutboxEntry,
    ),
    /**
     * Begins a file from the renderer (pasted, dropped, recorded), base64 in pieces of at most 1 MiB by `attachPiece`; with the last
     * piece it stands in the outbox. Errors: `too-large`, `disk`.
     */
    attach: call(
      Type.Object({
        conversation: ConversationId,
        media: Type.Enum(['picture', 'video', 'audio', 'file'] as const),
        name: Type.String({ minLength: 1, maxLength: 255 }),
        bytes: Type.Integer({ minimum: 1 }),
        durationMs: Type.Optional(Type.Number()),
      }),
      Type.Object({ key: Key }),
    ),
    attachPiece: call(
      Type.Object({ key: Key, offset: Type.Integer({ minimum: 0 }), base64: Type.String({ maxLength: 1_500_000 }) }),
      Type.Object({ complete: Type.Boolean() }),
    ),
    outbox: call(Type.Object({}), Type.Array(OutboxEntry)),
    /** A failed entry takes its turn again, at the end of its conversation. */
    retry: call(Type.Object({ key: Key }), Type.Null()),
    /** Takes out what has not been sent. One whose fate is unknown cannot be taken out: `limit`. */
    discard: call(Type.Object({ key: Key }), Type.Null()),
    saveDraft: call(
      Type.Object({ conversation: ConversationId, text: Type.String({ maxLength: 20_000 }) }),
      Type.Null(),
    ),
    /** Read up to this message. The platform is told the largest ID that is read in all conversations, at most every 10 s. */
    markRead: call(Type.Object({ conversation: ConversationId, upTo: Type.Number() }), Type.Null()),
    pin: call(Type.Object({ conversation: ConversationId, pinned: Type.Boolean() }), Type.Null()),
    /** Asks the host where to, and writes. Null when the operator gave up. Errors: `disk`, `unsupported`. */
    exportMessages: call(
      Type.Object({
        conversation: ConversationId,
        format: Type.Enum(['html', 'csv'] as const),
        /** Only these; all of the store without it. */
        ids: Type.Optional(Type.Array(Type.Number(), { maxItems: 10_000 })),
        language: Type.Enum(['en', 'zh-CN'] as const),
      }),
      Type.Union([Type.Object({ path: Type.String(), messages: Type.Integer() }), Type.Null()]),
    ),
  },
  events: {
    stateChanged: event(ChatState),
    /** Everything known before is void (another site or account, or the store was wiped). */
    cleared: event(Type.Object({})),
    conversationsChanged: event(
      Type.Object({ upserts: Type.Array(Conversation), removed: Type.Array(Type.Integer()) }),
    ),
    /** New in the store, each once, in order of their IDs within one event. `live`: said just now, not fetched. */
    messagesAdded: event(Type.Object({ messages: Type.Array(Message), live: Type.Boolean() })),
    /** Of these chat groups (IDs) name, members or rights may have changed; without `ids` of any: it was not heard for a while. */
    groupsChanged: event(Type.Object({ ids: Type.Optional(Type.Array(Type.String())) })),
    outboxChanged: event(Type.Object({ upserts: Type.Array(OutboxEntry), removed: Type.Array(Type.String()) })),
  },
})
