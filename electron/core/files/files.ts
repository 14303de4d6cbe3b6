/**
 * Files of the platform and of devices for the page, by the paths of `fileUrl`: fetched with the token, which the page has
 * not, ranges included, and kept in a cache of whole files. Only while somebody is signed in.
 */
import path from 'node:path'
import { Readable } from 'node:stream'
import type { FileSource } from '../../../shared/contract/downloads.ts'
import { AppError, isAway } from '../../../shared/errors.ts'
import { accountFolder } from '../account-folder.ts'
import type { Host } from '../host.ts'
import type { FileStream } from '../platform/file-stream.ts'
import { networkError } from '../platform/network-error.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { etagOf, fileHeaders, refusal, type Extent, type FileAnswer, type FileRequest } from './file-answer.ts'
import { FileCache, type CachedFile } from './file-cache.ts'
import { localAnswer } from './local-answer.ts'
import { openSource, sourceKey, sourceOf } from './file-source.ts'

export const CACHE_LIMIT_BYTES = 500 * 1024 * 1024
/** A file that is as long as before after this time is not being recorded any more. */
const SETTLED_AFTER_MS = 60_000
/** One range; what else `Range` may hold is answered with the whole, as RFC 9110 allows. */
const ONE_RANGE = /^bytes=(\d{1,15}-\d{0,15}|-\d{1,15})$/

interface Work {
  readonly session: ActiveSession
  readonly cache: FileCache
  readonly lifetime: AbortController
}

interface Wanted {
  readonly source: FileSource
  readonly key: string
  readonly request: FileRequest
  readonly signal: AbortSignal
}

export class Files implements SessionService {
  readonly #host: Host
  readonly #limitBytes: number
  readonly #now: () => number
  #work: Work | undefined

  constructor(host: Host, limitBytes: number = CACHE_LIMIT_BYTES, now: () => number = Date.now) {
    this.#host = host
    this.#limitBytes = limitBytes
    this.#now = now
  }

  start(session: ActiveSession): void {
    const folder = path.join(accountFolder(this.#host.dataFolder, session.site.id, session.username), 'files')
    const cache = new FileCache(folder, this.#limitBytes, this.#now)
    this.#work = { session, cache, lifetime: new AbortController() }
  }

  end(): Promise<void> {
    this.#work?.lifetime.abort()
    this.#work = undefined
    return Promise.resolve()
  }

  /** Never throws: what goes wrong before the first byte is an answer too. `signal`: nobody waits any more. */
  async answer(request: FileRequest, signal: AbortSignal): Promise<FileAnswer> {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new AppError('unsupported')
      const source = sourceOf(request.segments)
      if (!source) throw new AppError('not-found')
      const work = this.#work
      if (!work) throw new AppError('not-signed-in')
      const both = AbortSignal.any([signal, work.lifetime.signal])
      return await this.#find(work, { source, key: sourceKey(source), request, signal: both })
    } catch (error) {
      const { status, headers, text } = refusal(networkError(error, ''))
      return { status, headers, body: request.method === 'HEAD' ? undefined : Readable.from([Buffer.from(text)]) }
    }
  }

  async #find(work: Work, wanted: Wanted): Promise<FileAnswer> {
    const cached = await work.cache.find(wanted.key)
    if (cached && (await this.#isCurrent(work, wanted, cached))) return fromCache(cached, wanted)
    if (wanted.request.method === 'HEAD') return await headOf(work, wanted)
    return await passThrough(work, wanted)
  }

  /** A recording that still grows was kept as it was then: asked once more whether it has the same size. */
  async #isCurrent(work: Work, wanted: Wanted, cached: CachedFile): Promise<boolean> {
    if (cached.settled || this.#now() - cached.storedAt < SETTLED_AFTER_MS) return true
    try {
      const total = await sizeAtSource(work, wanted)
      if (total !== cached.bytes) {
        await work.cache.drop(wanted.key)
        return false
      }
      await work.cache.settle(wanted.key)
      return true
    } catch (error) {
      if (!(error instanceof AppError) || !isAway(error.code)) throw error
      return true
    }
  }
}

async function sizeAtSource({ session }: Work, { source, signal }: Wanted): Promise<number | undefined> {
  const stream = await openSource(session, source, { range: 'bytes=0-0', signal })
  stream.close()
  return stream.head.total
}

/** The platform knows no HEAD for files: the first byte brings the same head. */
async function headOf({ session }: Work, { source, key, signal }: Wanted): Promise<FileAnswer> {
  const stream = await openSource(session, source, { range: 'bytes=0-0', signal })
  stream.close()
  const { total, contentType } = stream.head
  const extent: Extent = { status: 200, first: 0, length: total, total }
  return { status: 200, headers: fileHeaders(key, contentType, extent), body: undefined }
}

async function passThrough({ session, cache }: Work, { source, key, request, signal }: Wanted): Promise<FileAnswer> {
  const range = request.header('range')
  // Whether it is still the file the page has a part of is known only afterwards: then it gets the whole.
  const passed = range && ONE_RANGE.test(range) && request.header('if-range') === undefined ? { range } : {}
  const stream = await openSource(session, source, { ...passed, signal })
  const { status, contentType, length, total } = stream.head
  const headers = fileHeaders(key, contentType, stream.head)
  if (status === 416) {
    stream.close()
    return { status, headers, body: undefined }
  }
  const isWhole = total !== undefined && length === total
  const writer = isWhole ? await cache.begin({ key, bytes: total, contentType }) : undefined
  return { status, headers, body: bodyOf(stream, writer, signal) }
}

/** Read as fast as the page takes it; ended with the request, whichever end gives up. */
function bodyOf(stream: FileStream, writer: Awaited<ReturnType<FileCache['begin']>>, signal: AbortSignal): Readable {
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream.chunks) {
        await writer?.write(chunk)
        yield chunk
      }
    } finally {
      await writer?.abandon()
    }
  }
  const body = Readable.from(chunks(), { objectMode: false, highWaterMark: 256 * 1024, signal })
  // One that was never read has not begun: nothing in it runs at its end.
  return body.once('close', () => {
    stream.close()
    void writer?.abandon()
  })
}

function fromCache(cached: CachedFile, { key, request, signal }: Wanted): FileAnswer {
  const ifRange = request.header('if-range')
  const isSame = ifRange === undefined || ifRange === etagOf(key, cached.bytes)
  return localAnswer({ ...cached, key }, request, signal, isSame)
}
