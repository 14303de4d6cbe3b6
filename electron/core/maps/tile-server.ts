/** Tiles of a server, kept on the disk of the account for some days: a map that was seen is there without the server too. */
import { readFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { FileCache } from '../files/file-cache.ts'
import { networkError } from '../platform/network-error.ts'

export interface Tile {
  readonly bytes: Uint8Array
  readonly contentType: string
}

const MOST_BYTES = 2 * 1024 * 1024
const WAIT_MS = 15_000
const FRESH_MS = 7 * 86_400_000
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

/**
 * @param now epoch ms
 * Errors: `not-found` for a tile that the server does not have, those of the way to it, `bad-answer` for what is no picture.
 */
export async function findTile(cache: FileCache, address: string, now: number, signal: AbortSignal): Promise<Tile> {
  const cached = await cache.find(address)
  const kept = async (): Promise<Tile | undefined> =>
    cached && { bytes: await readFile(cached.path), contentType: cached.contentType }
  if (cached && now - cached.storedAt < FRESH_MS) {
    const tile = await kept().catch(() => undefined)
    if (tile) return tile
  }
  try {
    const tile = await fetchTile(address, signal)
    if (cached) await cache.drop(address)
    await keep(cache, address, tile)
    return tile
  } catch (error) {
    const old =
      error instanceof AppError && error.code === 'not-found' ? undefined : await kept().catch(() => undefined)
    if (old) return old
    throw error
  }
}

async function keep(cache: FileCache, key: string, { bytes, contentType }: Tile): Promise<void> {
  const writer = await cache.begin({ key, bytes: bytes.length, contentType })
  await writer?.write(bytes)
  await writer?.abandon()
}

async function fetchTile(address: string, signal: AbortSignal): Promise<Tile> {
  const host = new URL(address).host
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]) })
    if (answer.status === 404 || answer.status === 204) throw new AppError('not-found')
    if (!answer.ok) throw new AppError('http-status', { host, httpStatus: answer.status })
    const contentType = answer.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
    if (!PICTURES.has(contentType)) {
      await answer.body?.cancel()
      throw new AppError('bad-answer', { host, reason: `a tile of type ${contentType.slice(0, 60) || '?'}` })
    }
    return { bytes: await readBounded(answer, host), contentType }
  } catch (error) {
    throw networkError(error instanceof Error && error.cause instanceof Error ? error.cause : error, host)
  }
}

async function readBounded(answer: Response, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > MOST_BYTES) throw new AppError('too-large', { host, reason: 'a tile of more than 2 MB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
