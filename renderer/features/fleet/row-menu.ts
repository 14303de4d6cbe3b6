/** What the context menu of a row offers. Made when it opens. */
import { MemberType, type MemberTypeId } from '../../../shared/platform/im-group.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import type { TourStop } from '../live/saved-tour.ts'
import { channelsOf, MAX_OPENED, onlineChannels } from './opening.ts'
import { talkTarget } from '../intercom/talk-target.ts'
import { channelName, sourcesOf, talkSources, type FleetRow } from './parts.ts'
import { isLeaf, isPart } from './tree-nodes.ts'

export type MenuAction =
  | { readonly do: 'open'; readonly channels: readonly ChannelRef[] }
  | { readonly do: 'details' }
  | { readonly do: 'talk'; readonly channel: ChannelRef }
  /** A conference of these. */
  | { readonly do: 'confer'; readonly units: readonly Unit[] }
  /** Which conferences these are in by themselves. */
  | { readonly do: 'defaults'; readonly units: readonly NamedUnit[] }
  /** In the selected pane, one after the other. */
  | { readonly do: 'tour'; readonly stops: readonly TourStop[] }
  | { readonly do: 'expand' | 'collapse' | 'collapseAll' | 'refresh' }
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'map'; readonly puid: string }

export interface Unit {
  readonly id: string
  readonly kind: MemberTypeId
}

export interface NamedUnit extends Unit {
  readonly name: string
}

export interface MenuLine {
  readonly key: string
  /** Name in `fleet.menu`, with its values. */
  readonly text: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly action: MenuAction
  readonly disabled?: boolean
}

/** Groups of lines; a rule stands between groups. `isTourable`: the groups of this tree hold devices, which a tour can go through. */
export function menuLines(
  row: FleetRow,
  selected: readonly FleetRow[],
  isExpanded: boolean,
  isTourable = false,
): MenuLine[][] {
  const many = selected.length > 1 ? channelsOf(selected) : []
  const together: MenuLine[] =
    many.length > 1
      ? [
          {
            key: 'open-selected',
            text: 'openSelected',
            values: { count: many.length },
            action: { do: 'open', channels: many },
          },
          {
            key: 'tour-selected',
            text: 'tourSelected',
            values: { count: many.length },
            action: { do: 'tour', stops: many.map((channel) => ({ kind: 'channel', channel })) },
          },
        ]
      : []
  return [
    [...together, ...conferLines(selected)],
    ...(row.kind === 'group' ? groupLines(row, isExpanded, isTourable) : itemLines(row)),
  ].filter((lines) => lines.length > 0)
}

/** More are not asked about one by one. */
const MOST_DEFAULTS = 200

/** Devices and users are members; a channel or a terminal stands for nobody of its own. */
function unitsOf(rows: readonly FleetRow[]): NamedUnit[] {
  return rows.filter(isLeaf).map(({ item: { id, name }, item }) => ({
    ...{ id, name: name || id },
    kind: 'terminals' in item ? MemberType.user : MemberType.device,
  }))
}

function conferLines(selected: readonly FleetRow[]): MenuLine[] {
  const units = unitsOf(selected)
  if (units.length < 2) return []
  const values = { count: units.length }
  const disabled = units.length > MOST_DEFAULTS
  return [
    { key: 'confer-selected', text: 'conferSelected', values, action: { do: 'confer', units } },
    { key: 'defaults-selected', text: 'defaultsSelected', values, disabled, action: { do: 'defaults', units } },
  ]
}

function groupLines(row: FleetRow & { kind: 'group' }, isExpanded: boolean, isTourable: boolean): MenuLine[][] {
  const channels = onlineChannels(row)
  const isAll = channels.length < MAX_OPENED
  return [
    [
      {
        key: 'open-online',
        text: isAll ? 'openOnline' : 'openFirstOnline',
        values: { count: channels.length },
        action: { do: 'open', channels },
        disabled: channels.length === 0,
      },
      // Also of a group where nobody is on-line now: the tour waits for them.
      ...(isTourable
        ? [{ key: 'tour', text: 'tour', action: { do: 'tour', stops: [{ kind: 'group', id: row.id }] } } as const]
        : []),
    ],
    [
      isExpanded
        ? { key: 'collapse', text: 'collapse', action: { do: 'collapse' } }
        : { key: 'expand', text: 'expand', action: { do: 'expand' } },
      { key: 'collapse-all', text: 'collapseAll', action: { do: 'collapseAll' } },
      { key: 'refresh', text: 'refresh', action: { do: 'refresh' } },
    ],
  ]
}

function itemLines(row: FleetRow): MenuLine[][] {
  const id = isPart(row) ? row.puid : row.kind === 'group' ? row.id : row.item.id
  return [
    openLines(row),
    talkLines(row),
    [
      { key: 'details', text: 'details', action: { do: 'details' } },
      ...mapLines(row),
      ...(isLeaf(row)
        ? [{ key: 'defaults', text: 'defaults', action: { do: 'defaults', units: unitsOf([row]) } } as const]
        : []),
      { key: 'copy-id', text: 'copyId', action: { do: 'copy', text: id } },
    ],
  ]
}

/** A line for each device that can be talked to: of a user those with a terminal, of a channel its device. */
function talkLines(row: FleetRow): MenuLine[] {
  return talkSources(row).flatMap((source): MenuLine[] => {
    const index = isPart(row) ? row.channel?.index : undefined
    const channel = talkTarget({ puid: source.puid, index: index ?? 0 }, { ...source, online: true })
    return channel
      ? [{ key: `talk-${source.puid}`, text: 'talk', values: { name: source.name }, action: { do: 'talk', channel } }]
      : []
  })
}

/** Of a device, and of each terminal that a user is signed in on. */
function mapLines(row: FleetRow): MenuLine[] {
  const sources = isLeaf(row) ? sourcesOf(row.item) : isPart(row) ? [{ puid: row.puid, name: row.name }] : []
  const [only] = sources
  if (!only) return []
  if (sources.length === 1) return [{ key: 'map', text: 'map', action: { do: 'map', puid: only.puid } }]
  return sources.map(({ puid, name }) => ({
    key: `map-${puid}`,
    text: 'mapOf',
    values: { name },
    action: { do: 'map', puid },
  }))
}

/** A line for each channel; of several terminals each says which it is. */
function openLines(row: FleetRow): MenuLine[] {
  const all = isLeaf(row) ? sourcesOf(row.item) : isPart(row) ? sourcesOf(row.owner.item) : []
  const sources = all.filter((source) => !isPart(row) || source.puid === row.puid)
  const only = isPart(row) && row.kind === 'channel' ? row.channel?.index : undefined
  const lines = sources.flatMap((source) =>
    source.channels
      .filter((channel) => only === undefined || channel.index === only)
      .map((channel): MenuLine => {
        const name = sources.length > 1 ? `${source.name} · ${channelName(channel)}` : channelName(channel)
        const ref = { puid: source.puid, index: channel.index }
        return {
          key: `open-${ref.puid}-${ref.index}`,
          text: 'open',
          values: { name },
          action: { do: 'open', channels: [ref] },
        }
      }),
  )
  const every = lines.flatMap((line) => (line.action.do === 'open' ? line.action.channels : []))
  if (every.length < 2) return lines
  return [
    ...lines,
    { key: 'open-all', text: 'openAll', values: { count: every.length }, action: { do: 'open', channels: every } },
  ]
}
