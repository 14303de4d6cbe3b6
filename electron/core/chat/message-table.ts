/** Messages by the platform's number, each once, with what finds them again. Inside the caller's transaction. */
import type { Database } from 'better-sqlite3'
import type { Message } from '../../../shared/contract/chat.ts'
import type { ConversationTable } from './conversation-table.ts'
import type { DeskTable } from './desk-table.ts'
import type { IncomingMessage } from './incoming.ts'
import { InsertBatch } from './insert-batch.ts'
import { toTokens } from '../db/grams.ts'
import { filterTokens } from './filter-tokens.ts'

export interface Inserted {
  /** New ones, in order of their IDs. */
  readonly added: Message[]
  /** Conversations that look different now. */
  readonly touched: Set<number>
  /** Entries of the outbox that turned out to be sent. */
  readonly sentKeys: string[]
}

function statements(db: Database) {
  return {
    insert: db.prepare<unknown[]>(
      `INSERT INTO message (id, conversation, speaker_kind, speaker, mine, time, type, text, content, key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ),
    index: db.prepare<[number, string]>('INSERT INTO message_search (rowid, tokens) VALUES (?, ?)'),
    // What was sent from here lies in the store since its answer, which carries no time.
    correct: db.prepare<[number, number, number]>(
      'UPDATE message SET time = ? WHERE id = ? AND mine = 1 AND time <> ?',
    ),
    setKey: db.prepare<[string, number]>('UPDATE message SET key = ? WHERE id = ? AND mine = 1 AND key IS NULL'),
    dropSent: db.prepare<[string]>('DELETE FROM outbox WHERE key = ?'),
  }
}

export function messageTable(db: Database, conversations: ConversationTable, desk: DeskTable) {
  const sql = statements(db)

  /** Whether it is new. */
  function put(message: IncomingMessage, conversation: number): boolean {
    const { id, speakerKind, speaker, mine, time, type, text, content, key } = message
    const row = [id, conversation, speakerKind, speaker, mine ? 1 : 0, time, type, text, content, key]
    if (sql.insert.run(...row).changes === 0) {
      if (mine) sql.correct.run(time, id, time)
      return false
    }
    if (text !== null && text !== '')
      sql.index.run(id, `${filterTokens({ conversation, speaker, type })} ${toTokens(text)}`)
    return true
  }

  return {
    /**
     * `groupFloor`: from where on groups are complete that are met for the first time (what was said in them before this
     * account came was not in what was fetched earlier).
     */
    insert(messages: readonly IncomingMessage[], groupFloor?: number): Inserted {
      const batch = new InsertBatch(conversations, desk, groupFloor)
      const sentKeys: string[] = []
      for (const message of messages) {
        const { mine, key } = message
        const conversation = batch.conversationOf(message)
        batch.learnName(message, conversation)
        if (mine && key !== null && sql.dropSent.run(key).changes > 0) sentKeys.push(key)
        if (put(message, conversation)) batch.added(message, conversation)
      }
      return { ...batch.finish(), sentKeys }
    },
    /** Which entry of the outbox it was, for one that did not bring its key back. */
    setKey: (id: number, key: string): void => void sql.setKey.run(key, id),
  }
}

export type MessageTable = ReturnType<typeof messageTable>
