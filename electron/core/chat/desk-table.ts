/** Read marks, pins, drafts, names as last known. Inside the caller's transaction. */
import type { Database } from 'better-sqlite3'
import type { Partner } from '../../../shared/contract/chat.ts'
import { IS_SPEECH } from './message-body.ts'

function statements(db: Database) {
  return {
    name: db.prepare<[string, string, string, number]>(
      `INSERT INTO names (kind, id, name, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, at = excluded.at
       WHERE names.name <> excluded.name AND excluded.at >= names.at`,
    ),
    nameOf: db.prepare<[string, string], { name: string }>('SELECT name FROM names WHERE kind = ? AND id = ?'),
    putDraft: db.prepare<[string, string, string, number]>(
      `INSERT INTO draft (kind, partner, text, saved_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, partner) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at`,
    ),
    dropDraft: db.prepare<[string, string]>('DELETE FROM draft WHERE kind = ? AND partner = ?'),
    read: db.prepare<{ id: number; upTo: number }>(
      `UPDATE conversation SET read_up_to = @upTo, unread =
         (SELECT count(*) FROM message m WHERE m.conversation = @id AND m.id > @upTo AND m.mine = 0 AND ${IS_SPEECH})
       WHERE id = @id AND read_up_to < @upTo`,
    ),
    readBelow: db.prepare<[number], { id: number }>('SELECT id FROM conversation WHERE read_up_to < ?'),
    firstUnread: db.prepare<[], { id: number | null }>(
      `SELECT min((SELECT m.id FROM message m WHERE m.conversation = c.id AND m.id > c.read_up_to AND m.mine = 0
         AND ${IS_SPEECH} ORDER BY m.id LIMIT 1)) AS id FROM conversation c WHERE c.unread > 0`,
    ),
    pin: db.prepare<{ id: number; pin: number | null }>(
      'UPDATE conversation SET pin = @pin WHERE id = @id AND pin IS NOT @pin',
    ),
    pinned: db.prepare<[], { id: number }>('SELECT id FROM conversation WHERE pin IS NOT NULL'),
  }
}

export function deskTable(db: Database) {
  const sql = statements(db)
  return {
    /** Whether it was another one before. */
    rememberName: (kind: string, id: string, name: string, at: number): boolean =>
      sql.name.run(kind, id, name, at).changes > 0,
    nameOf: (kind: string, id: string): string | undefined => sql.nameOf.get(kind, id)?.name,
    saveDraft({ kind, id }: Partner, text: string, now: number): void {
      if (text === '') sql.dropDraft.run(kind, id)
      else sql.putDraft.run(kind, id, text, now)
    },
    /** Whether it moved; a mark never goes back. */
    markRead: (id: number, upTo: number): boolean => sql.read.run({ id, upTo }).changes > 0,
    readBelow: (mark: number): number[] => sql.readBelow.all(mark).map(({ id }) => id),
    /** The oldest message of others that is unread anywhere. */
    firstUnread: (): number | undefined => sql.firstUnread.get()?.id ?? undefined,
    /** Whether it was another one before. */
    setPin: (id: number, pin: number | null): boolean => sql.pin.run({ id, pin }).changes > 0,
    pinned: (): number[] => sql.pinned.all().map(({ id }) => id),
  }
}

export type DeskTable = ReturnType<typeof deskTable>
