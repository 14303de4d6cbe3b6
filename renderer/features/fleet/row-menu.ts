/** What the context menu of a row offers. Made when it opens. */
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { channelsOf, MAX_OPENED, onlineChannels } from './opening.ts'
import { channelName, sourcesOf, type FleetRow } from './parts.ts'
import { isLeaf, isPart } from './tree-nodes.ts'

export type MenuAction =
  | { readonly do: 'open'; readonly channels: readonly ChannelRef[] }
  | { readonly do: 'details' }
  | { readonly do: 'expand' | 'collapse' | 'collapseAll' | 'refresh' }
  | { readonly do: 'copy'; readonly text: string }

export interface MenuLine {
  readonly key: string
  /** Name in `fleet.menu`, with its values. */
  readonly text: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly action: MenuAction
  readonly disabled?: boolean
}

/** Groups of lines; a rule stands between groups. */
export function menuLines(row: FleetRow, selected: readonly FleetRow[], isExpanded: boolean): MenuLine[][] {
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
        ]
      : []
  return [together, ...(row.kind === 'group' ? groupLines(row, isExpanded) : itemLines(row))].filter(
    (lines) => lines.length > 0,
  )
}

function groupLines(row: FleetRow & { kind: 'group' }, isExpanded: boolean): MenuLine[][] {
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
    [
      { key: 'details', text: 'details', action: { do: 'details' } },
      { key: 'copy-id', text: 'copyId', action: { do: 'copy', text: id } },
    ],
  ]
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
