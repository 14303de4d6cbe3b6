/** What is true or not of a device in the simulator, and that the device warns of while it is. */
import { AlarmType, type AlarmTypeId } from '../../../shared/platform/alarm.ts'
import { NoSpaceRule } from '../../../shared/platform/device-storage.ts'
import { isVehicle } from '../configuration/traits.ts'
import type { Device } from '../fleet/build.ts'
import { rulesOf } from '../storage/rules.ts'
import { freeMb } from '../storage/space.ts'
import type { World } from '../world.ts'
import { isTooFast, OVERSPEED_TEXT } from './speed-limit.ts'

export interface Condition {
  readonly type: AlarmTypeId
  readonly description: string
  /** Of what is the channel's. */
  readonly channel?: number
  holds(world: World, device: Device): boolean
  /** Nobody looks at devices that are not: their state cannot change. Undefined: all of them. */
  of?(world: World): readonly Device[]
}

const OVERSPEED: Condition = {
  type: AlarmType.overspeed,
  description: OVERSPEED_TEXT,
  channel: 0,
  holds: (world, device) =>
    isVehicle(device) && device.positioning.offSince === undefined && isTooFast(world.fleet.placeOf(device)),
}

const VIDEO_LOST: Condition = {
  type: AlarmType.videoLost,
  description: '视频丢失 / No picture from the camera',
  channel: 0,
  holds: (world, device) => device.channels.length > 0 && world.dialogs.heldOf(device) !== 'none',
}

const DISK_FULL: Condition = {
  type: AlarmType.diskFull,
  description: '存储空间不足 / Storage is almost full',
  // Where the oldest recordings give way there is always room.
  holds(world, device) {
    const { noSpaceRule, alarmSpace } = rulesOf(world.deviceConfig, device)
    return noSpaceRule !== NoSpaceRule.overwrite && freeMb(world, device) < alarmSpace
  },
  // What lies on a device is found out only when somebody looks; a fleet is large, and only who records fills a medium.
  of: (world) => [
    ...new Set(
      world.recordings
        .running()
        .filter(({ spec }) => spec.store === 'device')
        .map(({ spec }) => spec.device),
    ),
  ],
}

/** Batteries: `upkeep/battery-watch.ts`; fences: `fences/watch.ts`; failed media: `storage/storages.ts`. */
export const CONDITIONS: readonly Condition[] = [OVERSPEED, VIDEO_LOST, DISK_FULL]
