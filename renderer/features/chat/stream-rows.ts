/** What stands in the stream one below the other: messages with the days, marks and ends between them. */
import type { ClaimWord, Message, OutboxEntry } from '../../../shared/contract/chat.ts'
import { claimOf, subjectOf } from './claim-of.ts'
import type { Stream } from './stream.ts'

export type StreamRow =
  | { readonly kind: 'edge'; readonly key: string; readonly edge: 'store' | 'platform' | 'begin' }
  | { readonly kind: 'day'; readonly key: string; readonly timeMs: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly isFirst: boolean }
  | { readonly kind: 'claim'; readonly key: string; readonly message: Message; readonly claim: ClaimWord }
  | { readonly kind: 'outbox'; readonly key: string; readonly entry: OutboxEntry }

/** One speaker's messages stand together while no longer pause lies between them. */
const GROUP_PAUSE_MS = 5 * 60_000
/** As long as a reservation stands: said again within it, it says nothing new. */
const STANDS_MS = 5 * 60_000

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
  const isRenewal = renewals()
  let before: Message | undefined
  let isLineDrawn = false
  for (const message of messages) {
    const claim = claimOf(message)
    if (claim && isRenewal(message, claim)) continue
    let isFirst = !before || !belongTogether(before, message)
    if (!before || !isSameDay(before.time, message.time)) {
      rows.push({ kind: 'day', key: `day:${new Date(message.time).toDateString()}`, timeMs: message.time })
      isFirst = true
    }
    // A stretch that begins behind the line does not show it: it stands further up.
    const isUnread = unreadAfter !== undefined && message.id > unreadAfter && !message.mine && !claim
    if (isUnread && !isLineDrawn && (before || older === 'none')) {
      isLineDrawn = true
      isFirst = true
      rows.push({ kind: 'unread', key: 'unread' })
    }
    if (isUnread) isLineDrawn = true
    const key = messageKey(message.id)
    rows.push(claim ? { kind: 'claim', key, message, claim } : { kind: 'message', key, message, isFirst })
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
  return row.kind === 'message' || row.kind === 'claim' || row.kind === 'outbox'
}

/** A first guess of a row's height in px; what it really is, is measured once it is rendered. */
export function guessHeight(row: StreamRow): number {
  if (row.kind === 'day' || row.kind === 'unread') return 30
  if (row.kind === 'edge') return 34
  if (row.kind === 'claim') return 20
  const body = row.kind === 'message' ? row.message.body : row.entry.body
  const head = row.kind === 'message' && row.isFirst ? 24 : 4
  if (body.kind === 'text') return head + 20 * Math.min(12, 1 + Math.floor(body.text.length / 90))
  if (body.kind === 'file' && (body.media === 'picture' || body.media === 'video')) return head + 190
  return head + 48
}

/** Tells, message by message in their order, which say once more what their desk said a moment before. */
function renewals(): (message: Message, claim: ClaimWord) => boolean {
  const last = new Map<string, { readonly speaker: string; readonly claimed: boolean; readonly time: number }>()
  return ({ speaker: { kind, id }, time }, claim) => {
    const subject = subjectOf(claim)
    const known = last.get(subject)
    const word = { speaker: `${kind} ${id}`, claimed: claim.claimed, time }
    last.set(subject, word)
    return known?.speaker === word.speaker && known.claimed === word.claimed && time - known.time < STANDS_MS
  }
}

function belongTogether(one: Message, other: Message): boolean {
  return (
    !claimOf(one) &&
    one.speaker.id === other.speaker.id &&
    one.speaker.kind === other.speaker.kind &&
    other.time - one.time < GROUP_PAUSE_MS
  )
}

function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString()
}
