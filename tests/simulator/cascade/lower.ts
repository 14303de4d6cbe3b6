/**
 * Platforms and devices below: set up here, they register by themselves some seconds later, and come back after a gap. A
 * platform brings the devices of its own directory when it registers first; a device shows its channels from then on.
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { LowerDeviceType, LowerEnable } from '../../../shared/platform/gb28181-in.ts'
import type { Clock } from '../clock.ts'
import { Refusal } from '../http/refusal.ts'
import { hashText } from '../random.ts'
import { GbType, relatedGbId } from './gb-id.ts'

type ValueOf<T> = T[keyof T]

interface Credentials {
  readonly name: string
  readonly username: string
  readonly password: string
  readonly enable: ValueOf<typeof LowerEnable>
}

export interface LowerPlatformSettings extends Credentials {
  readonly id: string
}

export interface LowerDeviceSettings extends Credentials {
  readonly id: string
  readonly deviceType: ValueOf<typeof LowerDeviceType>
  readonly mediaStreamProto: 1 | 2 | 3
  /** Empty for a device that registers by itself. */
  readonly platformID: string
}

interface Registering<S> {
  settings: S
  /** Epoch ms from which it is registered, while it is there and enabled. */
  registerAt: number
  /** Said on command: it does not register. */
  away: boolean
}

export type LowerPlatform = Registering<LowerPlatformSettings> & { hasBrought: boolean }
export type LowerDevice = Registering<LowerDeviceSettings> & {
  /** Its channels are known. */
  isKnown: boolean
}

const REGISTER_MS = 3_000
const CATALOGUE_MS = 2_000

/** What is asked of it throws `Refusal`. */
export class Lower {
  readonly platforms = new Map<string, LowerPlatform>()
  readonly devices = new Map<string, LowerDevice>()
  readonly #clock: Clock
  readonly #lost = new Set<(device: LowerDevice) => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A device that was on-line is no longer. */
  onLost(listener: (device: LowerDevice) => void): void {
    this.#lost.add(listener)
  }

  platform(id: string): LowerPlatform {
    const platform = this.platforms.get(id)
    if (!platform) throw new Refusal(PlatformCode.notFound, 'no such lower platform')
    return platform
  }

  device(id: string): LowerDevice {
    const device = this.devices.get(id)
    if (!device) throw new Refusal(PlatformCode.notFound, 'no such lower device')
    return device
  }

  isPlatformOnline(platform: LowerPlatform): boolean {
    return isRegistered(platform, this.#clock.now())
  }

  isOnline(device: LowerDevice): boolean {
    const above = this.platforms.get(device.settings.platformID)
    return isRegistered(device, this.#clock.now()) && (!above || this.isPlatformOnline(above))
  }

  channelsOf(device: LowerDevice): { id: string; name: string; index: number }[] {
    if (!device.isKnown && !this.isOnline(device)) return []
    const { id, deviceType } = device.settings
    return CHANNEL_NAMES[deviceType].map((name, index) => ({
      id: relatedGbId(id, GbType.cameraInput, index + 1),
      name,
      index,
    }))
  }

  /** `sinceMs`: when it was set up, for those that were there before. */
  createPlatform(settings: LowerPlatformSettings, sinceMs = this.#clock.now()): void {
    this.#wantFree(settings.id)
    const platform = { settings, registerAt: registration(settings.id, sinceMs), away: false, hasBrought: false }
    this.platforms.set(settings.id, platform)
    this.#awaitCatalogue(platform)
  }

  createDevice(settings: LowerDeviceSettings, sinceMs = this.#clock.now()): LowerDevice {
    this.#wantFree(settings.id)
    if (settings.platformID !== '') this.platform(settings.platformID)
    const device = { settings, registerAt: registration(settings.id, sinceMs), away: false, isKnown: false }
    this.devices.set(settings.id, device)
    return device
  }

  changePlatform(id: string, change: Omit<LowerPlatformSettings, 'id'>): void {
    const platform = this.platform(id)
    this.#changing(() => {
      if (breaks(platform.settings, change)) platform.registerAt = registration(id, this.#clock.now())
      platform.settings = { ...change, id }
    })
    this.#awaitCatalogue(platform)
  }

  changeDevice(id: string, change: Omit<LowerDeviceSettings, 'id' | 'platformID'>): void {
    const device = this.device(id)
    this.#changing(() => {
      if (breaks(device.settings, change)) device.registerAt = registration(id, this.#clock.now())
      device.settings = { ...device.settings, ...change }
    })
  }

