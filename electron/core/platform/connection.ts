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
import { readFileStream, type FileStream } from './file-stream.ts'
import { networkError } from './network-error.ts'
import { networkName } from './network-name.ts'
import { fillPath, type CallInput } from '../../../shared/platform/place.ts'
import { TIMINGS } from './timings.ts'
import { TrustAgent } from './tls.ts'
import { upload, type UploadOptions } from './upload.ts'

export interface CallOptions {
  signal?: AbortSignal
  timeoutMs?: number
}

export interface OpenFileOptions {
  /** `Range` and `If-Range`, as HTTP writes them. */
  range?: string
  ifRange?: string
  signal: AbortSignal
}

/** What a platform (or the server in front of it) answers that does not know the address. */
const NOT_THERE = [404, 405, 501]
/** Bodies larger than this are no list of this platform. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

export interface ConnectionOptions {
  /** Normalised address of the site. */
  base: string
  pinnedFingerprint?: string | undefined
  /** How long a whole answer may take, of the platform itself and of devices that it asks. */
  timeouts: Readonly<Record<Pace, number>>
  /** Nothing more of a file for so long: the way is dead. */
  stallMs?: number
  /** Told of every outcome: undefined when the platform was reached. */
  onOutcome?: (away: ErrorEnvelope | undefined) => void
  /** Told of rows of a list that were left out because they do not fit their schema. */
  onBadRows?: (reason: string) => void
}

export interface ConnectionFacts {
  /** Platform's clock minus this machine's. */
  readonly clockAheadMs: number
  /** Of this machine, by which the platform was reached last; absent before it was. */
  readonly network?: string
}

export class PlatformConnection {
  readonly base: string
  /** `host:port`. */
  readonly host: string
  readonly insecure: boolean
  readonly agent: HttpAgent | TrustAgent
  readonly clock = new ClockMeter()
  #localAddress = ''
  #network: string | undefined
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
   * Opens the file that an operation answers with, whole or a part of it. Resolves with its head; the bytes come as they are
   * taken. Errors: those of `call`.
   */
  async openFile<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    { range, ifRange, signal }: OpenFileOptions,
  ): Promise<FileStream> {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), this.#options.timeouts[operation.pace])
    const headers = { ...(range ? { Range: range } : {}), ...(range && ifRange ? { 'If-Range': ifRange } : {}) }
    try {
      const both = AbortSignal.any([signal, late.signal])
      const incoming = await this.#open(operation, input, token, { signal: both, headers })
      const stream = await readFileStream(operation, incoming, this.host, this.#stallMs)
      this.report(undefined)
      return stream
    } catch (error) {
      throw this.#failure(late.signal.aborted ? new AppError('timeout', { host: this.host }) : error, signal)
    } finally {
      clearTimeout(timer)
    }
  }

  /**
   * Sends a file from the disk and reads the answer. Never sent again by itself.
   * Errors: those of `call`, `disk`, `unsupported` by a platform that has no such address.
   */
  async upload<O extends Operation>(
    operation: O,
    input: CallInput<O>,
    token: string | undefined,
    options: UploadOptions,
  ): Promise<{ answer: Answer<O>; bytes: number }> {
    try {
      const { incoming, bytes } = await upload(options, this.host, this.#stallMs, (headers, signal, pour) =>
        this.#open(operation, input, token, { headers, signal, pour }),
      )
      const status = incoming.statusCode ?? 0
      const text = await collect(incoming)
      if (NOT_THERE.includes(status))
        throw new AppError('unsupported', { operation: operation.name, reason: 'this platform takes no files' })
      const answer = readAnswer(operation, { status, text }, this.host)
      this.report(undefined)
      return { answer, bytes }
    } catch (error) {
      throw this.#failure(error, options.signal)
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

  /** What was found out about the way by what came over it. */
  get facts(): ConnectionFacts {
    const clockAheadMs = this.clock.ahead.ms
    return this.#network === undefined ? { clockAheadMs } : { clockAheadMs, network: this.#network }
  }

  #noteNetwork(localAddress: string | undefined): void {
    if (localAddress === undefined || localAddress === this.#localAddress) return
    this.#localAddress = localAddress
    this.#network = networkName(localAddress)
  }

  get #stallMs(): number {
    return this.#options.stallMs ?? TIMINGS.stallMs
  }

  #failure(error: unknown, signal: AbortSignal | undefined): AppError {
    if (this.#disposed || signal?.aborted) return new AppError('cancelled')
    const known = networkError(error, this.host)
    this.report(known)
    return known
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
      this.#closeIdle()
      return await this.#send(operation, input, token, options)
    }
  }

  /** What cut one connection often cut the others that wait for their next request: the second try is to get a new one. */
  #closeIdle(): void {
    for (const sockets of Object.values(this.agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
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
      this.#noteNetwork(incoming.socket.localAddress)
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
    options: { signal: AbortSignal; headers?: Record<string, string>; pour?: (outgoing: ClientRequest) => void },
  ): Promise<IncomingMessage> {
    if (this.#disposed) return Promise.reject(new AppError('cancelled'))
    const url = new URL(this.base + fillPath(operation, input))
    const body = operation.method === 'GET' || options.pour ? undefined : JSON.stringify(input.body ?? {})
    const request: RequestOptions = {
      method: operation.method,
      agent: this.agent,
      signal: options.signal,
      headers: {
        Accept: operation.answers === 'json' ? 'application/json' : '*/*',
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
      if (options.pour) options.pour(outgoing)
      else outgoing.end(body)
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
