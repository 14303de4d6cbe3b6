/**
 * The sound of speeches in conferences, where the operator wants it kept: the core says which speech begins and which is over,
 * the window that hears it hands over its packets, each speech goes into a file of its own, and the file to the speech's line.
 */
import type { Connection } from '../../../shared/contract/define.ts'
import { KEEP_SOUND_SETTING, type SoundKeeping, type Speech } from '../../../shared/contract/ledger.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AccountDatabase } from '../db/account-database.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Settings } from '../settings/settings.ts'
import type { Begun, SpeechSource } from './burst.ts'
import { KeptSpeech } from './kept-speech.ts'
import type { BegunSound } from './sound-table.ts'
import { SoundFolder } from './sound-folder.ts'

export interface TalkSoundParts {
  readonly database: Pick<AccountDatabase, 'ready'>
  readonly events: CoreEvents
  readonly settings: Pick<Settings, 'read' | 'write'>
  readonly timings: Pick<Timings, 'soundRestMs'>
  readonly log: Host['log']
  readonly accountFolder: (session: ActiveSession) => string
  readonly speeches: SpeechSource
}

/** How the line of a speech would begin, and what its names are. */
export type BeginLine = (begun: Begun) => Promise<Omit<BegunSound, 'file'>>

interface Kept {
  readonly speech: KeptSpeech
  readonly file: string
  /** Its line, once that is written. */
  burst: number | undefined
  /** Bytes of the whole file. */
  bytes: number | undefined
}

export class TalkSound {
  readonly #parts: TalkSoundParts
  readonly #kept = new Map<string, Kept>()
  #folder: SoundFolder | undefined
  #beginLine: BeginLine | undefined
  #recovered: Promise<void> = Promise.resolve()
  #isOn = false
  #error: AppError | undefined
  #off: Off = () => undefined
  /** What is done with files and their lines, one after the other. */
  #work: Promise<void> = Promise.resolve()

  constructor(parts: TalkSoundParts) {
    this.#parts = parts
  }

  start(session: ActiveSession, beginLine: BeginLine): void {
    const { accountFolder, settings, speeches } = this.#parts
    this.#folder = new SoundFolder(accountFolder(session))
    this.#beginLine = beginLine
    this.#isOn = settings.read('account', KEEP_SOUND_SETTING) === true
    this.#error = undefined
    this.#recovered = this.#recover(this.#folder).catch((error: unknown) => this.#warn(error))
    this.#off = speeches.onBegan((begun) => this.#begin(begun))
  }

  /** When the lines of all speeches are written. */
  async end(): Promise<void> {
    this.#off()
    await this.#recovered
    await this.forgetAll()
    this.#folder = undefined
  }

