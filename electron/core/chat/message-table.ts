/** Messages by the platform's number, each once, with what finds them again. Inside the caller's transaction. */
import type { Database } from 'better-sqlite3'
import type { Message, Partner } from '../../../shared/contract/chat.ts'
import type { ConversationTable } from './conversation-table.ts'
import type { DeskTable } from './desk-table.ts'
import { isToMany, type IncomingMessage } from './incoming.ts'
import { MESSAGE_COLUMNS, messageOf, SPEAKER_JOIN, type MessageRow } from './rows.ts'
import { toTokens } from '../db/bigrams.ts'

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
    count: db.prepare<{ conversation: number; id: number; other: number }>(
      `UPDATE conversation SET last_id = max(last_id, @id),
         unread = unread + (CASE WHEN @other = 1 AND @id > read_up_to THEN 1 ELSE 0 END)
       WHERE id = @conversation`,
    ),
    // What was sent from here lies in the store since its answer, which carries no time.
    correct: db.prepare<[number, number, number]>(
      'UPDATE message SET time = ? WHERE id = ? AND mine = 1 AND time <> ?',
    ),
    setKey: db.prepare<[string, number]>('UPDATE message SET key = ? WHERE id = ? AND mine = 1 AND key IS NULL'),
    dropSent: db.prepare<[string]>('DELETE FROM outbox WHERE key = ?'),
    one: db.prepare<[number], MessageRow>(`SELECT ${MESSAGE_COLUMNS} FROM message m ${SPEAKER_JOIN} WHERE m.id = ?`),
    byKey: db.prepare<[string], { id: number }>('SELECT id FROM message WHERE key = ? AND mine = 1'),
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
    if (text !== null && text !== '') sql.index.run(id, toTokens(text))
    sql.count.run({ conversation, id, other: mine ? 0 : 1 })
    return true
  }

  return {
    /**
     * `groupFloor`: from where on groups are complete that are met for the first time (what was said in them before this
     * account came was not in what was fetched earlier).
     */
    insert(messages: readonly IncomingMessage[], groupFloor?: number): Inserted {
      const partners = new PartnerNumbers(conversations, groupFloor)
      const inserted: Inserted = { added: [], touched: new Set(), sentKeys: [] }
      const ids: number[] = []
      for (const message of messages) {
        const { id, mine, key, speakerKind, speaker, speakerName, time } = message
        const conversation = partners.of(message)
        if (speakerName && desk.rememberName(speakerKind, speaker, speakerName, time))
          inserted.touched.add(conversation)
        if (mine && key !== null && sql.dropSent.run(key).changes > 0) inserted.sentKeys.push(key)
        if (!put(message, conversation)) continue
        ids.push(id)
        inserted.touched.add(conversation)
      }
      for (const id of ids.sort((one, other) => one - other)) {
        const row = sql.one.get(id)
        if (row) inserted.added.push(messageOf(row))
      }
      return inserted
    },
    /** Which entry of the outbox it was, for one that did not bring its key back. */
    setKey: (id: number, key: string): void => void sql.setKey.run(key, id),
    hasKey: (key: string): boolean => sql.byKey.get(key) !== undefined,
  }
}

/** Partners repeat from message to message: each is looked up once. */
class PartnerNumbers {
  readonly #conversations: ConversationTable
  readonly #groupFloor: number | undefined
  readonly #known = new Map<string, number>()

  constructor(conversations: ConversationTable, groupFloor: number | undefined) {
    this.#conversations = conversations
    this.#groupFloor = groupFloor
  }

  of(message: IncomingMessage): number {
    const name = `${message.kind} ${message.partner}`
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const partner: Partner = { kind: message.kind, id: message.partner }
    const { id } = this.#conversations.ensure(partner, isToMany(message.kind) ? this.#groupFloor : undefined)
    this.#known.set(name, id)
    return id
  }
}

export type MessageTable = ReturnType<typeof messageTable>
