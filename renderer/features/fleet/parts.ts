/** What hangs below a device or a user, and which channels an order to open means. */
import { ChannelRange, MediaDirection } from '../../../shared/platform/channel.ts'
import type { Channel, Device, User } from '../../../shared/contract/fleet.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { isPart, type LeafNode, type PartNode, type TreeItem, type TreeRow } from './tree-nodes.ts'

/** A row of either tree. */
export type FleetItem = Device | User
export type FleetRow = TreeRow<FleetItem>

/** Channels whose picture can be watched. Directions are ours: what we receive. */
export function videoChannels(channels: readonly Channel[]): readonly Channel[] {
  return channels.filter(
    (channel) =>
      channel.index >= ChannelRange.media[0] &&
      channel.index <= ChannelRange.media[1] &&
      (channel.mediaDir & MediaDirection.videoReceive) !== 0,
  )
}

/** A device with one picture needs no rows below: opening it opens that. */
export function deviceParts(leaf: LeafNode<Device>): readonly PartNode<Device>[] {
  return channelParts(leaf, leaf.id, leaf.id, leaf.item.channels)
}

export function userParts(leaf: LeafNode<User>): readonly PartNode<User>[] {
  return leaf.item.terminals.map((terminal) => {
    const path = `${leaf.id}\n${terminal.deviceId}`
    return {
      kind: 'terminal' as const,
      key: `part:${path}`,
      name: terminal.name || terminal.deviceId,
      puid: terminal.deviceId,
      channel: videoChannels(terminal.channels)[0],
      owner: leaf,
      parts: channelParts(leaf, path, terminal.deviceId, terminal.channels),
      depth: 0,
      at: -1,
    }
  })
}

function channelParts<Item extends TreeItem>(
  owner: LeafNode<Item>,
  path: string,
  puid: string,
  channels: readonly Channel[],
): readonly PartNode<Item>[] {
  const video = videoChannels(channels)
  if (video.length < 2) return []
  return video.map((channel) => ({
    kind: 'channel' as const,
    key: `part:${path}\n${channel.index}`,
    name: channelName(channel),
    puid,
    channel,
    owner,
    parts: [],
    depth: 0,
    at: -1,
  }))
}

export function channelName(channel: Channel): string {
  return channel.name || `CH ${channel.index + 1}`
}

/** The first picture of what a row stands for; none for a group or a device without pictures. */
export function firstChannel(row: FleetRow): ChannelRef | undefined {
  if (row.kind === 'group') return undefined
  if (isPart(row)) return row.channel && { puid: row.puid, index: row.channel.index }
  return firstOf(sourcesOf(row.item))
}

/** The devices behind a row with all their channels, also those without a picture. */
export function talkSources(row: FleetRow): readonly { puid: string; name: string; channels: readonly Channel[] }[] {
  if (row.kind === 'group') return []
  const { item } = isPart(row) ? row.owner : row
  const all =
    'terminals' in item
      ? item.terminals.map(({ deviceId, name, channels }) => ({ puid: deviceId, name: name || deviceId, channels }))
      : [{ puid: item.id, name: item.name || item.id, channels: item.channels }]
  return isPart(row) ? all.filter(({ puid }) => puid === row.puid) : all
}

/** The devices with pictures behind an item: itself, or the terminals of a user. */
export function sourcesOf(item: FleetItem): readonly { puid: string; name: string; channels: readonly Channel[] }[] {
  if ('terminals' in item) {
    return item.terminals.map((terminal) => ({
      puid: terminal.deviceId,
      name: terminal.name || terminal.deviceId,
      channels: videoChannels(terminal.channels),
    }))
  }
  return [{ puid: item.id, name: item.name || item.id, channels: videoChannels(item.channels) }]
}

function firstOf(sources: ReturnType<typeof sourcesOf>): ChannelRef | undefined {
  for (const source of sources) {
    const channel = source.channels[0]
    if (channel) return { puid: source.puid, index: channel.index }
  }
  return undefined
}
