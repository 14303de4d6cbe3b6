/** The least that stores messages so that they can be found: two statements a row, five hundred rows a transaction. */
import type { Database } from 'better-sqlite3'
import type { IncomingMessage } from '../../../electron/core/chat/incoming.ts'
import { filterTokens } from '../../../electron/core/chat/filter-tokens.ts'
import { toTokens } from '../../../electron/core/db/grams.ts'

const BATCH = 500

export function insertBare(db: Database, messages: readonly IncomingMessage[], conversation: number): void {
  const row = db.prepare(
    `INSERT INTO message (id, conversation, speaker_kind, speaker, mine, time, type, text, content, key)
     VALUES (?, ?, ?, ?, 0, ?, ?, ?, NULL, NULL)`,
  )
  const index = db.prepare('INSERT INTO message_search (rowid, tokens) VALUES (?, ?)')
  for (let first = 0; first < messages.length; first += BATCH) {
    db.exec('BEGIN')
    for (const { id, speakerKind, speaker, time, type, text } of messages.slice(first, first + BATCH)) {
      row.run(id, conversation, speakerKind, speaker, time, type, text)
      index.run(id, `${filterTokens({ conversation, speaker, type })} ${toTokens(text ?? '')}`)
    }
    db.exec('COMMIT')
  }
}
