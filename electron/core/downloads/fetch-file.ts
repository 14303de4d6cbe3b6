/** One download from its turn to its final name. Goes on from what an earlier run left. */
import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { operations } from '../../../shared/platform/index.ts'
import { openSource } from '../files/file-source.ts'
import { diskError } from '../platform/disk-error.ts'
import { Download, type PartFacts } from '../platform/download.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { requireSpace, type FreeSpace } from './disk-space.ts'
import type { DownloadRow } from './downloads-table.ts'
import { checkHash } from './file-hash.ts'
import { giveName } from './final-name.ts'
import { sourceOfRow } from './row.ts'

export interface FetchOptions {
  readonly session: ActiveSession
  readonly row: DownloadRow
  readonly free: FreeSpace
  readonly signal: AbortSignal
  /** On the disk when it resolves. */
  readonly save: (change: Partial<DownloadRow>) => Promise<void>
  readonly saveProgress: (facts: PartFacts) => Promise<void>
  readonly onProgress: (received: number, total: number | undefined) => void
}

export interface Fetched {
  readonly path: string
  readonly bytes: number
  readonly verified: boolean
}

/** Errors: those of a call; `disk`; `file-damaged`, after which there is nothing left to go on from; `cancelled`. */
export async function fetchFile(options: FetchOptions): Promise<Fetched> {
  const { row, signal, save } = options
  await mkdir(row.folder, { recursive: true }).catch(diskError)
  const { bytes, hash } = await expected(options)
  // Named before it exists, so that a crash leaves no part file that nobody knows of.
  const part = row.part ?? path.join(row.folder, `${row.name}.${randomBytes(3).toString('hex')}.part`)
  await save({ part, bytes, hash })
  try {
    const received = await fetchPart(options, part, bytes)
    const verified = await checkHash(part, hash, signal)
    return { path: await giveName(part, row.folder, row.name), bytes: received, verified }
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-damaged') {
      await rm(part, { force: true }).catch(() => undefined)
      await save({ received: 0, total: null, mark: null })
    }
    throw error
  }
}

async function fetchPart(options: FetchOptions, part: string, bytes: number | null): Promise<number> {
  const { session, row, free, signal } = options
  const from: PartFacts = { received: row.received, total: row.total ?? undefined, mark: row.mark ?? undefined }
  const missing = (bytes ?? row.total ?? 0) - row.received
  await requireSpace(free, row.folder, Math.max(0, missing))
  const download = new Download(
    {
      part,
      from,
      signal,
      onProgress: options.onProgress,
      onCheckpoint: options.saveProgress,
      checkSpace: (count) => requireSpace(free, row.folder, count),
    },
    (first, mark, inner) =>
      openSource(session, sourceOfRow(row), {
        signal: inner,
        ...(first > 0 ? { range: `bytes=${first}-` } : {}),
        ...(mark === undefined ? {} : { ifRange: mark }),
      }),
  )
  const { received } = await download.run()
  if (bytes !== null && received !== bytes)
    throw new AppError('file-damaged', { reason: `${received} bytes instead of ${bytes}` })
  return received
}

/** What the platform knows of its own files now: a recording may have grown since it was listed. */
async function expected({ session, row, signal }: FetchOptions): Promise<Pick<DownloadRow, 'bytes' | 'hash'>> {
  if (sourceOfRow(row).kind !== 'platform') return row
  try {
    const { data } = await session.call(operations.recordFile.info, { params: { fileid: row.fileId } }, { signal })
    return { bytes: data.fileSize, hash: data.fileHash || row.hash }
  } catch (error) {
    // Files of messages need not be in the table of recordings: then only what the caller was told can be checked.
    if (error instanceof AppError && (error.code === 'platform' || error.code === 'bad-answer')) return row
    throw error
  }
}
