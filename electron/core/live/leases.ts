/**
 * Dialogs at the platform as leases: each belongs to the connection that asked and is closed at the platform with it. The same
 * for every kind of media.
 */
import type { Connection } from '../../../shared/contract/define.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
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
  /** Lets go of what hangs on the dialog. */
  readonly onReleased: Off
  disown: Off
}

/** A dialog as the platform opened it. */
export interface OpenedDialog {
  readonly dialogid: string
}

export interface Wish<D extends OpenedDialog> {
  readonly connection: Connection
  readonly signal: AbortSignal
  readonly open: (session: ActiveSession) => Promise<D>
  /** Runs once when the lease ends, however it ends. */
  readonly onReleased?: Off
}

export class Leases {
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

  constructor(host: Host, events: CoreEvents, timings: Timings, accountFolder: (session: ActiveSession) => string) {
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
    for (const leaseId of [...this.#leases.keys()]) this.giveUp(leaseId, new AppError('not-signed-in'))
    this.#follow(dialogs.closer.end())
    await within(this.#timings.farewellMs, this.#idle())
    dialogs.journal.finish()
  }

  resume(): void {
    void this.#dialogs?.closer.retry()
  }

  /**
   * The request runs to its end even when nobody waits any more: only its answer tells what has to be closed. `session`:
   * who is signed in.
   */
  async grant<D extends OpenedDialog>(session: ActiveSession, wish: Wish<D>): Promise<{ leaseId: number; dialog: D }> {
    const dialogs = this.#dialogs
    if (!dialogs) throw new AppError('not-signed-in')
    const opening = wish.open(session)
    this.#follow(opening)
    const dialog = await opening
    dialogs.journal.opened(dialog.dialogid)
    const leaseId = ++this.#lastLease
    const { connection, onReleased = () => undefined } = wish
    const lease: OpenLease = { connection, dialogId: dialog.dialogid, dialogs, onReleased, disown: () => undefined }
    this.#leases.set(leaseId, lease)
    // A connection that is gone runs this at once.
    lease.disown = connection.own(() => this.#release(leaseId))
    if (wish.signal.aborted || this.#dialogs !== dialogs) {
      lease.disown()
      throw new AppError('cancelled')
    }
    return { leaseId, dialog }
  }

  isHeld(leaseId: number): boolean {
    return this.#leases.has(leaseId)
  }

  /** IDs at the platform of what a connection holds. */
  dialogsOf(connection: Connection): string[] {
    return [...this.#leases.values()].filter((lease) => lease.connection === connection).map(({ dialogId }) => dialogId)
  }

  /** Only the connection that holds a lease may close it. */
  async close(leaseId: number, connection: Connection): Promise<void> {
    const lease = this.#leases.get(leaseId)
    if (!lease || lease.connection !== connection) return
    const closing = this.#release(leaseId)
    lease.disown()
    await closing
  }

  /** Ends a lease from this side, and tells. */
  giveUp(leaseId: number, error: AppError): void {
    const lease = this.#leases.get(leaseId)
    if (!lease) return
    lease.disown()
    this.#events.emit('live.leaseEnded', { leaseId, error: error.toEnvelope() })
  }

  #release(leaseId: number): Promise<void> {
    const lease = this.#leases.get(leaseId)
    if (!lease) return Promise.resolve()
    this.#leases.delete(leaseId)
    lease.onReleased()
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
