/** What is on record beside the track of a unit: its alarms, what was written with it and spoken with it. */
import type { Conversation, Message } from '../../../shared/contract/chat.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { Span } from './time-cursor.ts'
import type { UnitRecords } from './track-events.ts'

/** Of each kind and unit; beyond it is said that there are more. */
export const MOST_RECORDS = 200

export interface FoundRecords extends UnitRecords {
  /** There are more than `MOST_RECORDS` of a kind. */
  readonly more: boolean
  /** Messages of the beginning of this time are not on this computer: they were never fetched. */
  readonly begunLater: boolean
}

export interface RecordWish {
  readonly puid: string
  /** Who carries it, where that is known: he is written to in its stead. */
  readonly user: string | undefined
  readonly range: Span
  /** Those with the unit and with who carries it. */
  readonly conversations: readonly Conversation[]
}

type Client = Pick<WatchpostClient, 'alarms' | 'chat' | 'ledger'>

/** Errors: those of the three lists; none is half a list. */
export async function readRecords(client: Client, wish: RecordWish, signal: AbortSignal): Promise<FoundRecords> {
  const { puid, user, range, conversations } = wish
  const [alarms, spoken, ...written] = await Promise.all([
    client.alarms.list({ filter: { devices: [puid], ...range }, limit: MOST_RECORDS }, { signal }),
    client.ledger.list(
      { filter: { anyOf: user === undefined ? [puid] : [puid, user], ...range }, limit: MOST_RECORDS },
      { signal },
    ),
    ...conversations.map(({ id }) => readMessages(client, id, range, signal)),
  ])
  return {
    alarms: alarms.alarms,
    bursts: spoken.bursts,
    messages: written.flatMap(({ messages }) => messages),
    more: alarms.more || spoken.more || written.some(({ more }) => more),
    begunLater: written.some(({ begunLater }) => begunLater),
  }
}

/** Messages of one conversation within a time: out of the store on this computer, from its first moment on. */
async function readMessages(client: Client, conversation: number, { from, to }: Span, signal: AbortSignal) {
  const ask = (place: { aroundTime?: number; after?: number }) =>
    client.chat.messages({ conversation, limit: MOST_RECORDS, ...place }, { signal })
  // Half of what lies around the first moment is before it.
  let page = await ask({ aroundTime: from })
  const [first] = page.messages
  const begunLater = page.older === 'platform' && (first === undefined || first.time > from)
  const found: Message[] = []
  for (;;) {
    found.push(...page.messages.filter((message) => message.time >= from && message.time <= to && isSpeech(message)))
    const last = page.messages.at(-1)
    if (!last || last.time > to || !page.newer || found.length > MOST_RECORDS) break
    page = await ask({ after: last.id })
  }
  return { messages: found.slice(0, MOST_RECORDS), more: found.length > MOST_RECORDS, begunLater }
}

/** What desks tell each other of alarms and cameras is said to nobody in the field. */
function isSpeech({ body }: Message): boolean {
  return body.kind !== 'custom' || body.claim === undefined
}
