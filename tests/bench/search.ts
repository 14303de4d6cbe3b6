/**
 * Search in a million messages, as the core asks its database thread, beside the bare prepared statement in this thread, and
 * beside LIKE.
 */
import { statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { SearchQuery } from '../../electron/core/chat/search-table.ts'
import { chatTable } from '../../electron/core/chat/chat-table.ts'
import { filterQuery } from '../../electron/core/chat/filter-tokens.ts'
import { toQuery } from '../../electron/core/db/grams.ts'
import { connectTo } from '../../electron/core/db/connection.ts'
import { Store } from '../../electron/core/db/store.ts'
import { createRandom } from '../simulator/random.ts'
import { percentile } from './statistics.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import {
  conversationPartner,
  emptyChatDatabase,
  fillChat,
  messageMaker,
  person,
  timeOf,
} from './support/chat-database.ts'

const MESSAGES = 1_000_000
const LENGTHS = [1, 2, 3, 8]
const QUERIES = 100
/** LIKE looks at everything: a half second each. */
const LIKE_QUERIES = 10
const LIMIT = 50

type Filter = Omit<SearchQuery, 'text' | 'limit'>

/** One conversation, person and so on, met often and seldom; a day in the middle of three years. */
function filters(db: Database): ReadonlyMap<string, Filter> {
  const conversation = db.prepare<[string], number>('SELECT id FROM conversation WHERE partner = ?').pluck()
  const ofRank = (rank: number): number => conversation.get(conversationPartner(rank)) ?? 0
  const from = timeOf(MESSAGES / 2)
  return new Map<string, Filter>([
    ['no filter', {}],
    ['busy conversation', { conversation: ofRank(0) }],
    ['quiet conversation', { conversation: ofRank(280) }],
    ['frequent person', { speaker: person(0) }],
    ['rare person', { speaker: person(2_500) }],
    ['files', { types: ['file'] }],
    ['one day', { from, to: from + 86_400_000 }],
    [
      'conversation, person and year',
      { conversation: ofRank(3), speaker: person(20), from, to: from + 365 * 86_400_000 },
    ],
  ])
}

/** Parts of what was said, so that frequent ones are asked for as often as they are said. */
function needles(db: Database, script: 'Chinese' | 'Latin', length: number): string[] {
  const random = createRandom(length)
  const text = db.prepare<[number], string>('SELECT text FROM message WHERE id = ?').pluck()
  const found: string[] = []
  while (found.length < QUERIES) {
    const said = Array.from(text.get(random.between(1, MESSAGES)) ?? '')
    if (/^[\x20-\x7e]*$/.test(said.join('')) !== (script === 'Latin') || said.length <= length) continue
    const start = random.between(0, said.length - length)
    const part = said.slice(start, start + length).join('')
    if (part.trim() === part) found.push(part)
  }
  return found
}

/** The least that finds the same rows: index, message, exact look. */
function bareSearch(db: Database): (query: SearchQuery) => number {
  const statement = db.prepare(
    `SELECT m.* FROM message_search f CROSS JOIN message m ON m.id = f.rowid
     WHERE f.message_search MATCH @match AND f.rowid BETWEEN @lowest AND @highest AND contains_folded(m.text, @text)
     ORDER BY f.rowid DESC LIMIT @limit`,
  )
  const idAt = (time: number): number => Math.round((time - timeOf(0)) / (timeOf(1) - timeOf(0)))
  return (query) => {
    const match = [filterQuery(query), toQuery(query.text)].filter((part) => part !== '').join(' AND ')
    const lowest = BigInt(query.from === undefined ? 0 : idAt(query.from))
    const highest = BigInt(query.to === undefined ? MESSAGES : idAt(query.to))
    return statement.all({ match, lowest, highest, text: query.text, limit: query.limit }).length
  }
}

function likeSearch(db: Database): (text: string) => void {
  const statement = db.prepare('SELECT * FROM message WHERE text LIKE ? ORDER BY id DESC LIMIT ?')
  return (text) => void statement.all(`%${text}%`, LIMIT)
}

async function ms(work: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

async function compare(context: BenchContext, file: string, db: Database): Promise<void> {
  const { report, owned } = context
  const store = await Store.open({
    file,
    log: (_, text) => report.remark(text),
    onFailure: (error) => report.remark(error.message),
  })
  owned.defer(() => store.close())
  const [bare, like, table] = [bareSearch(db), likeSearch(db), chatTable(db)]
  for (const script of ['Chinese', 'Latin'] as const)
    for (const length of LENGTHS) {
      const texts = needles(db, script, length)
      for (const [name, filter] of filters(db)) {
        const [own, inside, baseline]: [number[], number[], number[]] = [[], [], []]
        for (const text of texts) {
          const query = { ...filter, text, limit: LIMIT }
          let found = 0
          own.push(await ms(async () => (found = (await store.tables.chat.search(query)).hits.length)))
          inside.push(await ms(() => table.search(query)))
          let bareFound = 0
          baseline.push(await ms(() => (bareFound = bare({ ...query, limit: LIMIT }))))
          if (found !== bareFound)
            throw new Error(`${text} (${name}): ${found} found, ${bareFound} by the bare statement`)
        }
        const label = `${script} ${length}, ${name}`
        report.samples(label, 'ms', own, baseline)
        report.value(`${label}, p99`, 'ms', percentile(own, 0.99), percentile(baseline, 0.99))
        report.value(
          `${label}, p99 without the way to the thread`,
          'ms',
          percentile(inside, 0.99),
          percentile(baseline, 0.99),
        )
        if (name !== 'no filter') continue
        const few = texts.slice(0, LIKE_QUERIES)
        const scanned: number[] = []
        for (const text of few) scanned.push(await ms(() => like(text)))
        report.samples(`${label}, beside LIKE`, 'ms', own.slice(0, LIKE_QUERIES), scanned)
      }
    }
}

export const search: Bench = async (context) => {
  const { report, owned } = context
  const database = await emptyChatDatabase(owned)
  const startedAt = performance.now()
  fillChat(database, MESSAGES, messageMaker(1), (done) => report.remark(`${done} messages`))
  report.value('messages stored', '1/s', MESSAGES / ((performance.now() - startedAt) / 1000))
  database.db.pragma('wal_checkpoint(TRUNCATE)')
  report.value('size of the database', 'MB', statSync(database.file).size / 1e6)
  const reader = connectTo(database.file, { readonly: true })
  owned.defer(() => void reader.close())
  await compare(context, database.file, reader)
}
