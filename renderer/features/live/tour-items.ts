/** The channels a tour goes through, as the fleet is now. */
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { channelsIn } from '../fleet/opening.ts'
import type { useFleetStore } from '../fleet/store.ts'
import { channelKey, type ChannelItem } from './pane-tours.ts'
import type { TourStop } from './saved-tour.ts'

/** Of one group, on-line and off-line each. */
const MOST_OF_GROUP = 500

/**
 * A device the tree does not know (yet) counts as on-line: its pane then says what is wrong. The same list as long as the fleet
 * is the same: tours ask several times a second.
 */
export function tourResolver(fleet: ReturnType<typeof useFleetStore>): (stops: readonly TourStop[]) => ChannelItem[] {
  const known = new WeakMap<readonly TourStop[], { tick: number; items: ChannelItem[] }>()
  const resolve = (stops: readonly TourStop[]): ChannelItem[] => {
    const items = new Map<string, ChannelItem>()
    for (const stop of stops) {
      for (const { channel, online } of channelsOf(stop, fleet)) {
        items.set(channelKey(channel), { key: channelKey(channel), channel, available: online })
      }
    }
    return [...items.values()]
  }
  return (stops) => {
    const before = known.get(stops)
    if (before?.tick === fleet.tick) return before.items
    const items = resolve(stops)
    known.set(stops, { tick: fleet.tick, items })
    return items
  }
}

function channelsOf(
  stop: TourStop,
  fleet: ReturnType<typeof useFleetStore>,
): readonly { channel: ChannelRef; online: boolean }[] {
  if (stop.kind === 'channel') {
    return [{ channel: stop.channel, online: fleet.deviceById(stop.channel.puid)?.online !== false }]
  }
  const group = fleet.deviceView.model.group(stop.id)
  return group ? channelsIn(group, MOST_OF_GROUP) : []
}
