/** One site's way out: agents, TLS policy, time-outs. Knows nothing of tokens' lives; `session` does. */
import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError, isAway, type ErrorEnvelope } from '../../../shared/errors.ts'
import type { Operation, Pace } from '../../../shared/platform/define.ts'
import { hostAndPort } from './address.ts'
import { readAnswer, type Answer, type RawAnswer } from './answer.ts'
import { ClockMeter } from './clock-meter.ts'
import { Download, type Downloaded, type DownloadOptions } from './download.ts'
import { networkError } from './network-error.ts'
import { fillPath, type CallInput } from '../../../shared/platform/place.ts'
import { TrustAgent } from './tls.ts'

export interface CallOptions {
  signal?: AbortSignal
  timeoutMs?: number
}

/** Bodies larger than this are no list of this platform. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

export interface ConnectionOptions {
  /** Normalised address of the site. */
  base: string
  pinnedFingerprint?: string | undefined
  /** How long a whole answer may take, of the platform itself and of devices that it asks. */
  timeouts: Readonly<Record<Pace, number>>
  /** Told of every outcome: undefined when the platform was reached. */
  onOutcome?: (away: ErrorEnvelope | undefined) => void
  /** Told of rows of a list that were left out because they do not fit their schema. */
  onBadRows?: (reason: string) => void
}

export class PlatformConnection {
  readonly base: string
  /** `host:port`. */
  readonly host: string
  readonly insecure: boolean
  readonly agent: HttpAgent | TrustAgent
  readonly clock = new ClockMeter()
  readonly #options: ConnectionOptions
  readonly #requests = new Set<ClientRequest>()
  #disposed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.base = options.base
    this.host = hostAndPort(options.base)
    this.insecure = options.base.startsWith('http:')
    this.agent = this.insecure
      ? new HttpAgent({ keepAlive: true, maxSockets: 32 })
      : new TrustAgent(this.host, options.pinnedFingerprint, options.timeouts.platform)
  }

  /** One request and its checked answer. A read whose connection was cut is sent once more; a write never. */
  async call<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    options: CallOptions = {},
  ): Promise<Answer<O>> {
    try {
      const raw = await this.#sendWithRetry(operation, input, token, options)
      const answer = readAnswer(operation, raw, this.host)
      if (answer.badRows) this.#options.onBadRows?.(`${operation.name}: ${answer.badRows}`)
      this.report(undefined)
      return answer
    } catch (error) {
      const known = networkError(error, this.host)
      this.report(known)
      throw known
    }
  }

  /**
   * Puts the file that an operation answers with at `path`, whole or not at all; goes on where a broken connection left off.
   * Errors: those of `call`, `disk`, `bad-answer` for a file that is shorter than announced.
   */
  async download<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    options: DownloadOptions,
  ): Promise<Downloaded> {
    const download = new Download(operation, this.host, options, (headers, signal) =>
      this.#open(operation, input, token, { headers, signal }),
    )
    try {
      const done = await download.run()
      this.report(undefined)
      return done
    } catch (error) {
      const known = this.#disposed ? new AppError('cancelled') : networkError(error, this.host)
      this.report(known)
      throw known
    }
  }

  /** Tells what a connection of another kind (a subscription) met. */
  report(error: AppError | undefined): void {
    if (this.#disposed) return
    if (!error || error.code === 'platform' || error.code === 'bad-answer') this.#options.onOutcome?.(undefined)
    else if (isAway(error.code) || error.code.startsWith('tls-')) this.#options.onOutcome?.(error.toEnvelope())
  }

  /** Ends what is under way with `cancelled`. What its end meets says nothing of the platform any more. */
  dispose(): void {
    this.#disposed = true
    for (const request of this.#requests) request.destroy(new AppError('cancelled'))
    this.agent.destroy()
  }

  async #sendWithRetry<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    options: CallOptions,
  ): Promise<RawAnswer> {
    try {
      return await this.#send(operation, input, token, options)
    } catch (error) {
      const known = networkError(error, this.host)
      if (!operation.idempotent || known.code !== 'reset' || options.signal?.aborted) throw known
      return await this.#send(operation, input, token, options)
    }
  }

  async #send<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    options: CallOptions,
  ): Promise<RawAnswer> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? this.#options.timeouts[operation.pace])
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
    try {
      const askedAt = Date.now()
      const incoming = await this.#open(operation, input, token, { signal })
      this.clock.note(incoming.headers.date, askedAt, Date.now())
      return { status: incoming.statusCode ?? 0, text: await collect(incoming) }
    } catch (error) {
      if (this.#disposed || options.signal?.aborted) throw new AppError('cancelled')
      throw timeout.aborted ? new AppError('timeout', { host: this.host }) : error
    }
  }

  /** Sends a request; resolves when the head of its answer is there. */
  #open<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    options: { signal: AbortSignal; headers?: Record<string, string> },
  ): Promise<IncomingMessage> {
    if (this.#disposed) return Promise.reject(new AppError('cancelled'))
    const url = new URL(this.base + fillPath(operation, input))
    const body = operation.method === 'GET' ? undefined : JSON.stringify(input.body ?? {})
    const request: RequestOptions = {
      method: operation.method,
      agent: this.agent,
      signal: options.signal,
      headers: {
        Accept: operation.answers === 'file' ? '*/*' : 'application/json',
        ...(body === undefined
          ? {}
          : { 'Content-Type': 'application/json;charset=UTF-8', 'Content-Length': Buffer.byteLength(body) }),
        ...(token === undefined ? {} : { Authorization: token }),
        ...options.headers,
      },
    }
    return new Promise((resolve, reject) => {
      const outgoing = (this.insecure ? httpRequest : httpsRequest)(url, request, resolve)
      this.#requests.add(outgoing)
      outgoing.once('close', () => this.#requests.delete(outgoing))
      // For the whole life of the request: what breaks after the head reaches whoever reads the answer.
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }
}

async function collect(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) {
      incoming.destroy()
      throw new AppError('bad-answer', { path: '/', reason: `more than ${MAX_ANSWER_BYTES} bytes` })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
