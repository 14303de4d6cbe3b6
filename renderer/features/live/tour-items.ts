/** The channels a tour goes through, as the fleet is now. */
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { onlineChannels } from '../fleet/opening.ts'
import type { useFleetStore } from '../fleet/store.ts'
import { channelKey, type ChannelItem } from './pane-tours.ts'
import type { TourStop } from './saved-tour.ts'

/** Of one group. */
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
      for (const channel of channelsOf(stop, fleet)) {
        const available = fleet.deviceById(channel.puid)?.online !== false
        items.set(channelKey(channel), { key: channelKey(channel), channel, available })
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

function channelsOf(stop: TourStop, fleet: ReturnType<typeof useFleetStore>): readonly ChannelRef[] {
  if (stop.kind === 'channel') return [stop.channel]
  const group = fleet.deviceView.model.group(stop.id)
  return group ? onlineChannels(group, MOST_OF_GROUP) : []
}
