import type { Download, FileSource } from '../../../shared/contract/downloads.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import type { DownloadRow } from './downloads-table.ts'

/** In the place of a device's ID: the file is the platform's own, but not one of its recordings. No device has such an ID. */
const LOWER = ':lower'

export function sourceOfRow({ kind, puid, fileId }: Pick<DownloadRow, 'kind' | 'puid' | 'fileId'>): FileSource {
  if (kind === 'device') return { kind, puid, fileId }
  return { kind: puid === LOWER ? 'lower' : 'platform', fileId }
}

export function placeOfSource(source: FileSource): Pick<DownloadRow, 'kind' | 'puid' | 'fileId'> {
  const { kind, fileId } = source
  if (kind === 'device') return { kind, puid: source.puid, fileId }
  return { kind: 'platform', puid: kind === 'lower' ? LOWER : '', fileId }
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
