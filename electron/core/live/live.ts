/** Dialogs of live pictures as leases: each belongs to the connection that asked and is closed at the platform with it. */
import type { Lease } from '../../../shared/contract/live.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Session } from '../session/session.ts'
import type { SessionService } from '../session/session-service.ts'
import { within } from '../within.ts'
import { DialogCloser } from './dialog-closer.ts'
import { DialogJournal } from './dialog-journal.ts'

/** What a session needs to open and close dialogs. */
interface Dialogs {
  readonly journal: DialogJournal
  readonly closer: DialogCloser
}

interface OpenLease {
  readonly connection: Connection
  readonly dialogId: string
  readonly dialogs: Dialogs
  disown: Off
}

export interface OpenInput {
  puid: string
  index: number
  sdp: string
}

export class Live implements SessionService {
  readonly #session: Session
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #accountFolder: (session: ActiveSession) => string
  readonly #leases = new Map<number, OpenLease>()
  /** Opening and closing requests under way: the end of a session waits for them. */
  readonly #pending = new Set<Promise<void>>()
  /** Undefined while no session may open any. */
  #dialogs: Dialogs | undefined
  #lastLease = 0

  constructor(
    session: Session,
    host: Host,
    events: CoreEvents,
    timings: Timings,
    accountFolder: (session: ActiveSession) => string,
  ) {
    this.#session = session
    this.#host = host
    this.#events = events
    this.#timings = timings
    this.#accountFolder = accountFolder
  }

  start(session: ActiveSession): void {
    const log = this.#host.log.bind(this.#host)
    const journal = new DialogJournal(this.#accountFolder(session), (reason) =>
      log('error', `dialog journal: ${reason}`),
    )
    const closer = new DialogCloser(session, journal, this.#timings, log)
    this.#dialogs = { journal, closer }
    void closer.closeLeftovers()
  }

  async end(): Promise<void> {
    const dialogs = this.#dialogs
    // From here on an opening that comes back is closed instead of handed out.
    this.#dialogs = undefined
    if (!dialogs) return
    for (const [leaseId, lease] of this.#leases) {
      lease.disown()
      this.#events.emit('live.leaseEnded', { leaseId, error: new AppError('not-signed-in').toEnvelope() })
    }
    this.#follow(dialogs.closer.end())
    await within(this.#timings.farewellMs, this.#idle())
    dialogs.journal.finish()
  }

  resume(): void {
    void this.#dialogs?.closer.retry()
  }

  /**
   * The request runs to its end even when nobody waits any more: only its answer tells what has to be closed.
   */
  async open(input: OpenInput, connection: Connection, signal: AbortSignal): Promise<Lease> {
    const session = this.#session.require()
    const dialogs = this.#dialogs
    if (!dialogs) throw new AppError('not-signed-in')
    const { host } = session.connection
    const opening = session.call(
      operations.mediaStream.openDeviceWebrtc,
      { body: { id: input.puid, index: input.index, sdp: input.sdp, host } },
      { timeoutMs: this.#timings.dialogMs },
    )
    this.#follow(opening)
    const { data } = await opening
    dialogs.journal.opened(data.dialogid)
    const leaseId = ++this.#lastLease
    const lease: OpenLease = { connection, dialogId: data.dialogid, dialogs, disown: () => undefined }
    this.#leases.set(leaseId, lease)
    // A connection that is gone runs this at once.
    lease.disown = connection.own(() => this.#release(leaseId))
    if (signal.aborted || this.#dialogs !== dialogs) {
      lease.disown()
      throw new AppError('cancelled')
    }
    return { leaseId, sdp: data.sdp }
  }

  /** Only the connection that holds a lease may close it. */
  async close(leaseId: number, connection: Connection): Promise<void> {
    const lease = this.#leases.get(leaseId)
    if (!lease || lease.connection !== connection) return
    const closing = this.#release(leaseId)
    lease.disown()
    await closing
  }

  #release(leaseId: number): Promise<void> {
    const lease = this.#leases.get(leaseId)
    if (!lease) return Promise.resolve()
    this.#leases.delete(leaseId)
    const closing = lease.dialogs.closer.close(lease.dialogId)
    this.#follow(closing)
    return closing
  }

  /** An opening may lead to a closing: over when nothing follows any more. */
  async #idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }

  #follow(work: Promise<unknown>): void {
    const pending = work
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => this.#pending.delete(pending))
    this.#pending.add(pending)
  }
}
