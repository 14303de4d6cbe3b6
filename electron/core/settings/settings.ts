/** Small values the screens keep: one file for the installation, one for each account at its site. */
import path from 'node:path'
import Type, { type Static } from 'typebox'
import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { SettingScope } from '../../../shared/contract/settings.ts'
import { AppError } from '../../../shared/errors.ts'
import { accountFolder } from '../account-folder.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Session } from '../session/session.ts'
import type { SessionService } from '../session/session-service.ts'
import { JsonFile } from '../storage/json-file.ts'

const SettingsFile = Type.Record(Type.String(), Type.Unknown())
type SettingsFile = Static<typeof SettingsFile>

const MAX_VALUE_CHARACTERS = 256 * 1024
const MAX_KEYS = 500

export class Settings implements SessionService {
  readonly #host: Host
  readonly #session: Session
  readonly #events: CoreEvents
  readonly #app: JsonFile<typeof SettingsFile>
  #account: JsonFile<typeof SettingsFile> | undefined

  constructor(host: Host, session: Session, events: CoreEvents) {
    this.#host = host
    this.#session = session
    this.#events = events
    this.#app = this.#open(host.dataFolder)
  }

  start(session: ActiveSession): void {
    this.#account = this.#open(accountFolder(this.#host.dataFolder, session.site.id, session.username))
  }

  end(): Promise<void> {
    this.#account = undefined
    return Promise.resolve()
  }

  read(scope: SettingScope, key: string): unknown {
    const { value } = this.#file(scope)
    // `constructor` is a name like any other, and every object has one.
    return Object.hasOwn(value, key) ? (value[key] ?? null) : null
  }

  async write(scope: SettingScope, key: string, value: unknown): Promise<void> {
    const file = this.#file(scope)
    if (JSON.stringify(value).length > MAX_VALUE_CHARACTERS) throw new AppError('too-large', { path: `/${key}` })
    if (!Object.hasOwn(file.value, key) && Object.keys(file.value).length >= MAX_KEYS)
      throw new AppError('limit', { path: `/${key}` })
    const { [key]: _before, ...others } = file.value
    // None and null are the same to a reader: what is given up must not stay as a key for ever.
    await file.write(value === null ? others : { ...others, [key]: value })
    this.#events.emit('settings.changed', { scope, key, value })
  }

  #file(scope: SettingScope): JsonFile<typeof SettingsFile> {
    if (scope === 'app') return this.#app
    this.#session.require()
    if (!this.#account) throw new AppError('not-signed-in')
    return this.#account
  }

  #open(folder: string): JsonFile<typeof SettingsFile> {
    const initial: SettingsFile = {}
    return new JsonFile(path.join(folder, 'settings.json'), SettingsFile, initial, (setAside, reason) =>
      this.#host.log('error', `settings.json was damaged (${reason}), set aside as ${setAside}`),
    )
  }
}

export function settingsHandlers(settings: Settings): DomainHandlers<WatchpostContract, 'settings'> {
  return {
    read: ({ scope, key }) => ({ value: settings.read(scope, key) }),
    write: ({ scope, key, value }) => settings.write(scope, key, value ?? null).then(() => null),
  }
}
