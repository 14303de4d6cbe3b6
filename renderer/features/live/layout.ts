/** The grid as plain data: which pane a channel goes to, and what is kept across restarts. */
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { GRID_SIZES, MAX_PANES, type GridSize } from './grid-shapes.ts'
import { isTransportChoice, type TransportChoice } from './transport.ts'

export const DEFAULT_SIZE: GridSize = 9
export const DEFAULT_VOLUME = 0.8

export interface SavedPane {
  readonly channel?: ChannelRef
  /** 0..1 */
  readonly volume: number
  /** Chosen for this pane alone. */
  readonly transport?: TransportChoice
}

export interface SavedLayout {
  readonly size: GridSize
  /** By position, at most `MAX_PANES`. */
  readonly panes: readonly SavedPane[]
}

/** Reads what was kept. A file can be edited by hand: what does not fit is left out, the rest is used. */
export function parseLayout(value: unknown): SavedLayout | undefined {
  if (!isRecord(value)) return undefined
  const size = GRID_SIZES.find((known) => known === value['size'])
  if (size === undefined || !Array.isArray(value['panes'])) return undefined
  return { size, panes: value['panes'].slice(0, MAX_PANES).map(parsePane) }
}

function parsePane(value: unknown): SavedPane {
  if (!isRecord(value)) return { volume: DEFAULT_VOLUME }
  const volume = value['volume']
  const channel = parseChannel(value['channel'])
  const loud = typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : DEFAULT_VOLUME
  const transport = value['transport']
  const own = isTransportChoice(transport) ? { transport } : {}
  return channel ? { channel, volume: loud, ...own } : { volume: loud, ...own }
}

function parseChannel(value: unknown): ChannelRef | undefined {
  if (!isRecord(value)) return undefined
  const { puid, index } = value
  if (typeof puid !== 'string' || puid.length < 1 || puid.length > 100) return undefined
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > 65_535) return undefined
  return { puid, index }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function sameChannel(one: ChannelRef | undefined, other: ChannelRef | undefined): boolean {
  return one !== undefined && one.puid === other?.puid && one.index === other.index
}

/** A visible pane as the choice sees it. */
export interface PaneUse {
  readonly channel?: ChannelRef | undefined
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
  const free = others.filter(({ channel }) => !channel)
  const used = others.filter(({ channel }) => channel).sort((one, other) => one.openedOrder - other.openedOrder)
  return [...first, ...free.map(({ at }) => at), ...used.map(({ at }) => at)].slice(0, count)
}
