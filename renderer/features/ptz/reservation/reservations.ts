/**
 * Cameras that colleagues have reserved. Before such a camera is moved the operator is asked once; who says "anyway" is not
 * asked again as long as the same colleague has it. Nothing is blocked.
 */
import { shallowRef } from 'vue'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { Camera, PtzReservation } from '../../../../shared/contract/ptz.ts'

type Client = Pick<WatchpostClient, 'ptz' | 'on'>

export function useReservations(client: Client) {
  const standing = shallowRef<readonly PtzReservation[]>([])
  /** Cameras that somebody at this desk wanted to move. */
  const asked = shallowRef<ReadonlySet<string>>(new Set())
  /** By camera: whose reservation the operator knows of and moves it all the same. */
  const known = new Map<string, string>()

  function take(reservations: readonly PtzReservation[]): void {
    standing.value = reservations
    for (const [key, by] of known) if (others(key)?.by !== by) known.delete(key)
    asked.value = new Set([...asked.value].filter((key) => others(key) !== undefined))
  }
  client.on('ptz.reservationsChanged', ({ reservations }) => take(reservations))
  void client.ptz
    .reservations({})
    .then(({ reservations }) => take(reservations))
    .catch(() => undefined)

  function others(key: string): PtzReservation | undefined {
    return standing.value.find((reservation) => !reservation.mine && keyOf(reservation) === key)
  }
  function withoutQuestion(key: string): void {
    asked.value = new Set([...asked.value].filter((other) => other !== key))
  }

  return {
    of: (camera: Camera): PtzReservation | undefined =>
      standing.value.find((reservation) => keyOf(reservation) === keyOf(camera)),
    /** Where it says no, the question is put. */
    mayMove(camera: Camera): boolean {
      const key = keyOf(camera)
      const reservation = others(key)
      if (!reservation || known.get(key) === reservation.by) return true
      if (!asked.value.has(key)) asked.value = new Set([...asked.value, key])
      return false
    },
    /** The question is open. */
    asksFor: (camera: Camera): boolean => asked.value.has(keyOf(camera)),
    answer(camera: Camera, moves: boolean): void {
      const key = keyOf(camera)
      const reservation = others(key)
      if (moves && reservation) known.set(key, reservation.by)
      withoutQuestion(key)
    },
  }
}

function keyOf({ puid, index }: Camera): string {
  return `${puid} ${index}`
}
