/** What the database holds, by kind, and giving back to the disk what was deleted. */
import type { Database } from 'better-sqlite3'
import type { KeptKind } from '../../../shared/contract/cache.ts'

/** Tables of a kind, the one that is counted first; with the parts of its text index. */
const TABLES: Readonly<Record<KeptKind, readonly [string, ...string[]]>> = {
  messages: ['message', ...partsOf('message_search')],
  alarms: ['alarm', 'alarm_step', ...partsOf('alarm_text')],
  presence: ['presence_event'],
  talk: ['burst'],
  sound: ['burst_sound'],
}

/** Oldest first, along an index. */
const ORDER: Readonly<Record<KeptKind, string>> = {
  messages: 'id',
  alarms: 'time, key',
  presence: 'time',
  talk: 'time',
  sound: 'time',
}
const TEXT_INDEXES: Readonly<Partial<Record<KeptKind, string>>> = { messages: 'message_search', alarms: 'alarm_text' }
/** Of a text index so much is rewritten in one step. */
const MERGE_PAGES = 200

function partsOf(index: string): string[] {
  return ['data', 'idx', 'docsize', 'config'].map((part) => `${index}_${part}`)
}

export interface KindUsage {
  readonly rows: number
  /** Pages of its tables and their indexes; of sound its files. */
  readonly bytes: number
  /** Epoch ms of the oldest; absent when there is none. */
  readonly oldest?: number
}

export function upkeepTable(db: Database) {
  const indexes = db
    .prepare<[string], string>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?`)
    .pluck()
  // One b-tree at a time: with a list of names every page of the file is looked at.
  const size = db.prepare<[string], number>('SELECT pgsize FROM dbstat WHERE name = ? AND aggregate = TRUE').pluck()
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  const soundBytes = db.prepare<[], number>('SELECT coalesce(sum(bytes), 0) FROM burst_sound').pluck()
  const unsent = db.prepare<[], number>('SELECT count(*) FROM outbox').pluck()
  const pragma = (name: string): number => db.pragma(name, { simple: true }) as number

  return {
    usage({ kind }: { kind: KeptKind }): KindUsage {
      const tables = TABLES[kind]
      const trees = tables.flatMap((table) => [table, ...indexes.all(table)])
      // Sound lies in files of its own.
      const bytes =
        kind === 'sound' ? (soundBytes.get() ?? 0) : trees.reduce((sum, tree) => sum + (size.get(tree) ?? 0), 0)
      const row = db
        .prepare<[], { rows: number; oldest: number | null }>(
          `SELECT count(*) AS rows, min(time) AS oldest FROM ${tables[0]}`,
        )
        .get()
      return { rows: row?.rows ?? 0, bytes, ...(typeof row?.oldest === 'number' ? { oldest: row.oldest } : {}) }
    },
    /** Epoch ms of the one that so many are older than; undefined when there are fewer. */
    timeOf: ({ kind, rank }: { kind: KeptKind; rank: number }): number | undefined =>
      db
        .prepare<[number], number>(`SELECT time FROM ${TABLES[kind][0]} ORDER BY ${ORDER[kind]} LIMIT 1 OFFSET ?`)
        .pluck()
        .get(rank),
    /** One step of putting the parts of a text index together. Whether there may be more to do. */
    merge({ kind }: { kind: KeptKind }): boolean {
      const index = TEXT_INDEXES[kind]
      if (index === undefined) return false
      const before = changes.get() ?? 0
      db.prepare(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`).run(MERGE_PAGES)
      return (changes.get() ?? 0) - before >= 2
    },
    /** Written here and not at the platform yet. */
    unsent: (): number => unsent.get() ?? 0,
    /** Bytes of the file that hold nothing. */
    freeBytes: (): number => pragma('freelist_count') * pragma('page_size'),
    /** Gives at most so many empty pages back to the disk. Returns the bytes that still hold nothing. */
    reclaim({ pages }: { pages: number }): number {
      db.pragma(`incremental_vacuum(${Math.trunc(pages)})`)
      return pragma('freelist_count') * pragma('page_size')
    },
  }
}
