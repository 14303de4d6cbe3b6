/**
 * Search: the index finds candidates, newest first, of one conversation, person or type where asked; the exact look and the
 * times stand outside of it.
 */
import type { Database } from 'better-sqlite3'
import type { Partner, SearchHit } from '../../../shared/contract/chat.ts'
import { MESSAGE_COLUMNS, messageOf, SPEAKER_JOIN, type MessageRow } from './rows.ts'
import { toQuery } from '../db/grams.ts'
import { filterQuery } from './filter-tokens.ts'
import { timeBounds } from './time-bounds.ts'
import { findMatches } from './find-matches.ts'

export interface SearchQuery {
  readonly text: string
  readonly conversation?: number
  readonly speaker?: string
  readonly types?: readonly string[]
  /** Epoch ms by the platform's clock, both included. */
  readonly from?: number
  readonly to?: number
  readonly before?: number
  readonly limit: number
}

export interface SearchPage {
  readonly hits: (SearchHit & { partner: Partner })[]
  readonly more: boolean
}

interface Found extends MessageRow {
  kind: Partner['kind']
  partner: string
  conversation_name: string | null
}

export function searchTable(db: Database) {
  // A number of JavaScript reaches SQLite as a real one, which the index takes for no bound at all: hence the casts.
  const statement = db.prepare<unknown[], Found>(
    `SELECT ${MESSAGE_COLUMNS}, c.kind, c.partner, n.name AS conversation_name
     FROM message_search f CROSS JOIN message m ON m.id = f.rowid ${SPEAKER_JOIN}
       JOIN conversation c ON c.id = m.conversation LEFT JOIN names n ON n.kind = c.kind AND n.id = c.partner
     WHERE f.message_search MATCH @query AND f.rowid BETWEEN CAST(@lowest AS INTEGER) AND CAST(@highest AS INTEGER)
       AND m.time BETWEEN @from AND @to AND contains_folded(m.text, @text)
     ORDER BY f.rowid DESC LIMIT @limit`,
  )
  const boundsOf = timeBounds(db)

  return {
    search(asked: SearchQuery): SearchPage {
      const { text, limit } = asked
      const query = toQuery(text)
      if (query === undefined) return { hits: [], more: false }
      const rows = statement.all({
        query: [filterQuery(asked), query].filter((part) => part !== '').join(' AND '),
        text,
        from: asked.from ?? 0,
        to: asked.to ?? Number.MAX_SAFE_INTEGER,
        ...boundsOf(asked),
        limit: limit + 1,
      })
      const hits = rows.slice(0, limit).map((row) => ({
        message: messageOf(row),
        conversationName: row.conversation_name ?? row.partner,
        matches: findMatches(row.text ?? '', text),
        partner: { kind: row.kind, id: row.partner },
      }))
      return { hits, more: rows.length > limit }
    },
  }
}
