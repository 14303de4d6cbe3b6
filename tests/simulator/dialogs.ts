/** Open media dialogs. One stays listed until somebody closes it, even if its peer is long gone: tests look for leaks. */
import type { Account } from './accounts.ts'
import type { Device } from './fleet/build.ts'
import type { Heard } from './media/ear.ts'
import type { Meter } from './media/meter.ts'
import { PERFECT, type Impairment, type Path } from './media/path.ts'

export type MediaState = 'connecting' | 'connected' | 'disconnected' | 'closed'

/** What carries the media of one dialog. */
export interface MediaPeer {
  /** Answer SDP, complete with candidates; of a raw websocket its path. */
  readonly answer: string
  readonly state: MediaState
  /** Sent so far. */
  readonly videoPackets: number
  readonly audioPackets: number
  readonly transport: 'UDP' | 'WSBV'
  /** `host:port` of the client's end, once it is known. */
  readonly remoteAddress: string | undefined
  /** Names of the codecs in use. */
  readonly codecs: readonly string[]
  readonly sent: Meter
  readonly received: Meter
  /** Of what was sent, as the client reports: packets so far, and the share of its last report in 256ths. */
  readonly loss: { readonly count: number; readonly share: number }
  /** Of each kind that is sent, pictures first. */
  readonly paths: readonly Path[]
  heard(): Heard
  /** Stops sending while the connection stays up. */
  hold(tracks: 'all' | 'video' | 'none'): void
  close(): void
}

/** Who is asked for media: a device, a conference, or a service of the platform. */
export interface Target {
  readonly type: 'PU' | 'Conf' | 'Server'
  readonly id: string
}

export interface Dialog {
  readonly id: string
  readonly account: Account
  /** `host:port` from which it was opened. */
  readonly address: string
  readonly purpose: 'live' | 'talk' | 'playback' | 'conference'
  readonly protocol: 'webrtc' | 'bvrtc' | 'bvwsc'
  readonly target: Target
  /** The device that sends, if one does. */
  readonly device: Device | undefined
  readonly channel: number
  /** Bits of MediaDirection, from the client's view. */
  readonly direction: number
  /** `host` of the request. */
  readonly host: string | undefined
  /** Epoch ms. */
  readonly openedAt: number
  readonly peer: MediaPeer
}

export interface Dialogs {
  readonly open: ReadonlyMap<string, Dialog>
  /** Opened and closed so far. */
  readonly totals: { readonly opened: number; readonly closed: number }
  add(dialog: Omit<Dialog, 'id'>): Dialog
  /** False when there is no such dialog. */
  close(id: string): boolean
  closeAll(): void
  /** Those of a device that is no more. */
  closeOf(device: Device): void
  onClosed(listener: (dialog: Dialog) => void): () => void
  /** For those open now and those that come; `device` undefined means all. */
  hold(device: string | undefined, tracks: 'all' | 'video' | 'none'): void
  /** Losses and the like on the way to clients; as with `hold`. */
  impair(device: string | undefined, impairment: Impairment): void
  /** What of a device's media is held, whether or not somebody watches. */
  heldOf(device: Device): 'all' | 'video' | 'none'
  /** A device went on- or off-line: one that is off sends nothing, whatever is held. Its dialogs stay listed. */
  deviceChanged(device: Device): void
}

export function createDialogs(): Dialogs {
  const open = new Map<string, Dialog>()
  const totals = { opened: 0, closed: 0 }
  const listeners = new Set<(dialog: Dialog) => void>()
  const held = new Map<string, 'all' | 'video'>()
  let heldAll: 'all' | 'video' | 'none' = 'none'
  const impaired = new Map<string, Impairment>()
  let impairedAll = PERFECT
  const heldOf = ({ id }: Device) => held.get(id) ?? heldAll
  const apply = ({ device, peer }: Pick<Dialog, 'device' | 'peer'>) =>
    peer.hold(!device ? heldAll : device.online ? heldOf(device) : 'all')
  function applyImpairment({ device, peer }: Dialog): void {
    for (const path of peer.paths) path.impair((device && impaired.get(device.id)) ?? impairedAll)
  }
  const self: Dialogs = {
    open,
    totals,
    add(given) {
      totals.opened++
      const dialog = { ...given, id: String(100_000 + totals.opened) }
      open.set(dialog.id, dialog)
      apply(dialog)
      applyImpairment(dialog)
      return dialog
    },
    close(id) {
      const dialog = open.get(id)
      if (!dialog) return false
      open.delete(id)
      totals.closed++
      dialog.peer.close()
      for (const listener of listeners) listener(dialog)
      return true
    },
    closeAll() {
      for (const id of [...open.keys()]) self.close(id)
    },
    closeOf(device) {
      for (const [id, dialog] of [...open]) if (dialog.device === device) self.close(id)
    },
    onClosed(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hold(device, tracks) {
      if (device === undefined) {
        heldAll = tracks
        held.clear()
      } else if (tracks === 'none') held.delete(device)
      else held.set(device, tracks)
      for (const dialog of open.values()) {
        if (device === undefined || dialog.device?.id === device) apply(dialog)
      }
    },
    impair(device, impairment) {
      if (device === undefined) {
        impairedAll = impairment
        impaired.clear()
      } else impaired.set(device, impairment)
      for (const dialog of open.values()) {
        if (device === undefined || dialog.device?.id === device) applyImpairment(dialog)
      }
    },
    heldOf,
    deviceChanged(device) {
      for (const dialog of open.values()) if (dialog.device === device) apply(dialog)
    },
  }
  return self
}
