/** The platforms above: their settings, their connections, the devices that each is told of, what they watch. */
import { isIP } from 'node:net'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { Refusal } from '../http/refusal.ts'
import type { Directory } from './directory.ts'
import { UpperLink } from './upper-link.ts'

export interface UpperSettings {
  readonly name: string
  readonly localGB28181ServerId: string
  readonly localIp: string
  readonly localPort: number
  readonly password: string
  readonly upperGB28181ServerId: string
  readonly upperIp: string
  readonly upperPort: number
  readonly disable: boolean
  readonly notIncludeChannel: boolean
}

export interface UpperPlatform {
  readonly id: number
  settings: UpperSettings
  readonly link: UpperLink
  /** Said on command: whether somebody answers there, whatever the address. */
  answers: boolean | undefined
  /** Channels that it has open since `watchedSince`: gone when the connection is another one. */
  watched: number
  watchedSince: number
  /** Until when its directory is on the way, epoch ms. */
  pushingUntil: number
}

export interface SharedDevice {
  readonly id: number
  readonly usid: number
  readonly puid: string
  readonly sharedAt: number
  /** When a push brings or has brought it there. */
  toldAt: number
}

export const MAX_UPPER_PLATFORMS = 16
/** What the licence allows over all platforms above. */
export const MAX_UPPER_DIALOGS = 64

const PUSH_MS = 1000
const PUSH_ENTRY_MS = 50

/** Addresses set aside for documentation: nobody lives there. */
const UNREACHABLE = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/

/** What is asked of it throws `Refusal`. */
export class UpperPlatforms {
  readonly platforms = new Map<number, UpperPlatform>()
  readonly shared = new Map<number, SharedDevice>()
  readonly #directory: Directory
  readonly #now: () => number
  #lastId = 0
  #lastSharedId = 0

  constructor(directory: Directory, now: () => number) {
    this.#directory = directory
    this.#now = now
    directory.onDeviceRemoved((puid) => {
      for (const entry of this.shared.values()) if (entry.puid === puid) this.shared.delete(entry.id)
    })
  }

  get(id: number): UpperPlatform {
    const platform = this.platforms.get(id)
    if (!platform) throw new Refusal(PlatformCode.notFound, 'no such upper platform')
    return platform
  }

  /** `sinceMs`: when it was set up, for those that were there before. */
  create(settings: UpperSettings, sinceMs = this.#now()): UpperPlatform {
    this.#wantValid(settings, undefined)
    if (this.platforms.size >= MAX_UPPER_PLATFORMS)
      throw new Refusal(PlatformCode.maxLimit, `at most ${MAX_UPPER_PLATFORMS} upper platforms`)
    const id = ++this.#lastId
    const platform: UpperPlatform = {
      id,
      settings,
      link: new UpperLink(),
      answers: undefined,
      watched: 0,
      watchedSince: 0,
      pushingUntil: 0,
    }
    this.platforms.set(id, platform)
    connect(platform, sinceMs)
    return platform
  }

