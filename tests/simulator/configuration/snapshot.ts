/** How a channel takes pictures. */
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import type { World } from '../world.ts'
import { needDirection } from '../operations/ask-device.ts'
import { needPlace } from './check.ts'
import { merged } from './merged.ts'
import { isVehicle, isWorn } from './traits.ts'

type Snapshot = DataOf<typeof operations.deviceMedia.snapshot>
type Settings = BodyOf<typeof operations.deviceMedia.setSnapshot>

function factory(device: Device): Snapshot {
  const large = isWorn(device) ? [{ Width: 4608, Height: 2592 }] : []
  return {
    imageSizeAll: [
      { Width: 1280, Height: 720 },
      { Width: 1920, Height: 1080 },
      { Width: 2560, Height: 1440 },
      ...large,
    ],
    imageSizeIndex: isVehicle(device) ? 0 : 1,
    quality: 80,
    count: isWorn(device) ? 1 : 3,
    interval: 500,
    delay: 1000,
    maxCount: 1,
    overlay: { time: true, text: true, gps: !isVehicle(device), alarm: false, name: true },
  }
}

/** Throws `Refusal`. */
export function snapshotOf(world: World, device: Device, channel: Channel): Snapshot {
  needDirection(channel, 'videoReceive')
  return world.deviceConfig.get(device, 'snapshot', channel.index, () => factory(device))
}

/** Throws `Refusal`. */
export function setSnapshot(world: World, device: Device, channel: Channel, change: Settings): void {
  const before = snapshotOf(world, device, channel)
  needPlace(change.imageSizeIndex, before.imageSizeAll, 'imageSizeIndex')
  world.deviceConfig.set(device, 'snapshot', channel.index, merged(before, change))
}
