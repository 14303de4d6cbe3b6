/** Conversations as rows: with whom, what is known of them. Inside the caller's transaction. */
import type { Database } from 'better-sqlite3'
import type { Conversation, Partner } from '../../../shared/contract/chat.ts'
import {
  conversationOf,
  MESSAGE_COLUMNS,
  messageOf,
  SPEAKER_JOIN,
  type ConversationRow,
  type MessageRow,
} from './rows.ts'

const SELECT = `SELECT c.id, c.kind, c.partner, n.name, c.unread, c.read_up_to, d.text AS draft, c.pin, c.closed, c.last_id,
    coalesce(c.complete_from, (SELECT complete_from FROM chat_sync)) AS complete_from
  FROM conversation c
  LEFT JOIN names n ON n.kind = c.kind AND n.id = c.partner
  LEFT JOIN draft d ON d.kind = c.kind AND d.partner = c.partner`

function statements(db: Database) {
  return {
    all: db.prepare<[], ConversationRow>(`${SELECT} ORDER BY c.last_id DESC, c.id`),
    one: db.prepare<[number], ConversationRow>(`${SELECT} WHERE c.id = ?`),
    byPartner: db.prepare<[string, string], { id: number }>(
      'SELECT id FROM conversation WHERE kind = ? AND partner = ?',
    ),
    ofKind: db.prepare<[string], { id: number }>('SELECT id FROM conversation WHERE kind = ?'),
    ends: db.prepare<[number], { last_id: number; read_up_to: number }>(
      'SELECT last_id, read_up_to FROM conversation WHERE id = ?',
    ),
    count: db.prepare<[number, number, number]>(
      'UPDATE conversation SET last_id = max(last_id, ?), unread = unread + ? WHERE id = ?',
    ),
    insert: db.prepare<[string, string, number | null]>(
      'INSERT INTO conversation (kind, partner, read_up_to, complete_from) VALUES (?, ?, (SELECT mark FROM chat_sync), ?)',
    ),
    lastMessage: db.prepare<[number], MessageRow>(
      `SELECT ${MESSAGE_COLUMNS} FROM message m ${SPEAKER_JOIN} WHERE m.id = ?`,
    ),
    completeFrom: db.prepare<[number, number]>('UPDATE conversation SET complete_from = ? WHERE id = ?'),
    closed: db.prepare<[number, number, number]>('UPDATE conversation SET closed = ? WHERE id = ? AND closed <> ?'),
  }
}

export function conversationTable(db: Database) {
  const sql = statements(db)

  function fill(row: ConversationRow): Conversation {
    const last = row.last_id > 0 ? sql.lastMessage.get(row.last_id) : undefined
    return conversationOf(row, last && messageOf(last))
  }

  return {
    /** The last spoken first. */
    list: (): Conversation[] => sql.all.all().map(fill),
    get(id: number): Conversation | undefined {
      const row = sql.one.get(id)
      return row && fill(row)
    },
    /** Its number; `completeFrom` counts only for one that is new. */
    ensure({ kind, id }: Partner, completeFrom?: number): { id: number; isNew: boolean } {
      const known = sql.byPartner.get(kind, id)
      if (known) return { id: known.id, isNew: false }
      return { id: Number(sql.insert.run(kind, id, completeFrom ?? null).lastInsertRowid), isNew: true }
    },
    ofKind: (kind: string): number[] => sql.ofKind.all(kind).map(({ id }) => id),
    lastId: (id: number): number => sql.ends.get(id)?.last_id ?? 0,
    readUpTo: (id: number): number => sql.ends.get(id)?.read_up_to ?? 0,
    /** There are new messages in it, speech up to `lastId`, so many of them unread. */
    count: (id: number, lastId: number, unread: number): void => void sql.count.run(lastId, unread, id),
    setCompleteFrom: (id: number, from: number): void => void sql.completeFrom.run(from, id),
    /** Whether it was the other way before. */
    setClosed(id: number, closed: boolean): boolean {
      const value = closed ? 1 : 0
      return sql.closed.run(value, id, value).changes > 0
    },
  }
}

export type ConversationTable = ReturnType<typeof conversationTable>
