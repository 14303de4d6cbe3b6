/**
 * A pane that is dragged into another window: the other one takes the picture and says so, and only then this one closes its
 * pane. The message goes between the pages of this program, beside the drag: what a drag reports of its end differs by system.
 */
import type { PaneOrigin } from '../../ui/channel-drag.ts'
import type { PaneController } from './pane-controller.ts'

const CHANNEL = 'watchpost-panes'

export interface PaneHandover {
  /** A drag of a pane of this window begins. */
  begin(pane: PaneController, position: number): PaneOrigin
  /** The pane of this window that is dragged; undefined for a drag of another window. */
  ours(from: PaneOrigin): PaneController | undefined
  /** This window took over what another one gave. */
  took(from: PaneOrigin): void
}

/** @param onTaken another window has the picture of this pane now */
export function createPaneHandover(onTaken: (pane: PaneController) => void): PaneHandover {
  const own = crypto.randomUUID()
  const channel = new BroadcastChannel(CHANNEL)
  let dragged: { id: string; pane: PaneController } | undefined
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (dragged === undefined || data !== dragged.id) return
    const { pane } = dragged
    dragged = undefined
    onTaken(pane)
  }
  return {
    begin(pane, position) {
      dragged = { id: crypto.randomUUID(), pane }
      return { window: own, drag: dragged.id, position }
    },
    ours: (from) => (from.window === own && dragged?.id === from.drag ? dragged.pane : undefined),
    took: (from) => channel.postMessage(from.drag),
  }
}
