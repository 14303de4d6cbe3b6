/** What stands in the stream one below the other: messages with the days, marks and ends between them. */
import type { Message, OutboxEntry } from '../../../shared/contract/chat.ts'
import type { Stream } from './stream.ts'

export type StreamRow =
  | { readonly kind: 'edge'; readonly key: string; readonly edge: 'store' | 'platform' | 'begin' }
  | { readonly kind: 'day'; readonly key: string; readonly timeMs: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly isFirst: boolean }
  | { readonly kind: 'outbox'; readonly key: string; readonly entry: OutboxEntry }

/** One speaker's messages stand together while no longer pause lies between them. */
const GROUP_PAUSE_MS = 5 * 60_000

export interface RowsInput {
  readonly stream: Pick<Stream, 'messages' | 'older' | 'newer'>
  readonly outbox: readonly OutboxEntry[]
  /** The line stands before the first message of others above this ID. Undefined: no line. */
  readonly unreadAfter: number | undefined
}

export function streamRows({ stream, outbox, unreadAfter }: RowsInput): StreamRow[] {
  const rows: StreamRow[] = []
  const { messages, older, newer } = stream
  rows.push({ kind: 'edge', key: 'edge', edge: older === 'none' ? 'begin' : older })
  let before: Message | undefined
  let isLineDrawn = false
  for (const message of messages) {
    let isFirst = !before || !belongTogether(before, message)
    if (!before || !isSameDay(before.time, message.time)) {
      rows.push({ kind: 'day', key: `day:${new Date(message.time).toDateString()}`, timeMs: message.time })
      isFirst = true
    }
    // A stretch that begins behind the line does not show it: it stands further up.
    const isUnread = unreadAfter !== undefined && message.id > unreadAfter && !message.mine
    if (isUnread && !isLineDrawn && (before || older === 'none')) {
      isLineDrawn = true
      isFirst = true
      rows.push({ kind: 'unread', key: 'unread' })
    }
    if (isUnread) isLineDrawn = true
    rows.push({ kind: 'message', key: messageKey(message.id), message, isFirst })
    before = message
  }
  if (!newer) for (const entry of outbox) rows.push({ kind: 'outbox', key: `outbox:${entry.key}`, entry })
  return rows
}

export function messageKey(id: number): string {
  return `message:${id}`
}

/** Rows that stay what they are when others come in above them; the place on screen is held by one of these. */
export function isFixed(row: StreamRow): boolean {
  return row.kind === 'message' || row.kind === 'outbox'
}

/** A first guess of a row's height in px; what it really is, is measured once it is rendered. */
export function guessHeight(row: StreamRow): number {
  if (row.kind === 'day' || row.kind === 'unread') return 30
  if (row.kind === 'edge') return 34
  const body = row.kind === 'message' ? row.message.body : row.entry.body
  const head = row.kind === 'message' && row.isFirst ? 24 : 4
  if (body.kind === 'text') return head + 20 * Math.min(12, 1 + Math.floor(body.text.length / 90))
  if (body.kind === 'file' && (body.media === 'picture' || body.media === 'video')) return head + 190
  return head + 48
}

function belongTogether(one: Message, other: Message): boolean {
  return (
    one.speaker.id === other.speaker.id &&
    one.speaker.kind === other.speaker.kind &&
    other.time - one.time < GROUP_PAUSE_MS
  )
}

function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString()
}
