/**
 * Where the units are. The lists give the first picture and what was missed after each reconnect, the subscription what comes
 * then; only after the lists are read anew is it said to be live. What cannot be is kept out and counted.
 */
import type { LeftOut, PositionPage, PositionsState } from '../../../shared/contract/positions.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import { Subscription, type SubscriptionState } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import { MoveCollector } from './move-collector.ts'
import { PositionTable } from './position-table.ts'
import { fromFrame, fromList, wrongByItself, type Position } from './position.ts'

const PAGE_SIZE = 500
const PARALLEL = 2
const BAD_FRAMES_A_LINE = 1000

export class Positions implements SessionService {
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #table = new PositionTable()
  readonly #moves: MoveCollector
  #subscription: Subscription<typeof pushes.gpsData> | undefined
  #state: PositionsState = { phase: 'empty', units: 0, leftOut: nothing() }
  #leftOut = nothing()
  #epoch = 0

  constructor(host: Host, events: CoreEvents, timings: Timings) {
    this.#host = host
    this.#events = events
    this.#timings = timings
    this.#moves = new MoveCollector(this.#table, timings.positionsMs, (moved) => {
      events.emit('positions.moved', { epoch: this.#epoch, ...moved })
      this.#tellCounts()
    })
  }

  get state(): PositionsState {
    return this.#state
  }

  start(session: ActiveSession): void {
    this.#clear()
    this.#setState({ ...this.#state, phase: 'loading' })
    this.#subscription = new Subscription({
      push: pushes.gpsData,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      onOpened: (say) => say({ all: true }),
      catchUp: (signal) => this.#readLists(session, signal),
      onFrame: ({ devId, ...frame }) => this.#take(session, devId, fromFrame(frame)),
      onState: (state) => this.#follow(state),
      onBadFrame: (reason) => {
        // One that always sends them must not fill the log.
        if (this.#leftOut.impossible++ % BAD_FRAMES_A_LINE === 0)
          this.#host.log('warn', `gpsdata: frame left out, ${reason}`)
      },
      timings: this.#timings,
    })
    this.#subscription.start()
  }

  end(): Promise<void> {
    this.#subscription?.stop()
    this.#subscription = undefined
    this.#clear()
    return Promise.resolve()
  }

  resume(): void {
    this.hurry()
  }

  /** Tries the subscription at once: the session came back, the machine woke up. */
  hurry(): void {
    this.#subscription?.hurry()
  }

  /** What was collected is told before: who reads and then follows gets nothing twice and misses nothing. */
  page(from: number, limit: number): PositionPage {
    this.#moves.flush()
    return {
      epoch: this.#epoch,
      ids: this.#table.ids(from, limit),
      rows: this.#table.rows(from, limit),
      total: this.#table.size,
    }
  }

  async #readLists(session: ActiveSession, signal: AbortSignal): Promise<void> {
    const options = { pageSize: PAGE_SIZE, parallel: PARALLEL, signal }
    for await (const { rows } of session.pages(operations.device.list, {}, options)) {
      for (const { id, gps } of rows) if (gps) this.#take(session, id, fromList(gps))
    }
    for await (const { rows } of session.pages(operations.user.listOnline, {}, options)) {
      for (const { deviceID, gps } of rows) if (deviceID && gps) this.#take(session, deviceID, fromList(gps))
    }
  }

  #take(session: ActiveSession, id: string, position: Position): void {
    const wrong = wrongByItself(position, session.now())
    const slot = wrong ?? this.#table.put(id, position)
    if (typeof slot === 'number') this.#moves.add(slot)
    else this.#leftOut[slot]++
  }

  #follow(state: SubscriptionState): void {
    if (state.phase === 'live') {
      this.#moves.flush()
      this.#setState({ phase: 'live', units: this.#table.size, leftOut: { ...this.#leftOut } })
    } else if (state.phase === 'lost') {
      const { error, retryAt } = state
      const first = this.#state.phase === 'loading'
      this.#setState({ ...this.#state, ...(first ? {} : { phase: 'stale', staleSince: state.since }), error, retryAt })
    }
  }

  /** The counts change with what moves; they are told with it, and only when they did. */
  #tellCounts(): void {
    const { units, leftOut } = this.#state
    const same = (Object.keys(leftOut) as (keyof LeftOut)[]).every((kind) => leftOut[kind] === this.#leftOut[kind])
    if (units === this.#table.size && same) return
    this.#setState({ ...this.#state, units: this.#table.size, leftOut: { ...this.#leftOut } })
  }

  #clear(): void {
    this.#moves.clear()
    this.#table.clear()
    this.#leftOut = nothing()
    this.#events.emit('positions.cleared', { epoch: ++this.#epoch })
    this.#setState({ phase: 'empty', units: 0, leftOut: nothing() })
  }

  #setState(state: PositionsState): void {
    this.#state = state
    this.#events.emit('positions.stateChanged', state)
  }
}

function nothing(): LeftOut {
  return { impossible: 0, nought: 0, jumped: 0, late: 0, future: 0 }
}
