/** A layout as plain data: how its panes stand, what they show, which pane a channel goes to; and how kept ones are read. */
import { isRecord } from '../../../shared/record.ts'
import { parseChannel, type ChannelRef } from '../../ui/channel-drag.ts'
import { DEFAULT_ARRANGEMENT, parseArrangement, shapeArrangement, type Arrangement } from './arrangement.ts'
import { MAX_PANES } from './grid-shapes.ts'
import { parseTour, type SavedTour } from './saved-tour.ts'
import { isTransportChoice, type TransportChoice } from './transport.ts'

export const DEFAULT_VOLUME = 0.8
export const MOST_NAME_CHARACTERS = 40

export interface SavedPane {
  readonly channel?: ChannelRef
  /** 0..1 */
  readonly volume: number
  /** Chosen for this pane alone. */
  readonly transport?: TransportChoice
  /** What the pane shows one after the other; `channel` is then where it was last. */
  readonly tour?: SavedTour
}

export interface LayoutContent {
  readonly arrangement: Arrangement
  /** By position, at most `MAX_PANES`. */
  readonly panes: readonly SavedPane[]
}

export interface SavedLayout extends LayoutContent {
  /** Eight small letters: part of the key it is kept under. */
  readonly id: string
  readonly name: string
  readonly locked: boolean
}

/** A tab that was closed, and its place among the others. */
export interface ClosedLayout {
  readonly layout: SavedLayout
  readonly at: number
}

export interface ReadContent {
  readonly content: LayoutContent
  /** Something did not fit and was left out: the operator is told. */
  readonly isDamaged: boolean
}

/** Reads what was kept. A file can be edited by hand: what does not fit is left out, the rest is used. Also what an older version kept. */
export function parseContent(value: unknown): ReadContent | undefined {
  if (!isRecord(value) || !Array.isArray(value['panes'])) return undefined
  const kept = value['panes'].slice(0, MAX_PANES)
  const panes = kept.map(parsePane)
  const arrangement = parseArrangement(value['arrangement']) ?? shapeArrangement(value['size'])
  const isDamaged = arrangement === undefined || panes.some((pane, at) => isLess(pane, kept[at]))
  return { content: { arrangement: arrangement ?? DEFAULT_ARRANGEMENT, panes }, isDamaged }
}

/** Whether something of the pane was there and could not be used. */
function isLess(pane: SavedPane, kept: unknown): boolean {
  if (!isRecord(kept)) return true
  return (kept['channel'] !== undefined && !pane.channel) || (kept['tour'] !== undefined && !pane.tour)
}

function parsePane(value: unknown): SavedPane {
  if (!isRecord(value)) return { volume: DEFAULT_VOLUME }
  const volume = value['volume']
  const channel = parseChannel(value['channel'])
  const tour = parseTour(value['tour'])
  const transport = value['transport']
  return {
    ...(channel ? { channel } : {}),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : DEFAULT_VOLUME,
    ...(isTransportChoice(transport) ? { transport } : {}),
    ...(tour ? { tour } : {}),
  }
}

/** As a name is kept: without blanks around it, not too long. Empty for what is no name. */
export function cleanName(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, MOST_NAME_CHARACTERS).trim() : ''
}

/** Names are asked for on the command line: large and small letters are the same. */
export function sameName(one: string, other: string | undefined): boolean {
  return other !== undefined && one.toLocaleLowerCase() === other.trim().toLocaleLowerCase()
}

export function sameContent(one: LayoutContent, other: LayoutContent): boolean {
  return (
    JSON.stringify(one.panes) === JSON.stringify(other.panes) &&
    JSON.stringify(one.arrangement) === JSON.stringify(other.arrangement)
  )
}

/** Those the order does not name come last, each once. */
export function inOrder(layouts: readonly SavedLayout[], order: readonly string[]): SavedLayout[] {
  const place = ({ id }: SavedLayout): number => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...new Map(layouts.map((layout) => [layout.id, layout])).values()].sort(
    (one, other) => place(one) - place(other),
  )
}

/** A name that none has: "Layout 4", or "North 2" after "North". */
export function freeName(layouts: readonly SavedLayout[], nameOf: (number: number) => string, base?: string): string {
  const stem = base?.replace(/ \d+$/, '').slice(0, MOST_NAME_CHARACTERS - 6)
  for (let number = 2; ; number += 1) {
    const name = stem === undefined ? nameOf(number - 1) : cleanName(`${stem} ${number}`)
    if (!layouts.some((other) => sameName(other.name, name))) return name
  }
}

/** Empty panes at the end are not worth a line of the file. */
export function withoutEmptyEnd(panes: readonly SavedPane[]): readonly SavedPane[] {
  const last = panes.findLastIndex(
    (pane) => pane.channel || pane.tour || pane.transport || pane.volume !== DEFAULT_VOLUME,
  )
  return panes.slice(0, last + 1)
}

export function sameChannel(one: ChannelRef | undefined, other: ChannelRef | undefined): boolean {
  return one !== undefined && one.puid === other?.puid && one.index === other.index
}

/** A visible pane as the choice sees it. */
export interface PaneUse {
  readonly channel?: ChannelRef | undefined
  /** It has a tour, and is not free between two of its pictures. */
  readonly isTouring?: boolean
  /** Grows with each opening; larger is younger. */
  readonly openedOrder: number
}

/**
 * The panes for channels that were opened without naming a pane, in their order: the first goes to the pane the operator
 * chose, then free panes in reading order, then the ones opened longest ago. Never more channels than panes.
 */
export function choosePanes(count: number, panes: readonly PaneUse[], chosen: number | undefined): number[] {
  const first = chosen !== undefined && chosen < panes.length ? [chosen] : []
  const others = panes.map((pane, at) => ({ ...pane, at })).filter(({ at }) => !first.includes(at))
  const free = others.filter(({ channel, isTouring }) => !channel && !isTouring)
  const used = others
    .filter(({ channel, isTouring }) => channel || isTouring)
    .sort((one, other) => one.openedOrder - other.openedOrder)
  return [...first, ...free.map(({ at }) => at), ...used.map(({ at }) => at)].slice(0, count)
}
