/** Search: the index finds candidates, newest first; filters and the exact look stand outside of it. */
import type { Database } from 'better-sqlite3'
import type { Partner, SearchHit } from '../../../shared/contract/chat.ts'
import { MESSAGE_COLUMNS, messageOf, SPEAKER_JOIN, type MessageRow } from './rows.ts'
import { fold, toQuery } from '../db/bigrams.ts'
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

/** A conversation up to so many messages is looked through itself: a frequent word leads past too many of other ones. */
const SMALL_CONVERSATION = 5_000

interface Found extends MessageRow {
  kind: Partner['kind']
  partner: string
  conversation_name: string | null
}

const FILTERS = `m.id BETWEEN @lowest AND @highest AND contains_folded(m.text, @folded)
  AND (@speaker IS NULL OR m.speaker = @speaker)
  AND (@types IS NULL OR m.type IN (SELECT value FROM json_each(@types)))
  AND m.time BETWEEN @from AND @to`

export function searchTable(db: Database) {
  const found = `SELECT ${MESSAGE_COLUMNS}, c.kind, c.partner, n.name AS conversation_name`
  const names = `${SPEAKER_JOIN} JOIN conversation c ON c.id = m.conversation
    LEFT JOIN names n ON n.kind = c.kind AND n.id = c.partner`
  const byIndex = db.prepare<unknown[], Found>(
    `${found} FROM message_search f CROSS JOIN message m ON m.id = f.rowid ${names}
     WHERE f.message_search MATCH @query AND f.rowid BETWEEN @lowest AND @highest AND (@conversation IS NULL OR m.conversation = @conversation)
       AND ${FILTERS} ORDER BY f.rowid DESC LIMIT @limit`,
  )
  const byConversation = db.prepare<unknown[], Found>(
    `${found} FROM message m ${names} WHERE m.conversation = @conversation AND ${FILTERS} ORDER BY m.id DESC LIMIT @limit`,
  )
  const isLarge = db.prepare<[number, number], unknown>('SELECT 1 FROM message WHERE conversation = ? LIMIT 1 OFFSET ?')

  const boundsOf = timeBounds(db)

  return {
    search(asked: SearchQuery): SearchPage {
      const { text, conversation, limit } = asked
      const query = toQuery(text)
      if (query === undefined) return { hits: [], more: false }
      const isSmall = conversation !== undefined && !isLarge.get(conversation, SMALL_CONVERSATION)
      const rows = (isSmall ? byConversation : byIndex).all({
        ...(isSmall ? {} : { query }),
        folded: fold(text),
        conversation: conversation ?? null,
        speaker: asked.speaker ?? null,
        types: asked.types && asked.types.length > 0 ? JSON.stringify(asked.types) : null,
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
