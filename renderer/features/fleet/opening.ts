/** Which pictures an order to open means. */
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { firstChannel, type FleetItem, type FleetRow } from './parts.ts'
import { isPart, type GroupNode } from './tree-nodes.ts'

/** The largest grid: more pictures than panes help nobody. */
export const MAX_OPENED = 16

/** First pictures of the on-line items in a group and below, in the order of the tree, at most `limit`. */
export function onlineChannels(start: GroupNode<FleetItem>, limit = MAX_OPENED): ChannelRef[] {
  const found: ChannelRef[] = []
  for (const group of groupsInOrder(start)) {
    for (const leaf of group.leaves.items()) {
      const channel = leaf.online ? firstChannel(leaf) : undefined
      if (channel) found.push(channel)
      if (found.length === limit) return found
    }
  }
  return found
}

/**
 * First pictures of all items in a group and below, in the order of the tree: at most `limit` of those on-line, and of those
 * off-line.
 */
export function channelsIn(start: GroupNode<FleetItem>, limit: number): { channel: ChannelRef; online: boolean }[] {
  const found: { channel: ChannelRef; online: boolean }[] = []
  let [online, offline] = [0, 0]
  for (const group of groupsInOrder(start, () => true)) {
    for (const leaf of group.leaves.items()) {
      const channel = (leaf.online ? online : offline) < limit ? firstChannel(leaf) : undefined
      if (!channel) continue
      if (leaf.online) online += 1
      else offline += 1
      found.push({ channel, online: leaf.online })
    }
  }
  return found
}

/** Groups, by themselves those with somebody on-line, as the tree shows them: what is below a group stands before its own items. */
function groupsInOrder(
  start: GroupNode<FleetItem>,
  isWanted = (group: GroupNode<FleetItem>): boolean => group.online > 0,
): GroupNode<FleetItem>[] {
  const reversed: GroupNode<FleetItem>[] = []
  const waiting = [start]
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    reversed.push(group)
    for (const child of group.groups.items()) if (isWanted(child)) waiting.push(child)
  }
  return reversed.reverse()
}

/** One picture for each row that has one, each only once. */
export function channelsOf(rows: Iterable<FleetRow>): ChannelRef[] {
  const found = new Map<string, ChannelRef>()
  for (const row of rows) {
    const channel = firstChannel(row)
    if (channel) found.set(`${channel.puid}\n${channel.index}`, channel)
  }
  return [...found.values()]
}

export function isOnline(row: FleetRow): boolean {
  if (row.kind === 'group') return row.online > 0
  return isPart(row) ? row.owner.online : row.online
}
