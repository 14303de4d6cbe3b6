/** What others said in a stretch of time, in all conversations: for what was missed while nobody was at the desk. */
import type { Message } from '../../../shared/contract/chat.ts'
import type { ChatParts } from './chat-parts.ts'
import { MESSAGE_COLUMNS, messageOf, SPEAKER_JOIN, type MessageRow } from './rows.ts'

export interface MissedStretch {
  /** Epoch ms by the platform's clock: from ≤ time < until. */
  readonly from: number
  readonly until: number
  /** Strictly behind that one. */
  readonly after?: { readonly time: number; readonly id: number }
  readonly limit: number
}

export interface MissedMessage {
  readonly message: Message
  readonly conversationKind: string
  readonly conversationPartner: string
  readonly conversationName: string
}

interface Row extends MessageRow {
  readonly partner_kind: string
  readonly partner: string
  readonly partner_name: string | null
}

/** Kinds that are no speech: claims of alarms, commands, notices. */
const UNSPOKEN = "('custom', 'control', 'notify')"

export function missedMethods({ db }: ChatParts) {
  const ends = db.prepare<[], { low: number | null; high: number | null }>(
    'SELECT (SELECT min(id) FROM message) AS low, (SELECT max(id) FROM message) AS high',
  )
  const at = db.prepare<[number], { id: number; time: number }>(
    'SELECT id, time FROM message WHERE id >= ? ORDER BY id LIMIT 1',
  )
  const wanted = `m.id >= @first AND m.time >= @from AND m.time < @until AND m.mine = 0 AND m.type NOT IN ${UNSPOKEN}`
  const rows = db.prepare<[Record<string, number>], Row>(
    `SELECT ${MESSAGE_COLUMNS}, c.kind AS partner_kind, c.partner, n.name AS partner_name FROM message m ${SPEAKER_JOIN}
     JOIN conversation c ON c.id = m.conversation LEFT JOIN names n ON n.kind = c.kind AND n.id = c.partner
     WHERE ${wanted} AND (m.time, m.id) > (@afterTime, @afterId) ORDER BY m.time, m.id LIMIT @limit`,
  )
  const count = db.prepare<[Record<string, number>], number>(`SELECT count(*) FROM message m WHERE ${wanted}`).pluck()

  /** Times rise with the numbers: halving finds where a time begins without an index of times. */
  function firstAt(time: number): number {
    const { low: lowest, high: highest } = ends.get() ?? { low: null, high: null }
    if (lowest === null || highest === null) return 0
    let [low, high] = [lowest, highest]
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2)
      const row = at.get(middle)
      if (!row || row.time >= time) high = middle
      else low = row.id + 1
    }
    return low
  }

  return {
    missed({ from, until, after, limit }: MissedStretch): MissedMessage[] {
      const place = { afterTime: after?.time ?? 0, afterId: after?.id ?? 0 }
      return rows.all({ first: firstAt(from), from, until, ...place, limit }).map((row) => ({
        message: messageOf(row),
        conversationKind: row.partner_kind,
        conversationPartner: row.partner,
        conversationName: row.partner_name ?? row.partner,
      }))
    },
    countMissed: ({ from, until }: { from: number; until: number }): number =>
      count.get({ first: firstAt(from), from, until }) ?? 0,
  }
}
