/** The base map of the account at its site: what it is, and its bytes for the page. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { MAP_DATUMS, type MapDatum, type MapSource } from '../../../shared/contract/maps.ts'
import { AppError } from '../../../shared/errors.ts'
import { fillTileAddress, isTileAddress } from '../../../shared/tile-address.ts'
import type { CoreEvents } from '../events.ts'
import { fileHeaders, refusal, type FileAnswer, type FileRequest } from '../files/file-answer.ts'
import { FileCache } from '../files/file-cache.ts'
import { localAnswer } from '../files/local-answer.ts'
import type { Host } from '../host.ts'
import { networkError } from '../platform/network-error.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import type { Settings } from '../settings/settings.ts'
import { readPmtiles } from './pmtiles-header.ts'
import { tilePlace } from './tile-place.ts'
import { findTile } from './tile-server.ts'

const KEY = 'map.source'
const CACHE_BYTES = 300 * 1024 * 1024

const Datum = Type.Enum(MAP_DATUMS)
/** As it is kept. The screens may write settings too: it is checked each time, and a file is read only when it is one of tiles. */
const Kept = Type.Union([
  Type.Object({ kind: Type.Literal('file'), path: Type.String(), datum: Datum }),
  Type.Object({
    kind: Type.Literal('tiles'),
    address: Type.String(),
    attribution: Type.String(),
    maxZoom: Type.Integer(),
    datum: Datum,
  }),
])
type Kept = Static<typeof Kept>

interface BaseMapsOptions {
  readonly host: Host
  readonly events: CoreEvents
  readonly settings: Settings
  /** Of the account, below the data folder. */
  readonly accountFolder: (session: ActiveSession) => string
}

export class BaseMaps implements SessionService {
  readonly #options: BaseMapsOptions
  #work: { readonly cache: FileCache; readonly lifetime: AbortController } | undefined

  constructor(options: BaseMapsOptions) {
    this.#options = options
  }

  start(session: ActiveSession): void {
    const folder = path.join(this.#options.accountFolder(session), 'tiles')
    this.#work = { cache: new FileCache(folder, CACHE_BYTES, Date.now), lifetime: new AbortController() }
  }

  end(): Promise<void> {
    this.#work?.lifetime.abort()
    this.#work = undefined
    return Promise.resolve()
  }

  get canChooseFile(): boolean {
    return this.#options.host.capabilities.dialogs
  }

  /** Errors: `not-found` and `not-a-map` for a file that is not there any more. */
  async source(): Promise<MapSource | null> {
    const kept = this.#kept()
    return kept ? await describe(kept) : null
  }

  async useFile(given: string | undefined, datum: MapDatum): Promise<MapSource | null> {
    const [file] =
      given === undefined ? await this.#options.host.choosePaths({ multiple: false, folders: false }) : [given]
    if (file === undefined) return null
    if (!path.isAbsolute(file)) throw new AppError('bad-input', { path: '/path', reason: 'not absolute' })
    return await this.#keep({ kind: 'file', path: file, datum })
  }

  async useTiles(kept: Omit<Extract<Kept, { kind: 'tiles' }>, 'kind'>): Promise<MapSource> {
    if (!isTileAddress(kept.address))
      throw new AppError('bad-input', { path: '/address', reason: 'no place for numbers' })
    return await this.#keep({ kind: 'tiles', ...kept })
  }

  async forget(): Promise<void> {
    await this.#options.settings.write('account', KEY, null)
    this.#options.events.emit('maps.changed', { source: null })
  }

  /** Below `/file/map/`. Never throws. */
  async answer(request: FileRequest, signal: AbortSignal): Promise<FileAnswer> {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new AppError('unsupported')
      const [, kind, , ...numbers] = request.segments
      const kept = this.#kept()
      if (kind === 'file' && kept?.kind === 'file') return await fileAnswer(kept.path, request, signal)
      if (kind === 'tiles' && kept?.kind === 'tiles') return await this.#tile(kept.address, numbers, signal)
      throw new AppError('not-found')
    } catch (error) {
      const { status, headers, text } = refusal(networkError(error, ''))
      return { status, headers, body: request.method === 'HEAD' ? undefined : Readable.from([Buffer.from(text)]) }
    }
  }

  async #tile(address: string, numbers: readonly string[], signal: AbortSignal): Promise<FileAnswer> {
    const place = tilePlace(numbers)
    const work = this.#work
    if (!place || !work) throw new AppError(work ? 'not-found' : 'not-signed-in')
    const both = AbortSignal.any([signal, work.lifetime.signal])
    const { bytes, contentType } = await findTile(work.cache, fillTileAddress(address, place), Date.now(), both)
    const extent = { status: 200, first: 0, length: bytes.length, total: bytes.length } as const
    return { status: 200, headers: fileHeaders(address, contentType, extent), body: Readable.from([bytes]) }
  }

  #kept(): Kept | undefined {
    const value = this.#options.settings.read('account', KEY)
    return Check(Kept, value) ? value : undefined
  }

  async #keep(kept: Kept): Promise<MapSource> {
    const source = await describe(kept)
    await this.#options.settings.write('account', KEY, kept)
    this.#options.events.emit('maps.changed', { source })
    return source
  }
}

async function describe(kept: Kept): Promise<MapSource> {
  const { datum } = kept
  if (kept.kind === 'tiles') {
    const { address, attribution, maxZoom } = kept
    return { kind: 'tiles', address, attribution, maxZoom, datum, revision: hashOf(address) }
  }
  const { content, minZoom, maxZoom, bytes, modifiedMs } = await readPmtiles(kept.path)
  const revision = hashOf(`${kept.path}\n${bytes}\n${modifiedMs}`)
  return { kind: 'file', name: path.basename(kept.path), content, minZoom, maxZoom, datum, revision }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

async function fileAnswer(file: string, request: FileRequest, signal: AbortSignal): Promise<FileAnswer> {
  const { bytes, modifiedMs } = await readPmtiles(file)
  return localAnswer(
    { path: file, bytes, key: `${file}\n${modifiedMs}`, contentType: 'application/octet-stream' },
    request,
    signal,
  )
}
