/**
 * Lines to devices that are talked with. The dialog is a lease like those of pictures; beside it stands who talks now, and since
 * when. A page that is alive silences itself; one that does not answer any more loses its dialog, which is all that ends its
 * voice then. Documentation: chapter "Media stream".
 */
import type { Connection } from '../../../shared/contract/define.ts'
import type { SpeechEnd } from '../../../shared/contract/intercom.ts'
import type { Lease } from '../../../shared/contract/live.ts'
import { Emitter } from '../../../shared/emitter.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { Hold } from '../held/hold.ts'
import type { Burst, BurstSource } from '../ledger/burst.ts'
import type { Live } from '../live/live.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'

export interface IntercomParts {
  readonly live: Pick<Live, 'open' | 'close'>
  readonly events: CoreEvents
  readonly timings: Timings
  readonly fleet: Pick<Fleet, 'devices' | 'users'>
}

interface Line {
  readonly connection: Connection
  readonly puid: string
  readonly index: number
  speech: Speech | undefined
}

interface Speech {
  readonly hold: Hold
  /** Epoch ms. */
  readonly startedAt: number
}

export class Intercom implements SessionService, BurstSource {
  readonly #parts: IntercomParts
  readonly #lines = new Map<number, Line>()
  readonly #bursts = new Emitter<Burst>()
  #account = ''

  constructor(parts: IntercomParts) {
    this.#parts = parts
  }

  onBurst(listener: (burst: Burst) => void) {
    return this.#bursts.on(listener)
  }

  start({ username }: ActiveSession): void {
    this.#account = username
  }

  /** The leases end with `live`; what was being said ends here, while the ledger still writes. */
  async end(): Promise<void> {
    for (const leaseId of this.#lines.keys()) this.#silence(leaseId, 'session')
  }

  async open(
    input: { puid: string; index: number; sdp: string },
    connection: Connection,
    signal: AbortSignal,
  ): Promise<Lease> {
    const opening: { leaseId?: number; isOver?: true } = {}
    const lease = await this.#parts.live.open(input, connection, signal, () => {
      opening.isOver = true
      if (opening.leaseId !== undefined) this.#forget(opening.leaseId)
    })
    opening.leaseId = lease.leaseId
    const { puid, index } = input
    if (!opening.isOver) this.#lines.set(lease.leaseId, { connection, puid, index, speech: undefined })
    return lease
  }

  async close(leaseId: number, connection: Connection): Promise<void> {
    const line = this.#lines.get(leaseId)
    if (line?.connection === connection) this.#end(line, 'closed')
    await this.#parts.live.close(leaseId, connection)
  }

  /** Errors: `not-found`. */
  talk(leaseId: number, isHeld: boolean, connection: Connection): { until?: number } {
    const line = this.#lineOf(leaseId, connection)
    const { intercomSilenceMs, intercomMostMs } = this.#parts.timings
    this.#end(line, 'released')
    const hold = new Hold(connection, intercomSilenceMs, (why) => this.#silence(leaseId, why))
    const startedAt = Date.now()
    line.speech = { hold, startedAt }
    hold.keep()
    if (!isHeld) return {}
    hold.limit(intercomMostMs)
    return { until: startedAt + intercomMostMs }
  }

  keep(leaseId: number, connection: Connection): void {
    const line = this.#lines.get(leaseId)
    if (line?.connection === connection) line.speech?.hold.keep()
  }

  quiet(leaseId: number, end: SpeechEnd, connection: Connection): void {
    const line = this.#lines.get(leaseId)
    if (line?.connection === connection) this.#end(line, end)
  }

  /** The machine sleeps or is locked: nobody is at the microphone. */
  releaseAll(): void {
    for (const leaseId of this.#lines.keys()) this.#silence(leaseId, 'power')
  }

  #lineOf(leaseId: number, connection: Connection): Line {
    const line = this.#lines.get(leaseId)
    if (line?.connection !== connection) throw new AppError('not-found', { reason: 'intercom' })
    return line
  }

  /** Ends a speech from this side. */
  #silence(leaseId: number, end: SpeechEnd): void {
    const line = this.#lines.get(leaseId)
    if (!line?.speech) return
    this.#end(line, end)
    this.#parts.events.emit('intercom.silenced', { leaseId, end })
    // Who does not say any more that he talks does not hear either that he should be silent.
    if (end === 'silent') void this.#parts.live.close(leaseId, line.connection)
  }

  /** The lease is over. */
  #forget(leaseId: number): void {
    const line = this.#lines.get(leaseId)
    this.#lines.delete(leaseId)
    if (line) this.#end(line, 'window')
  }

  #end(line: Line, end: SpeechEnd): void {
    const { speech, puid, index } = line
    if (!speech) return
    line.speech = undefined
    speech.hold.release()
    const { devices, users } = this.#parts.fleet
    const speaker = this.#account
    this.#bursts.emit({
      kind: 'intercom',
      ...{ place: puid, placeName: devices.get(puid)?.name || puid, channel: index, speakerKind: 'User' },
      ...{ speaker, speakerName: users.get(speaker)?.name || speaker, isMine: true },
      ...{ startedAt: speech.startedAt, endedAt: Date.now(), end },
    })
  }
}
