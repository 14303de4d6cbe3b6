/**
 * Serves the built renderer, the same way over http and over `app://`. Files are read whole: they are our own build,
 * a few megabytes at most, and reading whole is what works inside an asar archive too.
 */
import { readFile, realpath } from 'node:fs/promises'
import { parseRange } from '../../core/files/byte-range.ts'
import { contentType } from './content-types.ts'
import { findFile, safeSegments, type FoundFile } from './safe-path.ts'

export interface StaticRequest {
  method: string
  /** Path as it came, percent-encoded, without the query. */
  rawPath: string
  /** Value of a header by lower-case name. */
  header: (name: string) => string | undefined
}

export interface StaticAnswer {
  status: number
  headers: Record<string, string>
  body: Uint8Array | undefined
}

export type StaticFiles = (request: StaticRequest) => Promise<StaticAnswer>

// Vite writes the hash of the content into these names, so they never change under one name.
const HASHED = /^\/assets\/.*-[\w-]{8,}\.\w+$/

/** `headers` go with every answer. Unknown paths without an extension are screens of the page and get its index. */
export function createStaticFiles(folder: string, headers: Readonly<Record<string, string>>): StaticFiles {
  const plain = (status: number, extra: Record<string, string> = {}): StaticAnswer => ({
    status,
    headers: { ...headers, 'content-length': '0', 'cache-control': 'no-store', ...extra },
    body: undefined,
  })
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, { allow: 'GET, HEAD' })
    const segments = safeSegments(request.rawPath)
    if (!segments) return plain(404)
    const found = await locate(folder, segments)
    if (!found) return plain(404)
    const cache = HASHED.test(request.rawPath) ? 'private, max-age=31536000, immutable' : 'no-cache'
    return answer(found, request, { ...headers, 'cache-control': cache })
  }
}

async function locate(folder: string, segments: readonly string[]): Promise<FoundFile | undefined> {
  const root = await realpath(folder).catch(() => folder)
  const wanted = segments.length === 0 ? ['index.html'] : segments
  const isScreen = !wanted.at(-1)?.includes('.')
  return (await findFile(root, wanted)) ?? (isScreen ? await findFile(root, ['index.html']) : undefined)
}

async function answer(
  found: FoundFile,
  request: StaticRequest,
  headers: Record<string, string>,
): Promise<StaticAnswer> {
  const etag = `"${found.size.toString(16)}-${Math.round(found.modifiedMs).toString(16)}"`
  const all = { ...headers, etag, 'accept-ranges': 'bytes', 'content-type': contentType(found.file) }
  if (request.header('if-none-match') === etag) return { status: 304, headers: all, body: undefined }
  const ifRange = request.header('if-range')
  const range = ifRange === undefined || ifRange === etag ? parseRange(request.header('range'), found.size) : undefined
  if (range === 'unsatisfiable') {
    const refusal = { ...all, 'content-range': `bytes */${found.size}`, 'content-length': '0' }
    return { status: 416, headers: refusal, body: undefined }
  }
  const { first, last } = range ?? { first: 0, last: found.size - 1 }
  const partial = range ? { 'content-range': `bytes ${first}-${last}/${found.size}` } : {}
  const body = request.method === 'HEAD' ? undefined : (await readFile(found.file)).subarray(first, last + 1)
  return {
    status: range ? 206 : 200,
    headers: { ...all, ...partial, 'content-length': String(last - first + 1) },
    body,
  }
}