  get state(): SoundKeeping {
    const writing = [...this.#kept.values()].filter(({ speech }) => speech.isWriting)
    return {
      isOn: this.#isOn,
      folder: this.folder.path,
      writing: [...new Set(writing.map(({ speech }) => speech.begun.place))],
      ...(this.#error ? { error: this.#error.toEnvelope() } : {}),
    }
  }

  get folder(): SoundFolder {
    if (!this.#folder) throw new AppError('not-signed-in')
    return this.#folder
  }

  /** From the next speech on; what is kept now ends with what it has. Errors: `disk`. */
  async turn(isOn: boolean): Promise<void> {
    await this.#parts.settings.write('account', KEEP_SOUND_SETTING, isOn)
    this.#isOn = isOn
    this.#error = undefined
    if (!isOn) for (const { speech } of this.#kept.values()) this.#tellEnd(speech)
    this.#tell()
  }

  speeches(): Speech[] {
    return [...this.#kept.values()].filter(({ speech }) => !speech.isOver).map(({ speech }) => toldOf(speech.begun))
  }

  async take(name: string, packets: readonly string[], isLast: boolean, connection: Connection): Promise<void> {
    await this.#recovered
    const kept = this.#kept.get(name)
    if (!kept) throw new AppError('not-found', { reason: 'speech' })
    const wasWriting = kept.speech.isWriting
    const bytes = packets.map((packet) => new Uint8Array(Buffer.from(packet, 'base64')))
    await kept.speech.take(bytes, isLast, connection)
    if (!wasWriting) this.#tell()
  }

  /** It is over; its line follows. */
  over(name: string | undefined): void {
    const kept = name === undefined ? undefined : this.#kept.get(name)
    if (kept) this.#tellEnd(kept.speech)
  }

  /** Its line is written. */
  written(name: string, burst: number): void {
    const kept = this.#kept.get(name)
    if (!kept) return
    kept.burst = burst
    this.#settle(name, kept)
  }

  /** The file of a line. Errors: `not-found`. */
  async fileOf(burst: number): Promise<{ path: string; bytes: number; modifiedMs: number }> {
    const { folder } = this
    const { tables } = await this.#parts.database.ready()
    const file = await tables.sounds.fileOf({ burst })
    const facts = file === undefined ? undefined : await folder.facts(file)
    if (file === undefined || !facts) throw new AppError('not-found', { reason: 'the sound is gone' })
    return { path: folder.pathOf(file), ...facts }
  }

  /** No line has them any more. */
  async drop(files: readonly string[]): Promise<void> {
    await this.#folder?.remove(files)
  }

  /** Nothing of what goes on is kept any further; resolves when no file is open. */
  async forgetAll(): Promise<void> {
    for (const { speech } of this.#kept.values()) this.#tellEnd(speech)
    await Promise.all([...this.#kept.values()].map(({ speech }) => speech.end()))
    await this.#work
    this.#kept.clear()
  }

  #begin(begun: Begun): void {
    if (!this.#isOn) return
    const { folder } = this
    const file = folder.fileName(begun.speech)
    const kept: Kept = {
      file,
      ...{ burst: undefined, bytes: undefined },
      speech: new KeptSpeech({
        begun,
        restMs: this.#parts.timings.soundRestMs,
        create: async () => {
          const line = await this.#beginLine?.(begun)
          const { tables } = await this.#parts.database.ready()
          // Noted before it is made: a crash leaves no file that nobody knows.
          if (line) await tables.sounds.begin({ ...line, file })
          return await folder.create(file)
        },
        onWhole: (bytes) => {
          kept.bytes = bytes
          this.#settle(begun.speech, kept)
          this.#tell()
        },
        onFailed: (error) => this.#fail(error),
      }),
    }
    this.#kept.set(begun.speech, kept)
    this.#parts.events.emit('ledger.speechBegan', toldOf(begun))
  }

  /** File and line come in either order; each step is written before the next one. */
  #settle(name: string, kept: Kept): void {
    const { burst, bytes, file } = kept
    this.#work = this.#work
      .then(async () => {
        const { tables } = await this.#parts.database.ready()
        if (bytes === 0) return await this.#leave(name, file)
        if (burst === undefined) return
        if (bytes === undefined) return await tables.sounds.bind({ file, burst })
        await tables.sounds.keep({ burst, file, bytes })
        this.#kept.delete(name)
        const line = await tables.ledger.one({ id: burst })
        if (line) this.#parts.events.emit('ledger.changed', { bursts: [line] })
      })
      .catch((error: unknown) => this.#warn(error))
  }

  /** Nothing was heard of it. */
  async #leave(name: string, file: string): Promise<void> {
    this.#kept.delete(name)
    await this.drop([file])
    const { tables } = await this.#parts.database.ready()
    await tables.sounds.forget({ file })
  }

  #tellEnd(speech: KeptSpeech): void {
    if (speech.isOver) return
    speech.over()
    this.#parts.events.emit('ledger.speechEnded', { speech: speech.begun.speech })
  }

  /** What a crash left is kept as far as it was heard; files no line has go. */
  async #recover(folder: SoundFolder): Promise<void> {
    const there = await folder.list()
    const { tables } = await this.#parts.database.ready()
    for (const { file } of await tables.sounds.begun()) {
      const facts = await folder.facts(file)
      const lengthMs = facts ? await folder.lengthMs(file) : 0
      if (facts && lengthMs > 0) await tables.sounds.recover({ file, bytes: facts.bytes, lengthMs, ended: 'crash' })
      else await tables.sounds.forget({ file })
    }
    const known = new Set(await tables.sounds.files())
    await folder.remove(there.filter((file) => !known.has(file)))
  }

  #fail(error: unknown): void {
    this.#error = error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
    this.#warn(error)
    this.#tell()
  }

  #warn(error: unknown): void {
    this.#parts.log('warn', `sound of talk: ${String(error)}`)
  }

  #tell(): void {
    if (this.#folder) this.#parts.events.emit('ledger.soundKeepingChanged', this.state)
  }
}

function toldOf({ speech, place, isMine }: Begun): Speech {
  return { speech, groupId: place, mine: isMine }
}
