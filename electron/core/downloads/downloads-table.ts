/** Downloads as they survive this process. */
import type { Database } from 'better-sqlite3'
import type { Download } from '../../../shared/contract/downloads.ts'

export type StoredState = Exclude<Download['state'], 'running'>

export interface DownloadRow {
  readonly id: number
  readonly kind: 'platform' | 'device'
  /** Empty for recordings of the platform; see `row.ts` for others of its files. */
  readonly puid: string
  readonly fileId: string
  readonly name: string
  readonly state: StoredState
  readonly priority: Download['priority']
  readonly bytes: number | null
  readonly hash: string | null
  readonly folder: string
  readonly part: string | null
  readonly path: string | null
  readonly received: number
  readonly total: number | null
  readonly mark: string | null
  readonly verified: 0 | 1 | null
  /** ErrorEnvelope as JSON. */
  readonly error: string | null
  readonly createdAt: number
  readonly finishedAt: number | null
}

export type NewDownload = Pick<
  DownloadRow,
  'kind' | 'puid' | 'fileId' | 'name' | 'priority' | 'bytes' | 'hash' | 'folder' | 'createdAt'
>

export type DownloadProgress = Pick<DownloadRow, 'id' | 'received' | 'total' | 'mark'>

const COLUMNS = `id, kind, puid, file_id AS fileId, name, state, priority, bytes, hash, folder, part, path, received, total,
  mark, verified, error, created_at AS createdAt, finished_at AS finishedAt`

export function downloadsTable(db: Database) {
  const list = db.prepare<[], DownloadRow>(`SELECT ${COLUMNS} FROM downloads ORDER BY id`)
  const insert = db.prepare<[NewDownload]>(
    `INSERT INTO downloads (kind, puid, file_id, name, state, priority, bytes, hash, folder, created_at)
     VALUES (@kind, @puid, @fileId, @name, 'queued', @priority, @bytes, @hash, @folder, @createdAt)
     ON CONFLICT (kind, puid, file_id) DO NOTHING`,
  )
  const find = db.prepare<[string, string, string], DownloadRow>(
    `SELECT ${COLUMNS} FROM downloads WHERE kind = ? AND puid = ? AND file_id = ?`,
  )
  const save = db.prepare<[DownloadRow]>(
    `INSERT OR REPLACE INTO downloads (id, kind, puid, file_id, name, state, priority, bytes, hash, folder, part, path,
       received, total, mark, verified, error, created_at, finished_at)
     VALUES (@id, @kind, @puid, @fileId, @name, @state, @priority, @bytes, @hash, @folder, @part, @path,
       @received, @total, @mark, @verified, @error, @createdAt, @finishedAt)`,
  )
  const progress = db.prepare<[DownloadProgress]>(
    'UPDATE downloads SET received = @received, total = @total, mark = @mark WHERE id = @id',
  )
  const remove = db.prepare<[number]>('DELETE FROM downloads WHERE id = ?')
  return {
    /** The oldest first. */
    list: (): DownloadRow[] => list.all(),
    /** The row of this source: the one that is there, or a new one. */
    add: (row: NewDownload): DownloadRow => {
      insert.run(row)
      const found = find.get(row.kind, row.puid, row.fileId)
      if (!found) throw new Error('a row that was just inserted is not there')
      return found
    },
    /** Also where it is missing: a database that was damaged is begun anew while downloads run. */
    save: (row: DownloadRow): void => void save.run(row),
    saveProgress: (facts: DownloadProgress): void => void progress.run(facts),
    remove: ({ ids }: { ids: readonly number[] }): void =>
      db.transaction(() => {
        for (const id of ids) remove.run(id)
      })(),
  }
}

/** What is on the disk already is not fetched again because the database was damaged. */
export function salvageDownloads(damaged: Database, fresh: Database): void {
  const { save } = downloadsTable(fresh)
  const rows = damaged.prepare<[], DownloadRow>(`SELECT ${COLUMNS} FROM downloads ORDER BY id`)
  for (const row of rows.iterate()) save(row)
}
