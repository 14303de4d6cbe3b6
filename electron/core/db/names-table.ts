/** What devices, users and groups were called when last heard of. */
import type { Database } from 'better-sqlite3'
import { transaction } from './transaction.ts'

/** The platform's words for what can have a name: device, user, groups of three kinds. */
export type NamedKind = 'PU' | 'User' | 'IMGroup' | 'PUGroup' | 'UserGroup'

export interface NamedKey {
  readonly kind: NamedKind
  readonly id: string
}

export interface NamedRow extends NamedKey {
  readonly name: string
  /** Epoch ms at which the platform said so. */
  readonly at: number
}

export function namesTable(db: Database) {
  // An older message read late must not bring back an old name.
  const upsert = db.prepare<[NamedRow]>(
    `INSERT INTO names (kind, id, name, at) VALUES (@kind, @id, @name, @at)
     ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, at = excluded.at WHERE excluded.at >= names.at`,
  )
  const get = db.prepare<[NamedKind, string], NamedRow>(
    'SELECT kind, id, name, at FROM names WHERE kind = ? AND id = ?',
  )
  return {
    upsert: ({ rows }: { rows: readonly NamedRow[] }): void =>
      transaction(db, () => {
        for (const row of rows) upsert.run(row)
      }),
    /** The known ones, in the order asked. */
    get: ({ keys }: { keys: readonly NamedKey[] }): NamedRow[] =>
      keys.map(({ kind, id }) => get.get(kind, id)).filter((row) => row !== undefined),
  }
}
