/** What the store may forget: the oldest messages. What goes can be fetched again; what is not yet sent is not among them. */
import type { Conversation } from '../../../shared/contract/chat.ts'
import type { ChatParts } from './chat-parts.ts'
import { IS_SPEECH } from './message-body.ts'

export interface Forgotten {
  readonly count: number
  /** Those that lost messages. */
  readonly conversations: Conversation[]
}

export function retentionMethods({ db, shown }: ChatParts) {
  const oldest = db.prepare<[number], { id: number; time: number }>('SELECT id, time FROM message ORDER BY id LIMIT ?')
  const touched = db.prepare<[number], number>('SELECT DISTINCT conversation FROM message WHERE id <= ?').pluck()
  const statements = [
    'DELETE FROM message_search WHERE rowid IN (SELECT id FROM message WHERE id <= ?)',
    'DELETE FROM message WHERE id <= ?',
    // From here on down nothing is claimed to be complete any more: scrolling up asks the platform.
    'UPDATE chat_sync SET complete_from = max(complete_from, ? + 1)',
    'UPDATE conversation SET complete_from = NULL WHERE complete_from <= ?',
    'UPDATE conversation SET last_id = 0 WHERE last_id <= ?',
    'DELETE FROM chat_gap WHERE high <= ?',
  ].map((sql) => db.prepare<[number]>(sql))
  const raiseGaps = db.prepare<[number, number]>('UPDATE chat_gap SET low = ? WHERE low < ?')
  const recount = db.prepare<[number]>(
    `UPDATE conversation SET unread = (SELECT count(*) FROM message m
       WHERE m.conversation = conversation.id AND m.id > conversation.read_up_to AND m.mine = 0 AND ${IS_SPEECH}) WHERE id = ?`,
  )

  return {
    /** Of the oldest `most` those before `time` (epoch ms by the platform's clock). Messages come in the order of their IDs and times. */
    deleteBefore: db.transaction(({ time, most }: { time: number; most: number }): Forgotten => {
      const rows = oldest.all(most)
      const end = rows.findIndex((row) => row.time >= time)
      const going = end < 0 ? rows : rows.slice(0, end)
      const last = going.at(-1)
      if (!last) return { count: 0, conversations: [] }
      const conversations = touched.all(last.id)
      for (const statement of statements) statement.run(last.id)
      raiseGaps.run(last.id + 1, last.id + 1)
      for (const id of conversations) recount.run(id)
      return { count: going.length, conversations: shown(conversations) }
    }),
  }
}
