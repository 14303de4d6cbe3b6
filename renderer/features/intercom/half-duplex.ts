import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'

/** Whether a device does one direction at a time, as it says itself. Undefined when it does not say. Chapter "Device management". */
export async function readHalfDuplex(
  client: Pick<WatchpostClient, 'platform'>,
  { puid, index }: ChannelRef,
): Promise<boolean | undefined> {
  try {
    const { data } = await client.platform.call({ operation: 'audioIn.get', params: { puid, index } })
    const isHalf = typeof data === 'object' && data !== null && 'enableHalfDuplex' in data && data.enableHalfDuplex
    return typeof isHalf === 'boolean' ? isHalf : undefined
  } catch {
    // Not every device has this setting, nor every account the right to read it.
    return undefined
  }
}
