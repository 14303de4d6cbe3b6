/** Stretches of one conversation, by keyset: each costs what it returns, wherever it lies. */
import type { Database } from 'better-sqlite3'
import type { Message } from '../../../shared/contract/chat.ts'
import { MESSAGE_COLUMNS, messageOf, SPEAKER_JOIN, type MessageRow } from './rows.ts'

export interface PageQuery {
  readonly conversation: number
  readonly before?: number
  readonly after?: number
  readonly around?: number
  /** Epoch ms by the platform's clock. */
  readonly aroundTime?: number
  readonly limit: number
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: Message[]
  readonly older: 'store' | 'platform' | 'none'
  readonly newer: boolean
}

function statements(db: Database) {
  const select = `SELECT ${MESSAGE_COLUMNS} FROM message m ${SPEAKER_JOIN} WHERE m.conversation = ?`
  return {
    below: db.prepare<[number, number, number], MessageRow>(`${select} AND m.id < ? ORDER BY m.id DESC LIMIT ?`),
    above: db.prepare<[number, number, number], MessageRow>(`${select} AND m.id > ? ORDER BY m.id LIMIT ?`),
    anyBelow: db.prepare<[number, number], unknown>('SELECT 1 FROM message WHERE conversation = ? AND id < ? LIMIT 1'),
    anyAbove: db.prepare<[number, number], unknown>('SELECT 1 FROM message WHERE conversation = ? AND id > ? LIMIT 1'),
    completeFrom: db.prepare<[number], { complete_from: number }>(
      `SELECT coalesce(complete_from, (SELECT complete_from FROM chat_sync)) AS complete_from FROM conversation WHERE id = ?`,
    ),
    ends: db.prepare<{ id: number }, { low: number | null; high: number | null }>(
      `SELECT (SELECT min(id) FROM message WHERE conversation = @id) AS low,
         (SELECT max(id) FROM message WHERE conversation = @id) AS high`,
    ),
    from: db.prepare<[number, number], { id: number; time: number }>(
      'SELECT id, time FROM message WHERE conversation = ? AND id >= ? ORDER BY id LIMIT 1',
    ),
  }
}

export function pageTable(db: Database) {
  const { below, above, anyBelow, anyAbove, completeFrom, ends, from } = statements(db)

  /** The first message at or after a time. Times rise with the numbers: halving finds it without an index of times. */
  function firstAt(conversation: number, time: number): number {
    let { low, high } = ends.get({ id: conversation }) ?? { low: null, high: null }
    if (low === null || high === null) return 0
    while (low < high) {
      const middle: number = low + Math.floor((high - low) / 2)
      const row = from.get(conversation, middle)
      if (!row) high = middle
      else if (row.time < time) low = row.id + 1
      else high = middle
    }
    return low
  }

  function newest(conversation: number, limit: number): MessageRow[] {
    return below.all(conversation, Number.MAX_SAFE_INTEGER, limit).reverse()
  }

  function around(conversation: number, id: number, limit: number): MessageRow[] {
    const half = Math.floor(limit / 2)
    const older = below.all(conversation, id, half).reverse()
    const newer = above.all(conversation, id - 1, limit - older.length)
    // At the newer end the older side gets what is left.
    const rest = limit - older.length - newer.length
    const further = rest > 0 && older[0] ? below.all(conversation, older[0].id, rest).reverse() : []
    return [...further, ...older, ...newer]
  }

  function rowsOf({ conversation, before, after, around: at, aroundTime, limit }: PageQuery): MessageRow[] {
    if (before !== undefined) return below.all(conversation, before, limit).reverse()
    if (after !== undefined) return above.all(conversation, after, limit)
    if (at !== undefined) return around(conversation, at, limit)
    if (aroundTime !== undefined) return around(conversation, firstAt(conversation, aroundTime), limit)
    return newest(conversation, limit)
  }

  return {
    /** Of one conversation, those that are there. */
    byIds: ({ conversation, ids }: { conversation: number; ids: readonly number[] }): Message[] =>
      ids.flatMap((id) => {
        const [row] = below.all(conversation, id + 1, 1)
        return row?.id === id ? [messageOf(row)] : []
      }),
    page(query: PageQuery): MessagePage {
      const { conversation, before, after } = query
      const rows = rowsOf(query)
      const low = rows[0]?.id ?? before ?? (after === undefined ? Number.MAX_SAFE_INTEGER : after + 1)
      const high = rows.at(-1)?.id ?? after ?? (before === undefined ? 0 : before - 1)
      const isAll = (completeFrom.get(conversation)?.complete_from ?? 0) === 0
      return {
        messages: rows.map(messageOf),
        older: anyBelow.get(conversation, low) ? 'store' : isAll ? 'none' : 'platform',
        newer: anyAbove.get(conversation, high) !== undefined,
      }
    },
  }
}
