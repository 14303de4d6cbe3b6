/**
 * "I need this camera": told to the desks of the dispatcher group in the words of alarm claims, under keys of its own. It
 * falls by itself when it is not said again; a desk that moves the camera says it again. Nothing is locked.
 */
import { type Camera, type PtzMove, type PtzReservation } from '../../../shared/contract/ptz.ts'
import { Scope } from '../../../shared/disposables.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { CoreEvents } from '../events.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { CAMERA_PREFIX, cameraKey, cameraOf } from './camera-key.ts'

export class Reservations implements SessionService {
  readonly #claims: Pick<Alarms, 'claimWord' | 'claimsOf' | 'sayClaim'>
  readonly #events: CoreEvents
  readonly #standsMs: number
  readonly #warn: (text: string) => void
  #session: ActiveSession | undefined
  #scope = new Scope()
  #expiry: NodeJS.Timeout | undefined
  #told: readonly PtzReservation[] = []
  /** Cameras whose renewal is on its way. */
  readonly #renewing = new Set<string>()

  constructor(
    claims: Pick<Alarms, 'claimWord' | 'claimsOf' | 'sayClaim'>,
    events: CoreEvents,
    timings: Timings,
    warn: (text: string) => void,
  ) {
    this.#claims = claims
    this.#events = events
    this.#standsMs = timings.ptzReserveMs
    this.#warn = warn
  }

  start(session: ActiveSession): void {
    this.#session = session
    this.#scope = new Scope()
    this.#scope.own(this.#claims.claimWord.on((key) => key.startsWith(CAMERA_PREFIX) && this.#refresh()))
    this.#scope.own(this.#events.on('ptz.movesChanged', ({ moves }) => this.#renew(moves)))
    // What was said before this desk came.
    this.#refresh()
  }

  end(): Promise<void> {
    this.#session = undefined
    this.#scope.dispose()
    clearTimeout(this.#expiry)
    this.#tell([])
    return Promise.resolve()
  }

  /** Errors: `not-found` (no group is chosen), `not-signed-in`, those of the call. */
  async reserve(camera: Camera, reserved: boolean): Promise<void> {
    await this.#claims.sayClaim(cameraKey(camera), reserved)
  }

  /** That stand now, the oldest first. */
  async list(): Promise<PtzReservation[]> {
    const session = this.#session
    if (!session) return []
    const claims = await this.#claims.claimsOf(CAMERA_PREFIX, session.now() - this.#standsMs)
    return claims.flatMap(({ key, by, byName, time, mine }) => {
      const camera = cameraOf(key)
      return camera ? [{ ...camera, by, byName, until: time + this.#standsMs, mine }] : []
    })
  }

  #refresh(): void {
    const session = this.#session
    this.list()
      .then((reservations) => this.#session === session && this.#take(reservations))
      .catch((error: unknown) => this.#warn(`reservations: ${String(error)}`))
  }

  #take(reservations: readonly PtzReservation[]): void {
    this.#tell(reservations)
    clearTimeout(this.#expiry)
    const next = Math.min(...reservations.map(({ until }) => until))
    const now = this.#session?.now()
    // One millisecond more: at its end it still stands.
    if (now !== undefined && Number.isFinite(next)) this.#expiry = setTimeout(() => this.#refresh(), next - now + 1)
  }

  #tell(reservations: readonly PtzReservation[]): void {
    if (JSON.stringify(reservations) === JSON.stringify(this.#told)) return
    this.#told = reservations
    this.#events.emit('ptz.reservationsChanged', { reservations: [...reservations] })
  }

  /** Half of its time is over, and the camera moves by this desk. */
  #renew(moves: readonly PtzMove[]): void {
    const now = this.#session?.now()
    if (now === undefined || moves.length === 0) return
    for (const { puid, index, until, mine } of this.#told) {
      const key = cameraKey({ puid, index })
      const isMoving = moves.some((move) => move.puid === puid && move.index === index)
      if (!mine || !isMoving || until - now > this.#standsMs / 2 || this.#renewing.has(key)) continue
      this.#renewing.add(key)
      this.#claims
        .sayClaim(key, true)
        .catch((error: unknown) => this.#warn(`reservation not renewed: ${String(error)}`))
        .finally(() => this.#renewing.delete(key))
    }
  }
}