  /** With the devices behind it. */
  removePlatform(id: string): void {
    this.platform(id)
    this.#changing(() => {
      this.platforms.delete(id)
      for (const { settings } of this.devices.values()) if (settings.platformID === id) this.devices.delete(settings.id)
    })
  }

  removeDevice(id: string): void {
    this.device(id)
    this.#changing(() => this.devices.delete(id))
  }

  /** A lower device or platform loses its connection, or is let register again. */
  setAway(id: string, away: boolean): void {
    const party = this.platforms.get(id) ?? this.device(id)
    this.#changing(() => {
      if (party.away && !away) party.registerAt = registration(id, this.#clock.now())
      party.away = away
    })
    if ('hasBrought' in party) this.#awaitCatalogue(party)
  }

  /** What is on-line before and not after is reported as lost; what was seen on-line stays known. */
  #changing(change: () => void): void {
    const online = [...this.devices.values()].filter((device) => this.isOnline(device))
    for (const device of online) device.isKnown = true
    change()
    for (const device of online) {
      const isLost = this.devices.get(device.settings.id) !== device || !this.isOnline(device)
      if (isLost) for (const listener of this.#lost) listener(device)
    }
  }

  #awaitCatalogue(platform: LowerPlatform): void {
    if (platform.hasBrought) return
    const dueAt = platform.registerAt + CATALOGUE_MS
    const bring = () => {
      const isThere = this.platforms.get(platform.settings.id) === platform && this.isPlatformOnline(platform)
      const isDue = this.#clock.now() >= platform.registerAt + CATALOGUE_MS
      if (!isThere || !isDue || platform.hasBrought) return
      platform.hasBrought = true
      this.#bringDevices(platform, dueAt)
    }
    if (dueAt <= this.#clock.now()) bring()
    else this.#clock.at(dueAt, bring)
  }

  #bringDevices({ settings: { id: platformID, name, username, password } }: LowerPlatform, atMs: number): void {
    const count = 3 + (hashText(platformID) % 4)
    for (let serial = 1; serial <= count; serial++) {
      const id = relatedGbId(platformID, GbType.networkCamera, serial * 100)
      if (this.devices.has(id)) continue
      const deviceType = BROUGHT[hashText(id) % BROUGHT.length] ?? LowerDeviceType.fixedCamera
      const label = `${name} ${String(serial).padStart(2, '0')}`
      const enable = LowerEnable.enabled
      const device = {
        id,
        name: label,
        deviceType,
        mediaStreamProto: 1 as const,
        username,
        password,
        platformID,
        enable,
      }
      this.createDevice(device, atMs)
    }
  }

  #wantFree(id: string): void {
    if (this.devices.has(id) || this.platforms.has(id))
      throw new Refusal(PlatformCode.exists, 'the GB28181 ID is taken')
  }
}

const BROUGHT = [LowerDeviceType.fixedCamera, LowerDeviceType.ballCamera, LowerDeviceType.ptzCamera]

const CHANNEL_NAMES: Record<LowerDeviceSettings['deviceType'], readonly string[]> = {
  fixedCamera: ['Camera'],
  ballCamera: ['Dome'],
  ptzCamera: ['PTZ camera'],
  bodyCamera: ['Front camera'],
  smartHelmet: ['Helmet camera', 'Thermal'],
  carCamera: ['Front', 'Rear', 'Cabin', 'Cargo'],
}

/** When it has registered that starts at `fromMs`: three to five seconds later. */
function registration(id: string, fromMs: number): number {
  return fromMs + REGISTER_MS + (hashText(id) % 2000)
}

function isRegistered({ settings, registerAt, away }: Registering<Credentials>, nowMs: number): boolean {
  return settings.enable === LowerEnable.enabled && !away && nowMs >= registerAt
}

/** Whether a change makes it register anew. */
function breaks(before: Credentials, after: Credentials): boolean {
  return before.username !== after.username || before.password !== after.password || before.enable !== after.enable
}
