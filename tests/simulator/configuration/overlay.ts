/** What a channel writes into its picture, and where. */
import { SPLIT_FORMATS, TimeFormat } from '../../../shared/platform/device-overlay.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { needDirection } from '../operations/ask-device.ts'
import type { World } from '../world.ts'
import { need } from './check.ts'
import { merged } from './merged.ts'
import { isVehicle } from './traits.ts'

type Overlay = DataOf<typeof operations.deviceOverlay.overlay>

const LONGEST_TEXT = 128

function factory(device: Device): Overlay {
  return {
    title: { title: device.id, config: { left: 16, top: 680, fontSize: 24 } },
    time: {
      format: isVehicle(device) ? TimeFormat['YYYY-MM-DD W hh:mm:ss'] : TimeFormat['YYYY-MM-DD hh:mm:ss'],
      splitChar: isVehicle(device) ? '/' : '-',
      config: { left: 16, top: 16, fontSize: 24 },
    },
    gps: { left: 16, top: 48, fontSize: 20 },
    channel: { left: 960, top: 680, fontSize: 24 },
  }
}

/** Throws `Refusal`. */
export function overlayOf(world: World, device: Device, channel: Channel): Overlay {
  needDirection(channel, 'videoReceive')
  return world.deviceConfig.get(device, 'overlay', channel.index, () => factory(device))
}

/** Throws `Refusal`. */
export function setOverlay(world: World, device: Device, channel: Channel, change: Overlay): void {
  const before = overlayOf(world, device, channel)
  const { time, title } = change
  need(!SPLIT_FORMATS.includes(time.format) || [...time.splitChar].length === 1, 'splitChar: one character')
  need(title.title.length <= LONGEST_TEXT, `title: at most ${LONGEST_TEXT} characters`)
  world.deviceConfig.set(device, 'overlay', channel.index, merged(before, change))
}