  /** Registers anew, unless only the name is another one. */
  change(id: number, change: Partial<UpperSettings>): void {
    const platform = this.get(id)
    const settings = { ...platform.settings, ...change }
    this.#wantValid(settings, id)
    const isSameLink = LINK_FIELDS.every((field) => settings[field] === platform.settings[field])
    platform.settings = settings
    if (!isSameLink) connect(platform, this.#now())
  }

  remove(id: number): void {
    this.get(id)
    this.platforms.delete(id)
    for (const entry of this.sharedWith(id)) this.shared.delete(entry.id)
  }

  sharedWith(id: number): SharedDevice[] {
    return [...this.shared.values()].filter(({ usid }) => usid === id)
  }

  /** All or none. Those it has already: 3. */
  share(id: number, puids: readonly string[], sinceMs = this.#now()): SharedDevice[] {
    this.get(id)
    const there = new Set(this.sharedWith(id).map(({ puid }) => puid))
    for (const puid of puids) {
      this.#directory.device(puid)
      if (there.has(puid)) throw new Refusal(PlatformCode.exists, `${puid} is shared already`)
      there.add(puid)
    }
    return puids.map((puid) => {
      const entry = { id: ++this.#lastSharedId, usid: id, puid, sharedAt: sinceMs, toldAt: Infinity }
      this.shared.set(entry.id, entry)
      return entry
    })
  }

  unshare(id: number): void {
    if (!this.shared.delete(id)) throw new Refusal(PlatformCode.notFound, 'no such shared device')
  }

  /** Sends the directory, entry after entry: 5 without a connection, 7 while it is on the way already. */
  push(id: number): void {
    const platform = this.get(id)
    const nowMs = this.#now()
    if (platform.link.onlineSince(nowMs) === undefined)
      throw new Refusal(PlatformCode.offline, 'the upper platform is not connected')
    if (platform.pushingUntil > nowMs) throw new Refusal(PlatformCode.busy, 'the directory is on the way')
    let doneAt = nowMs + PUSH_MS
    for (const entry of this.sharedWith(id)) {
      doneAt += PUSH_ENTRY_MS * (1 + this.#directory.channelsOf(this.#directory.device(entry.puid)).length)
      entry.toldAt = Math.min(entry.toldAt, doneAt)
    }
    platform.pushingUntil = doneAt
  }

  /** Whether the platform above knows the device: told when it registered, or by a push since. */
  isTold(entry: SharedDevice): boolean {
    const since = this.get(entry.usid).link.onlineSince(this.#now())
    return since !== undefined && (since >= entry.sharedAt || entry.toldAt <= this.#now())
  }

  /** Where channels are not included, each is reported as a device of its own. */
  onlineDeviceCount({ id, settings }: UpperPlatform): number {
    let count = 0
    for (const entry of this.sharedWith(id)) {
      if (!this.isTold(entry) || !this.#directory.isOnline(entry.puid)) continue
      const device = this.#directory.device(entry.puid)
      count += settings.notIncludeChannel ? this.#directory.channelsOf(device).length : 1
    }
    return count
  }

  dialogCount({ link, watched, watchedSince }: UpperPlatform): number {
    return link.onlineSince(this.#now()) === watchedSince ? watched : 0
  }

  /** The platform above opens or closes channels until so many are open. */
  watch(id: number, channels: number): void {
    const platform = this.get(id)
    const since = platform.link.onlineSince(this.#now())
    if (since === undefined) throw new Refusal(PlatformCode.offline, 'the upper platform is not connected')
    const others = [...this.platforms.values()].filter((other) => other !== platform)
    const open = others.reduce((sum, other) => sum + this.dialogCount(other), channels)
    if (open > MAX_UPPER_DIALOGS) throw new Refusal(PlatformCode.maxLimit, `at most ${MAX_UPPER_DIALOGS} channels`)
    platform.watched = channels
    platform.watchedSince = since
  }

  /** From now on somebody answers there, or nobody. */
  setAnswering(id: number, answers: boolean): void {
    const platform = this.get(id)
    platform.answers = answers
    if (answers) platform.link.answer(this.#now())
    else platform.link.silence(this.#now())
  }

  #wantValid(settings: UpperSettings, self: number | undefined): void {
    if (isIP(settings.localIp) === 0 || isIP(settings.upperIp) === 0)
      throw new Refusal(PlatformCode.badParameter, 'localIp and upperIp are addresses')
    if (settings.localGB28181ServerId === settings.upperGB28181ServerId)
      throw new Refusal(PlatformCode.badParameter, 'both platforms have the same ID')
    const twin = [...this.platforms.values()].find(
      (other) => other.id !== self && IDENTITY.every((field) => other.settings[field] === settings[field]),
    )
    if (twin) throw new Refusal(PlatformCode.exists, 'the upper platform exists')
  }
}

const IDENTITY = ['localGB28181ServerId', 'upperGB28181ServerId', 'upperIp', 'upperPort'] as const
const LINK_FIELDS = [...IDENTITY, 'localIp', 'localPort', 'password', 'disable', 'notIncludeChannel'] as const

function connect({ id, link, settings, answers }: UpperPlatform, atMs: number): void {
  if (settings.disable) link.close()
  else link.open(atMs, `${id} ${settings.upperGB28181ServerId}`, answers ?? !UNREACHABLE.test(settings.upperIp))
}
