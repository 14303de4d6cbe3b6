/**
 * Live pictures in two ways: by WebRTC, whose connection the page makes, and by the platform's websocket media, whose
 * connection is here and whose frames the page gets through a channel of their own. Both are leases.
 */
import type { Connection } from '../../../shared/contract/define.ts'
import type { Lease, StreamLease, StreamSection } from '../../../shared/contract/live.ts'
import { AppError } from '../../../shared/errors.ts'
import { readAnswer, type AnswerSection } from '../../../shared/media/answer.ts'
import { buildOffer } from '../../../shared/media/offer.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { CoreEvents } from '../events.ts'
import type { Host, MediaPipe } from '../host.ts'
import { receivedSections } from '../media/receiver.ts'
import { StreamGate } from '../media/stream-gate.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Session } from '../session/session.ts'
import type { SessionService } from '../session/session-service.ts'
import { Leases } from './leases.ts'

export interface OpenInput {
  puid: string
  index: number
}

export class Live implements SessionService {
  readonly #session: Session
  readonly #timings: Timings
  readonly #leases: Leases
  readonly #gate: StreamGate

  constructor(
    session: Session,
    host: Host,
    events: CoreEvents,
    timings: Timings,
    accountFolder: (session: ActiveSession) => string,
  ) {
    this.#session = session
    this.#timings = timings
    this.#leases = new Leases(host, events, timings, accountFolder)
    this.#gate = new StreamGate(timings, (level, text) => host.log(level, text))
  }

  start(session: ActiveSession): void {
    this.#leases.start(session)
  }

  end(): Promise<void> {
    return this.#leases.end()
  }

  resume(): void {
    this.#leases.resume()
  }

  async open(input: OpenInput & { sdp: string }, connection: Connection, signal: AbortSignal): Promise<Lease> {
    const session = this.#session.require()
    const { leaseId, dialog } = await this.#leases.grant(session, {
      ...{ connection, signal },
      open: () => this.#call(session, operations.mediaStream.openDeviceWebrtc, input, input.sdp),
    })
    return { leaseId, sdp: dialog.sdp }
  }

  /** The media server is dialled while the page comes for the channel. */
  async openStream(input: OpenInput, connection: Connection, signal: AbortSignal): Promise<StreamLease> {
    const session = this.#session.require()
    const offer = buildOffer({ video: true, listen: true })
    const stream = this.#gate.prepare()
    const granted = this.#leases.grant(session, {
      ...{ connection, signal },
      open: () => this.#call(session, operations.mediaStream.openDeviceBvrtc, input, offer.text),
      onReleased: () => stream.close(),
    })
    const { leaseId, dialog } = await granted.catch((error: unknown) => {
      stream.close()
      throw error
    })
    const answer = readAnswer(dialog.sdp)
    if (!answer) {
      await this.#leases.close(leaseId, connection)
      throw new AppError('bad-answer', { operation: operations.mediaStream.openDeviceBvrtc.name, reason: 'sdp' })
    }
    // A stream that ended by itself told the page so through its channel: the dialog is all that is left of it.
    stream.begin({
      connection: session.connection,
      offer,
      answer,
      onOver: () => void this.#leases.close(leaseId, connection),
    })
    const sections = receivedSections(offer, answer).map(({ section }) => section)
    const of = (kind: string) => told(sections.find((one) => one.kind === kind))
    const [video, audio] = [of('video'), of('audio')]
    return { leaseId, ticket: stream.ticket, ...(video ? { video } : {}), ...(audio ? { audio } : {}) }
  }

  /** Only the connection that holds a lease may close it. */
  close(leaseId: number, connection: Connection): Promise<void> {
    return this.#leases.close(leaseId, connection)
  }

  /** A window comes for the frames of a stream that it was given. */
  attach(ticket: string, pipe: MediaPipe): void {
    this.#gate.attach(ticket, pipe)
  }

  async #call(
    session: ActiveSession,
    operation: typeof operations.mediaStream.openDeviceWebrtc | typeof operations.mediaStream.openDeviceBvrtc,
    { puid, index }: OpenInput,
    sdp: string,
  ) {
    const { host } = session.connection
    const body = { id: puid, index, sdp, host }
    const { data } = await session.call(operation, { body }, { timeoutMs: this.#timings.dialogMs })
    return data
  }
}

/** What a page needs to know of a section. */
function told(section: AnswerSection | undefined): StreamSection | undefined {
  if (!section) return undefined
  const { codec, clock, channels, parameters } = section
  const config = parameters.get('config')
  return { codec, clock, channels, ...(config && /^[0-9a-f]{2,200}$/i.test(config) ? { config } : {}) }
}
