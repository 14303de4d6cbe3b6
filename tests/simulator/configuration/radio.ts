/** The modules for mobile networks. What they carried follows from the time they are on-line. */
import { RadioNetwork } from '../../../shared/platform/device-radio.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { createRandom, type Random } from '../random.ts'
import type { World } from '../world.ts'
import { need, needFeature, needPlace } from './check.ts'
import { merged } from './merged.ts'

type Module = DataOf<typeof operations.deviceRadio.radioNetworks>[number]
type Settings = BodyOf<typeof operations.deviceRadio.setRadioNetworks>

/** What a module is, and what may be set on it. */
type Stored = Pick<
  Module,
  | 'enable'
  | 'typeAll'
  | 'typeIndex'
  | 'moduleName'
  | 'userName'
  | 'password'
  | 'apn'
  | 'accessNum'
  | 'cardNum'
  | 'rebootAfterDialingFatalErr'
  | 'IMEIMEID'
  | 'ICCID'
>

/** Bit of `Device.network`. */
const BY_RADIO = 8
const DAY_MS = 86_400_000
const SIGNAL_PERIOD_MS = 15_000

const { automatic } = RadioNetwork
const MODERN = [automatic, RadioNetwork['4G LTE'], RadioNetwork['5G NSA'], RadioNetwork['5G SA']]
const COMMON = [automatic, RadioNetwork['3G WCDMA'], RadioNetwork['4G TD-LTE'], RadioNetwork['4G FDD-LTE']]

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.between(0, 9)).join('')
}

function factory(device: Device, random: Random): Stored {
  const isModern = device.kind.terminal
  return {
    enable: true,
    typeAll: isModern ? MODERN : COMMON,
    typeIndex: 0,
    moduleName: isModern ? 'RM500Q' : 'EC20',
    userName: '',
    password: '',
    apn: random.pick(['', '', 'police.vpdn']),
    accessNum: '*99#',
    cardNum: `1064${digits(random, 9)}`,
    rebootAfterDialingFatalErr: !isModern,
    IMEIMEID: `86${digits(random, 13)}`,
    ICCID: `8986${digits(random, 16)}`,
  }
}

function storedOf(world: World, device: Device): Stored[] {
  const count = device.kind.hardware.radio ?? 0
  needFeature(count > 0, 'the device has no module for mobile networks')
  return Array.from({ length: count }, (_, index) =>
    world.deviceConfig.get(device, 'radioNetwork', index, (random) => factory(device, random)),
  )
}

/** Throws `Refusal`. */
export function radioNetworksOf(world: World, device: Device): Module[] {
  return storedOf(world, device).map((stored, index) => {
    const isInUse = device.network === BY_RADIO && index === 0 && stored.enable
    return { ...stored, ...(isInUse ? carried(world, device) : { online: false }), ...strengths(world, device, stored) }
  })
}

function strengths(world: World, device: Device, { typeAll, enable }: Stored): { signalLevel: number[] } {
  const swing = Math.floor(world.now() / SIGNAL_PERIOD_MS + device.hash) % 23
  return { signalLevel: typeAll.map((_, place) => (enable ? 45 + ((device.hash >>> place) % 30) + swing : 0)) }
}

/** A device uploads what it shows, steadily: its traffic is its speed by time. */
function carried(world: World, device: Device) {
  const nowMs = world.now()
  const random = createRandom(device.hash)
  const [up, down] = [random.between(60, 240), random.between(4, 20)]
  const today = new Date(nowMs)
  const dayMs = Math.min(nowMs - device.changedAt, nowMs % DAY_MS)
  const megabytes = (ms: number, speed = up + down) => Math.round((ms / 1000) * (speed / 1024))
  const usual = megabytes(8 * 3_600_000)
  const day = megabytes(dayMs)
  return {
    online: true,
    onlineTime: Math.floor((nowMs - device.changedAt) / 1000),
    trafficDownload: megabytes(nowMs - device.changedAt, down),
    trafficUpload: megabytes(nowMs - device.changedAt, up),
    speedDownload: down,
    speedUpload: up,
    trafficYear: day + usual * Math.floor((nowMs - Date.UTC(today.getUTCFullYear())) / DAY_MS),
    trafficMonth: day + usual * (today.getUTCDate() - 1),
    trafficDay: day,
    trafficLastTime: usual,
    lastTime: Math.floor(device.changedAt / 1000),
    monthDay: 1,
  }
}

/** In the order of the modules; those that the list does not reach stay. Throws `Refusal`. */
export function setRadioNetworks(world: World, device: Device, change: Settings): void {
  const before = storedOf(world, device)
  need(change.length <= before.length, `the device has ${before.length} modules`)
  const after = change.map((settings, index) => {
    const stored = before[index] as Stored
    needPlace(settings.typeIndex, stored.typeAll, 'typeIndex')
    return merged(stored, settings)
  })
  after.forEach((stored, index) => world.deviceConfig.set(device, 'radioNetwork', index, stored))
}
