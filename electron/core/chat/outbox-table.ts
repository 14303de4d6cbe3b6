/** What waits to be said. Whoever calls sees to it that it is on the disk before it counts. */
import type { Database } from 'better-sqlite3'
import type { MessageBody, OutboxEntry, Partner } from '../../../shared/contract/chat.ts'
import { outboxItemOf, type OutboxItem, type OutboxRow } from './rows.ts'

const SELECT = `SELECT o.*, c.id AS conversation FROM outbox o JOIN conversation c ON c.kind = o.kind AND c.partner = o.partner`

export function outboxTable(db: Database) {
  const all = db.prepare<[], OutboxRow>(`${SELECT} ORDER BY o.turn`)
  const one = db.prepare<[string], OutboxRow>(`${SELECT} WHERE o.key = ?`)
  const partners = db.prepare<[], { kind: Partner['kind']; id: string }>(
    'SELECT kind, partner AS id FROM outbox UNION SELECT kind, partner FROM draft',
  )
  const insert = db.prepare<[string, string, string, string, number, string]>(
    `INSERT INTO outbox (key, turn, kind, partner, body, created_at, state)
     VALUES (?, (SELECT coalesce(max(turn), 0) + 1 FROM outbox), ?, ?, ?, ?, ?)`,
  )
  const setState = db.prepare<[string, string | null, string]>('UPDATE outbox SET state = ?, error = ? WHERE key = ?')
  const setBody = db.prepare<[string, string]>('UPDATE outbox SET body = ? WHERE key = ?')
  const begin = db.prepare<[number, string]>(
    "UPDATE outbox SET state = 'sending', error = NULL, attempt_after = ? WHERE key = ?",
  )
  const toEnd = db.prepare<[string]>(
    `UPDATE outbox SET state = 'waiting', error = NULL, turn = (SELECT max(turn) + 1 FROM outbox) WHERE key = ?`,
  )
  const remove = db.prepare<[string]>('DELETE FROM outbox WHERE key = ?')
  const afterCrash = db.prepare(
    `UPDATE outbox SET state = CASE state WHEN 'sending' THEN 'unsure' ELSE 'waiting' END
     WHERE state IN ('sending', 'uploading')`,
  )

  return {
    list: (): OutboxItem[] => all.all().map(outboxItemOf),
    get(key: string): OutboxItem | undefined {
      const row = one.get(key)
      return row && outboxItemOf(row)
    },
    /** Whom its entries and the drafts are for: their conversations may have been lost with a damaged database. */
    partners: (): Partner[] => partners.all(),
    add({ kind, id }: Partner, entry: Pick<OutboxEntry, 'key' | 'body' | 'createdAt' | 'state'>): void {
      insert.run(entry.key, kind, id, JSON.stringify(entry.body), entry.createdAt, entry.state)
    },
    setState(key: string, state: OutboxEntry['state'], error?: OutboxEntry['error']): void {
      setState.run(state, error ? JSON.stringify(error) : null, key)
    },
    setBody: (key: string, body: MessageBody) => void setBody.run(JSON.stringify(body), key),
    begin: (key: string, attemptAfter: number) => void begin.run(attemptAfter, key),
    toEnd: (key: string) => void toEnd.run(key),
    remove: (key: string): boolean => remove.run(key).changes > 0,
    /** What was on its way when the program ended: nobody knows how it went. */
    recover: () => void afterCrash.run(),
  }
}

export type OutboxTable = ReturnType<typeof outboxTable>
