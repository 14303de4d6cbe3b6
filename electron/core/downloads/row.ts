import type { Download, FileSource } from '../../../shared/contract/downloads.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { DownloadRow } from './downloads-table.ts'

export function sourceOfRow({ kind, puid, fileId }: DownloadRow): FileSource {
  return kind === 'platform' ? { kind, fileId } : { kind, puid, fileId }
}

/** As the screens see it. */
export function downloadOfRow(row: DownloadRow): Download {
  const total = row.total ?? row.bytes
  const path = row.state === 'done' ? row.path : row.folder
  return {
    id: row.id,
    source: sourceOfRow(row),
    name: row.name,
    state: row.state,
    received: row.received,
    priority: row.priority,
    createdAt: row.createdAt,
    ...(total === null ? {} : { total }),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
    ...(path === null ? {} : { path }),
    ...(row.verified === null ? {} : { verified: row.verified === 1 }),
    ...(row.error === null ? {} : { error: JSON.parse(row.error) as ErrorEnvelope }),
  }
}
