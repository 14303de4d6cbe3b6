/**
 * Dead-man for every camera that moves: each move has a window that holds it, and stops when the hand, the window, its
 * connection or the session goes. Cameras are not locked: the newest order counts, whoever gives it.
 * Documentation: chapter "PTZ".
 */
import { Backoff } from '../../../shared/backoff.ts'
import { motorOf, type Camera, type MoveEnd, type PtzMotor, type PtzMove } from '../../../shared/contract/ptz.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import { AppError } from '../../../shared/errors.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { PtzOperate } from '../../../shared/platform/ptz.ts'
import type { CoreEvents } from '../events.ts'
import { HeldOrder } from '../held/held-order.ts'
import { Hold } from '../held/hold.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Session } from '../session/session.ts'
import type { SessionService } from '../session/session-service.ts'
import { within } from '../within.ts'
import { CruiseRuns } from './cruise-runs.ts'
import { PresetStills } from './preset-stills.ts'

export interface Order {
  readonly operate: PtzOperate
  readonly hSpeed: number
  readonly vSpeed: number
}

/** One motor that is not known to stand, and who holds it. */
interface OpenMove {
  readonly camera: Camera
  readonly motorName: PtzMotor
  readonly motor: HeldOrder<Order>
  readonly since: number
  hold: Hold | undefined
  ended: MoveEnd | undefined
}

export class Ptz implements SessionService {
  readonly runs: CruiseRuns
  readonly #session: Session
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #folderOf: (session: ActiveSession) => string
  #stills: PresetStills | undefined
  readonly #open = new Map<string, OpenMove>()
  #isAccepting = false

  /** `folderOf`: the account's folder. */
  constructor(session: Session, events: CoreEvents, timings: Timings, folderOf: (session: ActiveSession) => string) {
    this.#session = session
    this.#events = events
    this.#timings = timings
    this.#folderOf = folderOf
    this.runs = new CruiseRuns(events)
  }

  start(session: ActiveSession): void {
    this.#isAccepting = true
    this.#stills = new PresetStills(this.#folderOf(session))
  }

  async end(): Promise<void> {
    this.#isAccepting = false
    this.#stills = undefined
    const open = [...this.#open.values()]
    await within(this.#timings.farewellMs, Promise.allSettled(open.map((move) => this.#halt(move, 'session'))))
    for (const { motor } of open) motor.dispose()
    this.#open.clear()
    this.runs.clear()
    this.#tell()
  }

  /** Errors: `not-signed-in`. */
  get stills(): PresetStills {
    if (!this.#stills) throw new AppError('not-signed-in')
    return this.#stills
  }

  resume(): void {
    for (const { motor } of this.#open.values()) motor.hurry()
  }

  moves(): PtzMove[] {
    return [...this.#open.values()].flatMap(({ camera, motorName, motor, since, ended }) => {
      const order = motor.current
      if (!order) return []
      const phase = motor.isStopping ? ('stopping' as const) : ('moving' as const)
      return [
        {
          ...camera,
          motor: motorName,
          operate: order.operate,
          phase,
          since,
          ...(ended ? { ended } : {}),
          ...(motor.error ? { error: motor.error.toEnvelope() } : {}),
        },
      ]
    })
  }

  /** Errors: `not-signed-in`, and those of `ptz.move`. */
  async move(camera: Camera, order: Order, connection: Connection): Promise<void> {
    const session = this.#session.require()
    if (!this.#isAccepting) throw new AppError('not-signed-in')
    const motorName = motorOf(order.operate)
    const key = keyOf(camera, motorName)
    const move = this.#open.get(key) ?? this.#create(key, camera, motorName, session)
    if (move.hold?.connection !== connection) {
      move.hold?.release()
      move.hold = this.#hold(move, connection)
    }
    move.hold.keep()
    move.ended = undefined
    try {
      await move.motor.drive(order)
      this.runs.disturbed(camera)
    } catch (error) {
      // Of what the platform did not refuse the camera may have heard.
      if (!(error instanceof AppError && error.code === 'platform')) this.runs.disturbed(camera)
      throw error
    }
  }

  /** Says of everything this window holds that it still does. */
  keep(connection: Connection): void {
    for (const { hold } of this.#open.values()) if (hold?.connection === connection) hold.keep()
  }

  /** Without a motor: everything this window holds of the camera. */
  async stop(camera: Camera, motorName: PtzMotor | undefined, connection: Connection): Promise<void> {
    const held = [...this.#open.values()].filter(
      (move) =>
        isSame(move.camera, camera) &&
        (motorName === undefined || move.motorName === motorName) &&
        (move.hold === undefined || move.hold.connection === connection),
    )
    await Promise.all(held.map((move) => this.#halt(move, undefined)))
  }

  /** The machine sleeps or is locked: no hand is at any camera. */
  releaseAll(): void {
    for (const move of this.#open.values()) void this.#halt(move, 'power').catch(() => undefined)
  }

  #create(key: string, camera: Camera, motorName: PtzMotor, session: ActiveSession): OpenMove {
    const { ptzStopFirstMs, ptzStopMostMs } = this.#timings
    const motor = new HeldOrder<Order>({
      send: (order, stop) => sendOrder(session, camera, order, stop),
      isSame: isSameOrder,
      backoff: new Backoff(ptzStopFirstMs, ptzStopMostMs),
      onChanged: () => this.#settle(key),
    })
    const move: OpenMove = {
      camera: { puid: camera.puid, index: camera.index },
      motorName,
      motor,
      since: Date.now(),
      hold: undefined,
      ended: undefined,
    }
    this.#open.set(key, move)
    return move
  }

  #hold(move: OpenMove, connection: Connection): Hold {
    const { ptzSilenceMs, ptzMostMs } = this.#timings
    const hold = new Hold(connection, ptzSilenceMs, (why) => void this.#halt(move, why).catch(() => undefined))
    hold.limit(ptzMostMs)
    return hold
  }

  async #halt(move: OpenMove, why: MoveEnd | undefined): Promise<void> {
    move.hold?.release()
    move.hold = undefined
    move.ended = why
    await move.motor.halt()
  }

  /** What stands and is not being pursued is forgotten. */
  #settle(key: string): void {
    const move = this.#open.get(key)
    if (move?.motor.isIdle) {
      move.hold?.release()
      this.#open.delete(key)
    }
    this.#tell()
  }

  #tell(): void {
    this.#events.emit('ptz.movesChanged', { moves: this.moves() })
  }
}

function sendOrder(session: ActiveSession, { puid, index }: Camera, order: Order, stop: boolean): Promise<unknown> {
  const { operate, hSpeed, vSpeed } = order
  const body = stop ? { operate, stop } : { operate, hSpeed, vSpeed, stop }
  return session.call(operations.ptz.control, { params: { puid, index }, body })
}

function keyOf({ puid, index }: Camera, motor: PtzMotor): string {
  return `${puid} ${index} ${motor}`
}

function isSame(one: Camera, other: Camera): boolean {
  return one.puid === other.puid && one.index === other.index
}

function isSameOrder(one: Order, other: Order): boolean {
  return one.operate === other.operate && one.hSpeed === other.hSpeed && one.vSpeed === other.vSpeed
}
