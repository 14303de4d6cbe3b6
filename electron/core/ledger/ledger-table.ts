/** The speeches that are kept, with the names that are known of who and where. */
import type { Database } from 'better-sqlite3'
import type { BurstKind, LedgerBurst, LedgerFilter, SpeakerKind } from '../../../shared/contract/ledger.ts'
import { transaction } from '../db/transaction.ts'

export interface NewBurst {
  readonly kind: BurstKind
  readonly place: string
  readonly channel: number | null
  readonly speakerKind: SpeakerKind
  readonly speaker: string
  readonly mine: 0 | 1
  /** Epoch ms by the platform's clock. */
  readonly time: number
  /** ms */
  readonly length: number
  readonly ended: string
}

export interface LedgerQuery {
  readonly filter: LedgerFilter
  readonly before?: { readonly time: number; readonly id: number }
  readonly limit: number
}

interface BurstRow extends Omit<NewBurst, 'length'> {
  readonly id: number
  readonly lengthMs: number
  readonly placeName: string
  readonly speakerName: string
  readonly sound: 'kept' | 'removed' | null
}

type Parameters = Record<string, string | number>

const PLACE_KIND = `CASE b.kind WHEN 'conference' THEN 'IMGroup' ELSE 'PU' END`
const SELECT = `SELECT b.id, b.kind, b.place, b.channel, b.speaker_kind AS speakerKind, b.speaker, b.mine, b.time,
  b.length AS lengthMs, b.ended, coalesce(p.name, b.place) AS placeName, coalesce(s.name, b.speaker) AS speakerName,
  CASE WHEN x.burst IS NOT NULL THEN 'kept' WHEN b.had_sound = 1 THEN 'removed' END AS sound
  FROM burst b LEFT JOIN burst_sound x ON x.burst = b.id LEFT JOIN names p ON p.kind = ${PLACE_KIND} AND p.id = b.place
  LEFT JOIN names s ON s.kind = b.speaker_kind AND s.id = b.speaker`

/** Who and where a text may mean: IDs that hold it, and those of names that do. */
const MEANT = `SELECT id FROM names WHERE kind IN ('PU', 'User', 'IMGroup') AND contains_folded(name, @text)`

export function ledgerTable(db: Database) {
  const insert = db.prepare<[NewBurst]>(
    `INSERT INTO burst (kind, place, channel, speaker_kind, speaker, mine, time, length, ended)
     VALUES (@kind, @place, @channel, @speakerKind, @speaker, @mine, @time, @length, @ended)`,
  )
  const byId = db.prepare<[number | bigint], BurstRow>(`${SELECT} WHERE b.id = ?`)
  const dropOld = db.prepare<[number]>('DELETE FROM burst WHERE time < ?')
  const dropSound = db.prepare<[number], string>('DELETE FROM burst_sound WHERE time < ? RETURNING file').pluck()
  return {
    add: ({ bursts }: { bursts: readonly NewBurst[] }): LedgerBurst[] =>
      transaction(db, () =>
        bursts.flatMap((burst) => {
          const row = byId.get(insert.run(burst).lastInsertRowid)
          return row ? [told(row)] : []
        }),
      ),
    /** Newest first. */
    list({ filter, before, limit }: LedgerQuery): LedgerBurst[] {
      const parameters: Parameters = { limit: Math.trunc(limit) }
      const condition = conditionOf(filter, before, parameters)
      const statement = db.prepare<[Parameters], BurstRow>(
        `${SELECT} WHERE ${condition} ORDER BY b.time DESC, b.id DESC LIMIT @limit`,
      )
      return statement.all(parameters).map(told)
    },
    one: ({ id }: { id: number }): LedgerBurst | undefined => {
      const row = byId.get(id)
      return row && told(row)
    },
    /** The files of sound that nobody needs any more. */
    deleteBefore: ({ time }: { time: number }): string[] =>
      transaction(db, () => {
        const files = dropSound.all(time)
        dropOld.run(time)
        return files
      }),
  }
}

function told({ mine, channel, sound, ...row }: BurstRow): LedgerBurst {
  return { ...row, mine: mine === 1, ...(channel === null ? {} : { channel }), ...(sound ? { sound } : {}) }
}

/** Adds what it takes to `parameters`. */
function conditionOf(filter: LedgerFilter, before: LedgerQuery['before'], parameters: Parameters): string {
  const parts: string[] = []
  const compare = (sql: string, name: string, value: string | number | undefined): void => {
    if (value === undefined) return
    parameters[name] = value
    parts.push(sql)
  }
  compare('b.kind = @kind', 'kind', filter.kind)
  compare('b.place = @place', 'place', filter.place)
  compare('b.speaker = @speaker', 'speaker', filter.speaker)
  compare('b.time >= @from', 'from', filter.from)
  compare('b.time <= @to', 'to', filter.to)
  const anyOf = filter.anyOf && JSON.stringify(filter.anyOf)
  const among = '(SELECT value FROM json_each(@anyOf))'
  compare(`(b.place IN ${among} OR b.speaker IN ${among})`, 'anyOf', anyOf)
  const isMeant = (column: string): string => `${column} IN (${MEANT}) OR contains_folded(${column}, @text)`
  compare(`(${isMeant('b.place')} OR ${isMeant('b.speaker')})`, 'text', filter.text?.trim() || undefined)
  if (before) {
    Object.assign(parameters, { beforeTime: before.time, beforeId: before.id })
    parts.push('(b.time, b.id) < (@beforeTime, @beforeId)')
  }
  return parts.length > 0 ? parts.join(' AND ') : '1'
}
