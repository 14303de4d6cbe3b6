/**
 * A subscription that tells the truth about itself. It is `live` only when the socket is up **and** what happened before has
 * been fetched again (`catchUp`); frames that arrive meanwhile wait and are applied after it. It is dead when nothing was
 * heard for `livenessMs`, whatever TCP believes, and it never gives up. What the platform must be told at each new connection
 * (which positions are wanted) is said by `onOpened`, before the catching up: what comes by it meanwhile waits with the rest.
 * Serves all six subscriptions of the documentation.
 */
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { AppError } from '../../../shared/errors.ts'
import { Backoff } from '../../../shared/backoff.ts'
import type { FrameOf, Push, SendsOf } from '../../../shared/platform/define.ts'
import type { PlatformConnection } from './connection.ts'
import { decodeFrame } from './frame.ts'
import { openSocket, type Socket } from './socket.ts'
import type { Timings } from './timings.ts'

export type SubscriptionState =
  | { phase: 'connecting' }
  | { phase: 'catching-up' }
  | { phase: 'live'; since: number }
  | { phase: 'lost'; since: number; error: ErrorEnvelope; retryAt: number }

export interface SubscriptionOptions<P extends Push> {
  push: P
  connection: PlatformConnection
  token: () => string
  /** The token was refused: gets a new one, or throws. */
  renewToken: (refused: string) => Promise<void>
  /** Each new connection begins with what is said here: the platform forgot what it was told over the one before. */
  onOpened?: (say: (message: SendsOf<P>) => void) => void
  /** Fetches what was missed. Frames wait until it is done; its failure counts as a lost connection. */
  catchUp: (signal: AbortSignal) => Promise<void>
  onFrame: (frame: FrameOf<P>) => void
  onState: (state: SubscriptionState) => void
  onBadFrame: (reason: string) => void
  timings: Timings
  random?: () => number
}

/** Frames kept while catching up. Beyond it the connection starts over: memory is not for a flood. */
const MAX_WAITING_FRAMES = 200_000

export class Subscription<P extends Push> {
  readonly #options: SubscriptionOptions<P>
  readonly #backoff: Backoff
  #lifetime = new AbortController()
  #retryTimer: NodeJS.Timeout | undefined
  #lostSince: number | undefined
  #connecting = false
  #socket: Socket | undefined

  constructor(options: SubscriptionOptions<P>) {
    this.#options = options
    this.#backoff = new Backoff(options.timings.backoffFirstMs, options.timings.backoffMostMs, options.random)
  }

  start(): void {
    void this.#run()
  }

  /** Tries at once instead of waiting for the backoff: something says the platform is back. */
  hurry(): void {
    if (this.#connecting || this.#lifetime.signal.aborted) return
    clearTimeout(this.#retryTimer)
    this.#backoff.reset()
    void this.#run()
  }

  /**
   * Sends one message over the connection there is. `false`: there is none, and the message is neither sent nor kept, since
   * only who sends knows whether it may be said later (a wish is renewed by `onOpened`, a reply is worthless by then).
   * `true` says that it left; the platform confirms nothing on this way.
   */
  send(message: SendsOf<P>): boolean {
    return this.#socket?.send(JSON.stringify(message)) ?? false
  }

  stop(): void {
    this.#lifetime.abort()
    clearTimeout(this.#retryTimer)
  }

  async #run(): Promise<void> {
    if (this.#connecting) return
    this.#connecting = true
    const { signal } = this.#lifetime
    if (this.#lostSince === undefined) this.#options.onState({ phase: 'connecting' })
    let error: AppError
    try {
      error = await this.#connectOnce(signal)
    } catch (thrown) {
      error =
        thrown instanceof AppError ? thrown : new AppError('internal', { reason: String(thrown) }, { cause: thrown })
    } finally {
      this.#connecting = false
    }
    if (signal.aborted) return
    // A refused upgrade is an answer: the platform is there, it is this subscription that is not.
    if (error.code !== 'http-status') this.#options.connection.report(error)
    this.#lostSince ??= Date.now()
    const waitMs = this.#backoff.next()
    this.#options.onState({
      phase: 'lost',
      since: this.#lostSince,
      error: error.toEnvelope(),
      retryAt: Date.now() + waitMs,
    })
    this.#retryTimer = setTimeout(() => void this.#run(), waitMs)
  }

  /** Connects, catches up, stays until the end. Returns why it ended. */
  async #connectOnce(signal: AbortSignal): Promise<AppError> {
    const socket = await this.#openWithToken(signal)
    if (signal.aborted) socket.close()
    const ended = new AbortController()
    const end = new Promise<AppError>((resolve) => {
      socket.onEnd((error) => {
        ended.abort()
        resolve(error)
      })
    })
    const stop = (): void => socket.close()
    signal.addEventListener('abort', stop, { once: true })
    this.#socket = socket
    try {
      return await this.#serve(socket, ended.signal, end)
    } finally {
      this.#socket = undefined
      signal.removeEventListener('abort', stop)
      socket.close()
    }
  }

  async #serve(socket: Socket, ended: AbortSignal, end: Promise<AppError>): Promise<AppError> {
    let waiting: FrameOf<P>[] | undefined = []
    let overflow = false
    socket.onText((text) => {
      const frame = this.#decode(text)
      if (frame === undefined) return
      if (!waiting) this.#deliver(frame)
      else if (waiting.length < MAX_WAITING_FRAMES) waiting.push(frame)
      else overflow = true
    })
    this.#options.onOpened?.((message) => socket.send(JSON.stringify(message)))
    if (this.#lostSince === undefined) this.#options.onState({ phase: 'catching-up' })
    try {
      await this.#options.catchUp(ended)
    } catch (error) {
      if (ended.aborted) return await end
      throw error
    }
    if (ended.aborted) return await end
    if (overflow) return new AppError('limit', { reason: 'too many frames while catching up' })
    for (const frame of waiting) this.#deliver(frame)
    waiting = undefined
    this.#lostSince = undefined
    this.#options.connection.report(undefined)
    const liveAt = Date.now()
    this.#options.onState({ phase: 'live', since: liveAt })
    const error = await end
    // Each connection fetches everything: one that opens and closes at once must not do so in a tight loop.
    if (Date.now() - liveAt >= this.#options.timings.backoffMostMs) this.#backoff.reset()
    this.#lostSince = error.details.lastHeardAt ?? Date.now()
    return error
  }

  async #openWithToken(signal: AbortSignal): Promise<Socket> {
    const token = this.#options.token()
    try {
      return await openSocket(this.#options.connection, this.#options.push.path, token, signal, this.#options.timings)
    } catch (error) {
      if (!(error instanceof AppError) || error.details.httpStatus !== 401) throw error
      await this.#options.renewToken(token)
      // Stopped while the new token was on its way.
      if (signal.aborted) throw new AppError('cancelled')
      return await openSocket(
        this.#options.connection,
        this.#options.push.path,
        this.#options.token(),
        signal,
        this.#options.timings,
      )
    }
  }

  /** In the socket's own event an error would end the process. */
  #deliver(frame: FrameOf<P>): void {
    try {
      this.#options.onFrame(frame)
    } catch (error) {
      this.#options.onBadFrame(String(error))
    }
  }

  #decode(text: string): FrameOf<P> | undefined {
    if (text.trim() === '') return undefined
    try {
      return decodeFrame(this.#options.push, text)
    } catch (error) {
      this.#options.onBadFrame(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
}
