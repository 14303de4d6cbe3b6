/** Dragging channels between tree, panes and, later, map and alarms: one format for all. */
export interface ChannelRef {
  readonly puid: string
  readonly index: number
}

export interface ChannelDrag {
  readonly channels: readonly ChannelRef[]
  /** Pane the drag started from: dropping on another pane swaps. */
  readonly fromPane?: number
}

const TYPE = 'application/x-watchpost-channels'

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
    const value = JSON.parse(transfer.getData(TYPE)) as Partial<ChannelDrag>
    const channels = (value.channels ?? []).filter(
      (channel) => typeof channel.puid === 'string' && Number.isInteger(channel.index),
    )
    if (channels.length === 0) return undefined
    return Number.isInteger(value.fromPane) ? { channels, fromPane: value.fromPane as number } : { channels }
  } catch {
    return undefined
  }
}
