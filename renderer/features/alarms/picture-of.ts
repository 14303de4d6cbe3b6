/** Which live picture belongs to an alarm. */
import type { Device } from '../../../shared/contract/fleet.ts'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { videoChannels } from '../fleet/parts.ts'

/**
 * The channel the alarm names, when that sends a picture; else the first of the device. A device that the tree does not know
 * (a terminal somebody just signed in on) is tried by its first channel: the pane then says what is wrong. Undefined without a device.
 */
export function pictureOf(
  alarm: Pick<Alarm, 'device' | 'part'>,
  deviceById: (id: string) => Pick<Device, 'channels'> | undefined,
): ChannelRef | undefined {
  const puid = alarm.device.id
  if (puid === '') return undefined
  const device = deviceById(puid)
  if (!device) return { puid, index: alarm.part ?? 0 }
  const channels = videoChannels(device.channels)
  const named = channels.find(({ index }) => index === alarm.part)
  const channel = named ?? channels[0]
  return channel && { puid, index: channel.index }
}
