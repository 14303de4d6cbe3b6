/**
 * Dragging channels between tree, panes, alarms, chat and windows: one format for all. A pane that is dragged says from which
 * window it comes: in that window a drop swaps, in another one it takes the picture over and tells the first
 * (`features/live/pane-handover.ts`).
 */
export interface ChannelRef {
  readonly puid: string
  readonly index: number
}

/** The pane a drag started from. */
export interface PaneOrigin {
  /** Of the page, made anew with each load. */
  readonly window: string
  /** Of this drag: who took it says it by this. */
  readonly drag: string
  readonly position: number
}

export interface ChannelDrag {
  readonly channels: readonly ChannelRef[]
  readonly from?: PaneOrigin
}

const TYPE = 'application/x-watchpost-channels'
/** More than any wall has panes. */
const MOST_CHANNELS = 500

export function writeChannelDrag(transfer: DataTransfer, drag: ChannelDrag): void {
  transfer.setData(TYPE, JSON.stringify(drag))
  transfer.effectAllowed = 'copyMove'
}

/** During dragover the browser hides the content, but not that it is ours. */
export function hasChannelDrag(transfer: DataTransfer): boolean {
  return transfer.types.includes(TYPE)
}

/** Undefined for anything that is not ours or does not hold what it should: other windows can drop here too. */
export function readChannelDrag(transfer: DataTransfer): ChannelDrag | undefined {
  try {
    const value = JSON.parse(transfer.getData(TYPE)) as { channels?: unknown; from?: unknown }
    const listed = Array.isArray(value.channels) ? value.channels.slice(0, MOST_CHANNELS) : []
    const channels = listed.flatMap((channel) => parseChannel(channel) ?? [])
    if (channels.length === 0) return undefined
    const from = parseOrigin(value.from)
    return from ? { channels, from } : { channels }
  } catch {
    return undefined
  }
}

/** A channel as it came from outside or from a file; undefined for what is none. */
export function parseChannel(value: unknown): ChannelRef | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { puid, index } = value as Partial<Record<string, unknown>>
  if (typeof puid !== 'string' || puid.length < 1 || puid.length > 100) return undefined
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > 65_535) return undefined
  return { puid, index }
}

function parseOrigin(value: unknown): PaneOrigin | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { window, drag, position } = value as Partial<Record<string, unknown>>
  if (typeof window !== 'string' || typeof drag !== 'string' || window.length > 100 || drag.length > 100)
    return undefined
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) return undefined
  return { window, drag, position }
}
