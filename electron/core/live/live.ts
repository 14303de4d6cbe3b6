/**
 * Live pictures in two ways: by WebRTC, whose connection the page makes, and by the platform's websocket media, whose
 * connection is here and whose frames the page gets through a channel of their own. Both are leases.
 */
import type { CallContext, Connection } from '../../../shared/contract/define.ts'
import type { Lease, StreamLease, StreamSection } from '../../../shared/contract/live.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import { readAnswer, type Answer, type AnswerSection } from '../../../shared/media/answer.ts'
import { buildOffer, type Offer } from '../../../shared/media/offer.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { CoreEvents } from '../events.ts'
import type { Host, MediaPipe } from '../host.ts'
import { receivedSections } from '../media/receiver.ts'
import { MediaStream, type FrameSink } from '../media/media-stream.ts'
import { PreferredAddresses } from '../media/preferred-addresses.ts'
import { StreamGate } from '../media/stream-gate.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Session } from '../session/session.ts'
import type { SessionService } from '../session/session-service.ts'
import { Leases, type OpenedDialog, type Wish } from './leases.ts'

export interface OpenInput {
  puid: string
  index: number
}

/** A stream that the core itself watches. */
export interface Tap {
  readonly video: AnswerSection | undefined
  readonly audio: AnswerSection | undefined
  /** Ends it, with its dialog. More than once is no error. */
  close(): Promise<void>
}

export class Live implements SessionService {
  readonly #session: Session
  readonly #timings: Timings
  readonly #leases: Leases
  readonly #preferred = new PreferredAddresses()
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
    this.#gate = new StreamGate(timings, this.#preferred, (level, text) => host.log(level, text))
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

  /** `onReleased` runs once when the lease ends, however it ends. */
  async open(
    input: OpenInput & { sdp: string },
    connection: Connection,
    signal: AbortSignal,
    onReleased?: Off,
  ): Promise<Lease> {
    const session = this.#session.require()
    const { leaseId, dialog } = await this.#leases.grant(session, {
      ...{ connection, signal },
      open: () => this.#call(session, operations.mediaStream.openDeviceWebrtc, input, input.sdp),
      ...(onReleased ? { onReleased } : {}),
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
    const answer = await this.#answerOf(dialog.sdp, leaseId, connection)
    // A stream that ended by itself told the page so through its channel: the dialog is all that is left of it.
    stream.begin({
      connection: session.connection,
      offer,
      answer,
      onOver: () => void this.#leases.close(leaseId, connection),
    })
    const [video, audio] = sectionsOf(offer, answer).map(told)
    return { leaseId, ticket: stream.ticket, ...(video ? { video } : {}), ...(audio ? { audio } : {}) }
  }

  /**
   * The same for the core itself: frames go to `sink`. `onEnded` is told once when it ends from the other side, whose dialog is
   * closed then; not after `close`. Errors as of `openStream`.
   */
  async tap(
    input: OpenInput,
    { connection, signal }: CallContext,
    sink: FrameSink,
    onEnded: (error: AppError) => void,
  ): Promise<Tap> {
    const session = this.#session.require()
    const offer = buildOffer({ video: true, listen: true })
    const state: { stream?: MediaStream; isReleased?: true } = {}
    const { leaseId, dialog } = await this.#leases.grant(session, {
      ...{ connection, signal },
      open: () => this.#call(session, operations.mediaStream.openDeviceBvrtc, input, offer.text),
      onReleased: () => {
        state.isReleased = true
        state.stream?.close()
      },
    })
    const answer = await this.#answerOf(dialog.sdp, leaseId, connection)
    // The session may have ended while the answer was read: nobody would close what is opened now.
    if (state.isReleased) throw new AppError('cancelled')
    const close = () => this.#leases.close(leaseId, connection)
    state.stream = new MediaStream({
      ...{ connection: session.connection, offer, answer, outlet: sink, timings: this.#timings },
      preferred: this.#preferred.of(session.connection.base),
      onEnded: (error) => void close().finally(() => onEnded(error)),
    })
    const [video, audio] = sectionsOf(offer, answer)
    return { video, audio, close }
  }

  /** A dialog of any other kind, as a lease like those of pictures. Errors: `not-signed-in`, those of the opening. */
  lease<D extends OpenedDialog>(wish: Wish<D>): Promise<{ leaseId: number; dialog: D }> {
    return this.#leases.grant(this.#session.require(), wish)
  }

  /** Only the connection that holds a lease may close it. */
  close(leaseId: number, connection: Connection): Promise<void> {
    return this.#leases.close(leaseId, connection)
  }

  /** IDs at the platform of what a connection holds. */
  dialogsOf(connection: Connection): string[] {
    return this.#leases.dialogsOf(connection)
  }

  /** A window comes for the frames of a stream that it was given. */
  attach(ticket: string, pipe: MediaPipe): void {
    this.#gate.attach(ticket, pipe)
  }

  async #answerOf(sdp: string, leaseId: number, connection: Connection): Promise<Answer> {
    const answer = readAnswer(sdp)
    if (answer) return answer
    await this.#leases.close(leaseId, connection)
    throw new AppError('bad-answer', { operation: operations.mediaStream.openDeviceBvrtc.name, reason: 'sdp' })
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

/** Of pictures and of sound, as far as the platform sends them. */
function sectionsOf(offer: Offer, answer: Answer): [AnswerSection | undefined, AnswerSection | undefined] {
  const sections = receivedSections(offer, answer).map(({ section }) => section)
  return [sections.find(({ kind }) => kind === 'video'), sections.find(({ kind }) => kind === 'audio')]
}

/** What a page needs to know of a section. */
function told(section: AnswerSection | undefined): StreamSection | undefined {
  if (!section) return undefined
  const { clock, channels, parameters, kilobitsPerSecond } = section
  // `G726/8000/32` and `G726-32/8000` are the same; the page reads the latter.
  const codec = /^G726$/i.test(section.codec) ? `G726-${kilobitsPerSecond ?? 32}` : section.codec
  const config = parameters.get('config')
  return { codec, clock, channels, ...(config && /^[0-9a-f]{2,200}$/i.test(config) ? { config } : {}) }
}
