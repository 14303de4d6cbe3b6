/** Media with what is on them: space follows from the recordings, at the bit rate that the channel stores at. */
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { NoSpaceRule, YesNo } from '../../../shared/platform/device-storage.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { need } from '../configuration/check.ts'
import type { Device } from '../fleet/build.ts'
import { Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { mediaOf, type Medium, type StorageRow } from './media.ts'
import { rulesOf } from './rules.ts'
import { clearByRules, EMPTY_MB, freeMb } from './space.ts'

interface State {
  readonly isFormatted: boolean
  readonly isDisabled: boolean
}

function stateOf(world: World, device: Device, medium: Medium): State {
  return world.deviceConfig.get<State>(device, 'storage', medium.id, () => ({ isFormatted: true, isDisabled: false }))
}

function keep(world: World, device: Device, medium: Medium, change: Partial<State>): void {
  world.deviceConfig.set(device, 'storage', medium.id, { ...stateOf(world, device, medium), ...change })
}

export function mediumOf(device: Device, id: number): Medium {
  const medium = mediaOf(device).find((entry) => entry.id === id)
  if (!medium) throw new Refusal(PlatformCode.notFound, `no storage ${id}`)
  return medium
}

export function storagesOf(world: World, device: Device): StorageRow[] {
  const media = mediaOf(device)
  if (media.length === 0) throw new Refusal(PlatformCode.unsupported, 'the device has no storage')
  clearByRules(world, device)
  return media.map((medium, place) => {
    const { isFormatted, isDisabled } = stateOf(world, device, medium)
    const isUsable = isFormatted && !world.formats.isRunning(device, medium)
    const leftMb = place === 0 ? freeMb(world, device) : medium.totalMb - EMPTY_MB
    return {
      storageMediaType: medium.type,
      storageID: medium.id,
      partitions: [
        {
          name: medium.partition,
          fsFormat: isUsable ? medium.fileSystem : '',
          totalSpace: medium.totalMb,
          freeSpace: isUsable ? leftMb : 0,
          bFormated: isUsable ? YesNo.yes : YesNo.no,
          bDisable: isDisabled ? YesNo.yes : YesNo.no,
        },
      ],
    }
  })
}

/** Throws `Refusal`: 2 for a medium or partition that is not there. */
export function setStorages(
  world: World,
  device: Device,
  change: BodyOf<typeof operations.deviceStorage.setStorages>,
): void {
  const changes = change.flatMap(({ storageID, storageMediaType, partitions }) => {
    const medium = mediumOf(device, storageID)
    need(storageMediaType === medium.type, `storageMediaType: storage ${storageID} is ${medium.type}`)
    return partitions.map(({ name, bDisable }) => {
      if (name !== medium.partition) throw new Refusal(PlatformCode.notFound, `no partition ${name}`)
      return { medium, isDisabled: bDisable === YesNo.yes }
    })
  })
  for (const { medium, isDisabled } of changes) keep(world, device, medium, { isDisabled })
}

/**
 * Refuses when the device cannot record on the medium that it records on: none there 8, being formatted 7; unformatted,
 * switched off, or full without overwriting 1.
 */
export function needRoom(world: World, device: Device): void {
  const [first] = mediaOf(device)
  if (!first) throw new Refusal(PlatformCode.unsupported, 'the device has no storage')
  if (world.formats.isRunning(device, first)) throw new Refusal(PlatformCode.busy, 'the storage is being formatted')
  const { isFormatted, isDisabled } = stateOf(world, device, first)
  if (!isFormatted) throw new Refusal(PlatformCode.fail, 'the storage is not formatted')
  if (isDisabled) throw new Refusal(PlatformCode.fail, 'the storage is switched off')
  clearByRules(world, device)
  const overwrites = rulesOf(world.deviceConfig, device).noSpaceRule === NoSpaceRule.overwrite
  if (!overwrites && freeMb(world, device) === 0) throw new Refusal(PlatformCode.fail, 'the storage is full')
}

/** What was on the medium is gone at once. One that fails leaves it unformatted, and raises an alarm. Throws `Refusal`. */
export function format(world: World, device: Device, id: number): void {
  const medium = mediumOf(device, id)
  if (world.formats.isRunning(device, medium)) throw new Refusal(PlatformCode.busy, 'the storage is being formatted')
  if (mediaOf(device)[0]?.id === id) world.recordings.clearDevice(device)
  const willFail = world.failures.take('storage.format', device.id)
  world.formats.start(device, medium, willFail, (end) => {
    keep(world, device, medium, { isFormatted: end === 'done' })
    if (end === 'failed' && world.fleet.byId.get(device.id) === device)
      world.alarms.raise({
        type: AlarmType.diskError,
        deviceId: device.id,
        description: `formatting of storage ${medium.id} failed`,
      })
  })
}
