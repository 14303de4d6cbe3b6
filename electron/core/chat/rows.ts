/** Rows of the chat's tables, and what the contract makes of them. */
import type { Conversation, Message, OutboxEntry, Partner } from '../../../shared/contract/chat.ts'
import { bodyOf } from './message-body.ts'

export interface MessageRow {
  id: number
  conversation: number
  speaker_kind: string
  speaker: string
  speaker_name: string | null
  mine: number
  time: number
  type: string
  text: string | null
  content: string | null
  key: string | null
}

/** Of a message with the last known name of its speaker. */
export const MESSAGE_COLUMNS = `m.id, m.conversation, m.speaker_kind, m.speaker, s.name AS speaker_name, m.mine, m.time,
  m.type, m.text, m.content, m.key`
export const SPEAKER_JOIN = 'LEFT JOIN names s ON s.kind = m.speaker_kind AND s.id = m.speaker'

export function messageOf(row: MessageRow): Message {
  return {
    id: row.id,
    conversation: row.conversation,
    speaker: {
      // Kinds nobody knows pass through, as everywhere at this border.
      kind: row.speaker_kind as Message['speaker']['kind'],
      id: row.speaker,
      name: row.speaker_name ?? row.speaker,
    },
    mine: row.mine === 1,
    time: row.time,
    body: bodyOf(row),
    ...(row.key === null ? {} : { key: row.key }),
  }
}

export interface ConversationRow {
  id: number
  kind: string
  partner: string
  name: string | null
  unread: number
  read_up_to: number
  draft: string | null
  pin: number | null
  complete_from: number
  closed: number
  last_id: number
}

export function conversationOf(row: ConversationRow, last: Message | undefined): Conversation {
  return {
    id: row.id,
    partner: { kind: row.kind as Partner['kind'], id: row.partner },
    name: row.name ?? row.partner,
    ...(last ? { last } : {}),
    unread: row.unread,
    readUpTo: row.read_up_to,
    ...(row.draft ? { draft: row.draft } : {}),
    ...(row.pin === null ? {} : { pin: row.pin }),
    completeFrom: row.complete_from,
    ...(row.closed === 1 ? { closed: true } : {}),
  }
}

export interface OutboxRow {
  key: string
  conversation: number
  kind: string
  partner: string
  turn: number
  body: string
  created_at: number
  state: string
  error: string | null
  attempt_after: number | null
}

/** An entry with what only the core needs of it. */
export interface OutboxItem {
  readonly entry: OutboxEntry
  readonly partner: Partner
  /** Smaller ones first. */
  readonly turn: number
  /** The largest ID that was known when its last attempt began. */
  readonly attemptAfter: number
}

export function outboxItemOf(row: OutboxRow): OutboxItem {
  return {
    entry: {
      key: row.key,
      conversation: row.conversation,
      body: JSON.parse(row.body) as OutboxEntry['body'],
      createdAt: row.created_at,
      state: row.state as OutboxEntry['state'],
      ...(row.error === null ? {} : { error: JSON.parse(row.error) as NonNullable<OutboxEntry['error']> }),
    },
    partner: { kind: row.kind as Partner['kind'], id: row.partner },
    turn: row.turn,
    attemptAfter: row.attempt_after ?? 0,
  }
}
