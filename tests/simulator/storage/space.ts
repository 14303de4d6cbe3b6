/** How much of its medium a device's recordings take, and what of them goes by its rules. */
import { NoSpaceRule } from '../../../shared/platform/device-storage.ts'
import { storedKilobitsPerSecond } from '../configuration/encoders.ts'
import type { Device } from '../fleet/build.ts'
import type { StoredFile } from '../recordings/stored-file.ts'
import type { World } from '../world.ts'
import { mediaOf } from './media.ts'
import { rulesOf } from './rules.ts'

/** Of a file system that holds nothing. */
export const EMPTY_MB = 64
const KILOBITS_PER_MB = 8 * 1024
const SOUND_KILOBITS_PER_SECOND = 64
const DAY_S = 86_400

/** At the bit rate that the channel stores at now. */
function megabytesOf(world: World, device: Device, { content, channel, beginS, endS }: StoredFile): number {
  if (content.kind !== 'movie') return 0
  const place = content.video ? device.channels.find(({ index }) => index === channel) : undefined
  const rate = place ? storedKilobitsPerSecond(world, device, place) : SOUND_KILOBITS_PER_SECOND
  return ((endS - beginS) * rate) / KILOBITS_PER_MB
}

export function recordedMb(world: World, device: Device): number {
  let sum = 0
  for (const file of world.recordings.deviceFiles(device)) sum += megabytesOf(world, device, file)
  return Math.round(sum)
}

/** Left for recordings. */
export function freeMb(world: World, device: Device): number {
  return Math.max(0, (mediaOf(device)[0]?.totalMb ?? 0) - EMPTY_MB - recordedMb(world, device))
}

/** Deletes recordings older than the days they are kept (0: for ever) and, where the oldest are overwritten, these. */
export function clearByRules(world: World, device: Device): void {
  const { reserveDays, noSpaceRule } = rulesOf(world.deviceConfig, device)
  const keptFromS = reserveDays > 0 ? world.now() / 1000 - reserveDays * DAY_S : 0
  const capacityMb = (mediaOf(device)[0]?.totalMb ?? 0) - EMPTY_MB
  let overMb = noSpaceRule === NoSpaceRule.overwrite ? recordedMb(world, device) - capacityMb : 0
  for (const file of world.recordings.deviceFiles(device)) {
    const isOld = file.content.kind === 'movie' && file.endS < keptFromS
    if (file.isGrowing || (!isOld && overMb <= 0)) continue
    overMb -= megabytesOf(world, device, file)
    world.recordings.removeFromDevice(device, file)
  }
}
