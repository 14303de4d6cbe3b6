/** What devices do by themselves at times of their own, piece after piece, as long as they are on-line. */
import type { Clock } from '../clock.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Piece } from './schedule.ts'

export interface Timetables {
  /**
   * Replaces what the device has under `name`. `pieceAt` gives the piece that runs or comes next; `run` is called when a
   * piece begins, and again when the device comes back within it.
   */
  put(device: Device, name: string, pieceAt: (nowMs: number) => Piece | undefined, run: (piece: Piece) => void): void
}

interface Entry {
  readonly wake: () => void
  readonly cancel: () => void
}

export function createTimetables(fleet: Fleet, clock: Clock): Timetables {
  const known = new Map<Device, Map<string, Entry>>()
  const forEach = (device: Device, act: (entry: Entry) => void) => known.get(device)?.forEach(act)
  fleet.onChanged((device) => {
    if (device.online) forEach(device, ({ wake }) => wake())
  })
  fleet.onRemoved((device) => {
    forEach(device, ({ cancel }) => cancel())
    known.delete(device)
  })
  return {
    put(device, name, pieceAt, run) {
      const entries = known.get(device) ?? new Map<string, Entry>()
      known.set(device, entries)
      entries.get(name)?.cancel()
      let cancel: () => void = () => undefined
      const runPiece = (piece: Piece): void => {
        if (device.online) run(piece)
        cancel = clock.at(piece.endMs, wake)
      }
      function wake(): void {
        cancel()
        const piece = pieceAt(clock.now())
        if (!piece) return
        if (piece.beginMs <= clock.now()) runPiece(piece)
        else cancel = clock.at(piece.beginMs, () => runPiece(piece))
      }
      entries.set(name, { wake, cancel: () => cancel() })
      wake()
    },
  }
}
