/**
 * What is kept of live pictures on this machine: single pictures and recordings, in the folder of the downloads. Recordings
 * belong to the session: they go on when the page that began them crashes or is closed.
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Capture } from '../../../shared/contract/captures.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import { AppError } from '../../../shared/errors.ts'
import { freeSpace, requireSpace } from '../downloads/disk-space.ts'
import { watchReturns } from '../downloads/watch-returns.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Live } from '../live/live.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { captureName } from './capture-names.ts'
import { MovieFile } from './movie-file.ts'
import { OpenParts, type Part } from './open-parts.ts'
import { Pictures, type NewPicture } from './pictures.ts'
import { Recorder } from './recorder.ts'
import type { SoundFormat } from './sound-format.ts'

type Of = Pick<Capture, 'puid' | 'index' | 'title'>

const MOST_LISTED = 200
const MOST_RECORDINGS = 64
const PART_BYTES = 1024 ** 3
/** What has to be free when a recording begins: some minutes of a camera. */
const FIRST_BYTES = 100 * 1024 * 1024

export interface CapturesOptions {
  readonly host: Host
  readonly events: CoreEvents
  readonly timings: Timings
  readonly live: Live
  readonly accountFolder: (session: ActiveSession) => string
  /** Of the account's downloads. */
  readonly folder: () => Promise<{ path: string }>
}

export class Captures implements SessionService {
  readonly #options: CapturesOptions
  readonly #pictures = new Pictures(freeSpace)
  readonly #captures = new Map<number, Capture>()
  readonly #recorders = new Map<number, Recorder>()
  #parts: OpenParts | undefined
  #lastId = 0

  constructor(options: CapturesOptions) {
    this.#options = options
    const hurry = (isMeant: (capture: Capture) => boolean): void => {
      for (const recorder of this.#recorders.values()) if (isMeant(recorder.capture)) recorder.hurry()
    }
    watchReturns(options.events, {
      platformBack: () => hurry(() => true),
      deviceBack: (isBack) => hurry(({ puid }) => isBack(puid)),
    })
  }

  start(session: ActiveSession): void {
    const { host, accountFolder } = this.#options
    const warn = (reason: string): void => host.log('warn', `captures: ${reason}`)
    const parts = new OpenParts(accountFolder(session), warn)
    this.#parts = parts
    void parts.recover(warn).then(
      (found) =>
        found.forEach(({ part, path: named, bytes }) => this.#tell(recovered(this.#next(), part, named, bytes))),
      (error: unknown) => warn(String(error)),
    )
  }

  async end(): Promise<void> {
    await Promise.all([...this.#recorders.values()].map((recorder) => recorder.stop()))
    await this.#pictures.end()
    this.#recorders.clear()
    this.#captures.clear()
    this.#parts = undefined
    this.#options.events.emit('captures.cleared', {})
  }

  all(): Capture[] {
    return [...this.#captures.values()].toReversed()
  }

  async beginPicture(picture: NewPicture, connection: Connection): Promise<string> {
    this.#require()
    return await this.#pictures.begin(picture, await this.#folder('Pictures'), connection)
  }

  async picturePiece(key: string, offset: number, base64: string, connection: Connection): Promise<Capture | null> {
    const whole = await this.#pictures.piece(key, offset, base64, connection)
    if (!whole) return null
    const { puid, index, title, takenAt, bytes } = whole.picture
    return this.#tell({
      ...{ id: this.#next(), kind: 'picture', puid, index, title, state: 'done' },
      ...{ startedAt: takenAt, durationMs: 0, bytes, files: 1, path: whole.path },
    })
  }

  /** The one that runs where there is one. Errors: `disk`, `limit`. */
  async record(of: Of): Promise<Capture> {
    const parts = this.#require()
    const folder = await this.#folder('Recordings')
    await requireSpace(freeSpace, folder, FIRST_BYTES)
    const running = [...this.#recorders.values()].map(({ capture }) => capture).filter(isRunning)
    const same = running.find(({ puid, index }) => puid === of.puid && index === of.index)
    if (same) return same
    if (running.length >= MOST_RECORDINGS) throw new AppError('limit', { reason: `${MOST_RECORDINGS} recordings` })
    const { puid, index, title } = of
    const capture: Capture = {
      ...{ id: this.#next(), kind: 'recording', puid, index, title, state: 'waiting' },
      ...{ startedAt: Date.now(), durationMs: 0, bytes: 0, files: 0 },
    }
    this.#recorders.set(capture.id, this.#recorder(capture, parts, folder))
    return this.#tell(capture)
  }

  async stop(id: number): Promise<Capture> {
    const recorder = this.#recorders.get(id)
    if (recorder) return await recorder.stop()
    const capture = this.#captures.get(id)
    if (!capture) throw new AppError('not-found')
    return capture
  }

  /** Errors: `not-found` when nothing of it is whole, or it is gone. */
  async pathOf(id: number): Promise<string> {
    const file = this.#captures.get(id)?.path
    const facts = file === undefined ? undefined : await stat(file).catch(() => undefined)
    if (file === undefined || !facts?.isFile()) throw new AppError('not-found', { reason: 'the file is gone' })
    return file
  }

  #recorder(capture: Capture, parts: OpenParts, folder: string): Recorder {
    const { live, timings } = this.#options
    const { puid, index, title } = capture
    const open = new WeakMap<MovieFile, Part>()
    return new Recorder({
      ...{ capture, live, timings },
      limits: { ms: timings.recordingPartMs, bytes: PART_BYTES },
      create: async (sound, codec) => {
        const startedAt = Date.now()
        const name = captureName(title, startedAt, ending(sound))
        const part = await parts.begin(folder, { name, puid, index, title, startedAt })
        const file = await MovieFile.create(part.part, codec, sound)
        open.set(file, part)
        return file
      },
      keep: async (file) => {
        const part = open.get(file)
        if (!part) throw new AppError('internal', { reason: 'a file that was not begun' })
        return await parts.end(part)
      },
      onChanged: (changed) => void this.#tell(changed),
    })
  }

  async #folder(name: 'Pictures' | 'Recordings'): Promise<string> {
    return path.join((await this.#options.folder()).path, name)
  }

  #next(): number {
    return ++this.#lastId
  }

  #require(): OpenParts {
    if (!this.#parts) throw new AppError('not-signed-in')
    return this.#parts
  }

  #tell(capture: Capture): Capture {
    this.#captures.set(capture.id, capture)
    if (!isRunning(capture)) this.#recorders.delete(capture.id)
    for (const [id, other] of this.#captures) {
      if (this.#captures.size <= MOST_LISTED) break
      if (!isRunning(other)) this.#captures.delete(id)
    }
    this.#options.events.emit('captures.changed', capture)
    return capture
  }
}

const isRunning = ({ state }: Capture): boolean => state === 'recording' || state === 'waiting'

const ending = (sound: SoundFormat | undefined): 'mp4' | 'mov' => (sound?.isQuickTime ? 'mov' : 'mp4')

/** What an earlier run left behind. How long it is its file knows. */
function recovered(id: number, { puid, index, title, startedAt }: Part, file: string, bytes: number): Capture {
  return {
    ...{ id, kind: 'recording', puid, index, title, state: 'done' },
    ...{ startedAt, durationMs: 0, bytes, files: 1, path: file },
  }
}
