/**
 * New firmware: fetched by the device while it works, taken into use by a restart. Documentation: "Get upgrade firmware
 * status", "Upgrade firmware".
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { UpgradeMoment } from '../../../shared/platform/device-system.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { FileType } from '../../../shared/platform/record-file.ts'
import type { Device } from '../fleet/build.ts'
import { Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { firmwareNamed } from './firmware-files.ts'
import { restart } from './restart.ts'

type Order = BodyOf<typeof operations.deviceSystem.upgrade>

/** `speed` of a failed upgrade. */
const FAILED = -1
/** Of the whole, where one breaks off that is to fail. */
const BREAKS_AT = 0.4

interface Fetching {
  readonly startedAt: number
  readonly durationMs: number
  /** kB/s. */
  readonly speed: number
}

interface Firmware {
  /** Seconds since 1970. */
  updatedAt: number
  fetching: Fetching | undefined
  /** Version that was fetched, to be taken into use at the next start. */
  waiting: string | undefined
  hasFailed: boolean
}

function firmwareOf(world: World, device: Device): Firmware {
  const kept = world.deviceConfig.get<{ firmware: Firmware }>(device, 'firmware', 0, (random) => ({
    firmware: {
      updatedAt: Math.floor(device.bootedAt / 1000) - random.between(3, 300) * 86_400,
      fetching: undefined,
      waiting: undefined,
      hasFailed: false,
    },
  }))
  return kept.firmware
}

export function upgradeStatusOf(world: World, device: Device): DataOf<typeof operations.deviceSystem.upgradeStatus> {
  const { fetching, hasFailed, updatedAt } = firmwareOf(world, device)
  const share = fetching ? (world.now() - fetching.startedAt) / fetching.durationMs : 0
  return {
    percent: fetching ? Math.min(100, Math.floor(share * 100)) : -1,
    speed: fetching ? fetching.speed : hasFailed ? FAILED : 0,
    softwareVersion: device.softwareVersion,
    updateFinishTime: updatedAt,
  }
}

/**
 * Begins to fetch. Throws `Refusal`: 2 for an unknown file, 4 for one that is no firmware, 7 while another one is fetched.
 * Firmware of another product is fetched and fails; so does what a device was fetching when it went off-line.
 */
export function startUpgrade(world: World, device: Device, { fileid, promptly }: Order): void {
  const firmware = firmwareOf(world, device)
  if (firmware.fetching) throw new Refusal(PlatformCode.busy, 'an upgrade is under way')
  const file = world.recordings.platformFile(fileid)
  if (!file) throw new Refusal(PlatformCode.notFound, `no file ${fileid}`)
  const named = file.type === FileType.firmware ? firmwareNamed(file.name) : undefined
  if (!named) throw new Refusal(PlatformCode.badParameter, `${file.name} is no firmware`)
  const isToFail =
    world.failures.take(operations.deviceSystem.upgrade.name, device.id) || named.product !== device.kind.product
  const durationMs = 40_000 + (device.hash % 40) * 1000
  const fetching = { startedAt: world.now(), durationMs, speed: 300 + (device.hash % 600) }
  firmware.fetching = fetching
  firmware.hasFailed = false
  const ended = () => {
    cancelEnd()
    stopWatching()
    firmware.fetching = undefined
  }
  const fail = () => {
    ended()
    firmware.hasFailed = true
  }
  const cancelEnd = world.clock.after(isToFail ? durationMs * BREAKS_AT : durationMs, () => {
    if (isToFail) return fail()
    ended()
    firmware.waiting = named.version
    if (promptly === UpgradeMoment.now) restartDevice(world, device)
  })
  // Without a line nothing is fetched, and what there is of it is thrown away: the next order begins anew.
  const stopWatching = world.fleet.onChanged((changed) => {
    if (changed === device && !device.online) fail()
  })
}

/** A restart takes new firmware that waits into use; one that is still being fetched is lost. */
export function restartDevice(world: World, device: Device): void {
  const firmware = firmwareOf(world, device)
  restart(world, device, () => {
    if (firmware.waiting === undefined) return
    device.softwareVersion = firmware.waiting
    firmware.updatedAt = Math.floor(world.now() / 1000)
    firmware.waiting = undefined
  })
}
