/** What a row of the tree shows beside its place. */
import type { Device } from '../../../shared/contract/fleet.ts'
import { deviceKind } from './device-kind.ts'
import type { RowIcon } from './kind-shapes.ts'
import type { FleetItem, FleetRow } from './parts.ts'
import { markName, matchesAll, markText, type SearchWord } from './search-entry.ts'
import { isPart } from './tree-nodes.ts'
import type { TreeView } from './tree-view.ts'

type Ranges = readonly (readonly [number, number])[]

const NONE: Ranges = []

export function rowIcon(row: FleetRow): RowIcon {
  if (row.kind === 'group' || row.kind === 'user') return row.kind
  if (isPart(row)) {
    if (row.kind === 'terminal') return 'handheld'
    return (row.channel?.ptz ?? -1) >= 0 ? 'channelPtz' : 'channel'
  }
  return deviceKind(row.item as Device)
}

/** The platform's id of what a row stands for: tests and menus go by it. */
export function rowId(row: FleetRow): string {
  if (!isPart(row)) return row.id
  return row.kind === 'channel' && row.channel ? `${row.puid}/${row.channel.index}` : row.puid
}

/**
 * Where the search has hit the name, and beside it what else was hit: the id, or a further word such as a terminal's name.
 * What was not hit is not shown.
 */
export function rowMarks(view: TreeView<FleetItem>, row: FleetRow, words: readonly SearchWord[]) {
  if (words.length === 0 || isPart(row)) return { name: NONE, beside: undefined }
  const entry = view.search.entryOf(row)
  // A group above a hit is no hit itself.
  if (!matchesAll(entry, words)) return { name: NONE, beside: undefined }
  const name = markName(entry, words)
  const further = row.kind === 'group' ? [] : view.furtherWords(row.item)
  const beside = [row.id, ...further].map((text) => ({ text, ranges: markText(text, words) }))
  return { name, beside: beside.find((each) => each.ranges.length > 0) }
}
