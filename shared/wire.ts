/**
 * Calls and events over one pipe. `serve()` runs in the core, `connect()` in the renderer; between them only JSON text.
 * Everything that arrives is distrusted on the serving side: size, shape, name and input are checked before a handler runs.
 */
import type { TSchema } from 'typebox'
import type { ClientCalls, Connection, Contract, EventName, EventPayload, Handlers } from './contract/define.ts'
import { Scope, type Off } from './disposables.ts'
import { AppError } from './errors.ts'
import { parseClientFrame, type ClientFrame, type ServerFrame } from './frames.ts'

/** One end of a connection. Text in, text out, in order, at most once. `onClose` listeners run once; after that `post` does nothing. */
export interface Pipe {
  post(text: string): void
  onMessage(listener: (text: string) => void): Off
  onClose(listener: () => void): Off
  close(): void
}

/** The stream of facts of the core: `subscribe` returns its off-function. */
export interface EventSource {
  subscribe(listener: (name: string, payload: unknown) => void): Off
}

/** Checks a value against a schema: `undefined` when it fits, else where it does not. */
export type Checker = (schema: TSchema) => (value: unknown) => { path: string; reason: string } | undefined

export interface ServeOptions<C extends Contract> {
  contract: C
  handlers: Handlers<C>
  events: EventSource
  checker: Checker
  /** Largest accepted message in UTF-16 units. */
  maxMessage?: number
  /** Called for errors that are not `AppError`; returns the reference shown to the operator. */
  onInternal: (error: unknown, callName: string) => string
  /** Called for frames that are no frames; the connection stays. */
  onBadFrame?: (reason: string) => void
}

/** 4 Mi characters: a page of 10,000 rows fits, a flood does not. */
export const MAX_MESSAGE = 4 * 1024 * 1024
/** More open calls than any screen needs; a renderer gone wild is told so instead of filling the core. */
export const MAX_OPEN_CALLS = 256

type AnyHandler = (input: unknown, context: { connection: Connection; signal: AbortSignal }) => unknown

interface Route {
  handler: AnyHandler
  check: ReturnType<Checker>
}

/** Builds the routes once; the returned function serves one pipe and gives back the scope that dies with it. */
export function serve<C extends Contract>(options: ServeOptions<C>): (pipe: Pipe) => Scope {
  const routes = buildRoutes(options)
  const eventNames = listEventNames(options.contract)
  let connections = 0
  return (pipe) => {
    const id = ++connections
    return serveConnection(id, pipe, routes, eventNames, options)
  }
}

function serveConnection<C extends Contract>(
  connectionId: number,
  pipe: Pipe,
  routes: ReadonlyMap<string, Route>,
  eventNames: ReadonlySet<string>,
  options: ServeOptions<C>,
): Scope {
  const scope = new Scope()
  const listening = new Set<string>()
  const send = (frame: ServerFrame): void => pipe.post(JSON.stringify(frame))
  const calls = new OpenCalls({ id: connectionId, own: (off) => scope.own(off) }, routes, send, options.onInternal)

  function receive(text: string): void {
    if (text.length > (options.maxMessage ?? MAX_MESSAGE)) {
      const id = /"id":(\d{1,15})/.exec(text.slice(0, 200))?.[1]
      if (id === undefined) options.onBadFrame?.('too large')
      else calls.refuse(Number(id), new AppError('too-large', { reason: `${text.length} characters` }))
      return
    }
    const frame = parseClientFrame(text)
    if (!frame) return options.onBadFrame?.('not a frame')
    if (frame.kind === 'call') void calls.run(frame.id, frame.name, frame.input)
    else if (frame.kind === 'cancel') calls.cancel(frame.id)
    else if (!eventNames.has(frame.name)) options.onBadFrame?.(`unknown event ${frame.name.slice(0, 80)}`)
    else if (frame.kind === 'listen') listening.add(frame.name)
    else listening.delete(frame.name)
  }

  scope.own(pipe.onMessage(receive))
  scope.own(
    options.events.subscribe((name, payload) => {
      if (listening.has(name)) send({ kind: 'event', name, payload })
    }),
  )
  scope.own(() => calls.cancelAll())
  // What a service throws while it lets go must not reach the socket: there it would end the process.
  pipe.onClose(() => {
    try {
      scope.dispose()
    } catch (error) {
      options.onInternal(error, 'connection closed')
    }
  })
  return scope
}

/** The calls of one connection that have no answer yet. */
class OpenCalls {
  readonly #connection: Connection
  readonly #routes: ReadonlyMap<string, Route>
  readonly #send: (frame: ServerFrame) => void
  readonly #onInternal: (error: unknown, callName: string) => string
  readonly #open = new Map<number, AbortController>()

  constructor(
    connection: Connection,
    routes: ReadonlyMap<string, Route>,
    send: (frame: ServerFrame) => void,
    onInternal: (error: unknown, callName: string) => string,
  ) {
    this.#connection = connection
    this.#routes = routes
    this.#send = send
    this.#onInternal = onInternal
  }

  refuse(id: number, error: AppError): void {
    this.#send({ kind: 'error', id, error: error.toEnvelope() })
  }

  async run(id: number, name: string, input: unknown): Promise<void> {
    const route = this.#routes.get(name)
    if (!route) return this.refuse(id, new AppError('unknown-call', { operation: name }))
    if (this.#open.has(id)) {
      return this.refuse(id, new AppError('bad-input', { operation: name, reason: 'call id in use' }))
    }
    if (this.#open.size >= MAX_OPEN_CALLS) return this.refuse(id, new AppError('limit', { operation: name }))
    const problem = route.check(input)
    if (problem) return this.refuse(id, new AppError('bad-input', { operation: name, ...problem }))
    const controller = new AbortController()
    this.#open.set(id, controller)
    try {
      const value = await route.handler(input, { connection: this.#connection, signal: controller.signal })
      this.#send({ kind: 'value', id, value: value ?? null })
    } catch (error) {
      this.refuse(id, asAppError(error, name, controller.signal, this.#onInternal))
    } finally {
      this.#open.delete(id)
    }
  }

  cancel(id: number): void {
    this.#open.get(id)?.abort()
  }

  cancelAll(): void {
    for (const controller of this.#open.values()) controller.abort()
  }
}

function buildRoutes<C extends Contract>(options: ServeOptions<C>): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>()
  for (const [domainName, domain] of Object.entries(options.contract)) {
    const handlers = options.handlers[domainName] as unknown as Record<string, AnyHandler>
    for (const [callName, spec] of Object.entries(domain.calls)) {
      const handler = handlers[callName]
      if (!handler) throw new Error(`no handler for ${domainName}.${callName}`)
      routes.set(`${domainName}.${callName}`, {
        handler: (input, context) => handler(input, context),
        check: options.checker(spec.input),
      })
    }
  }
  return routes
}

function listEventNames(contract: Contract): ReadonlySet<string> {
  return new Set(
    Object.entries(contract).flatMap(([name, domain]) => Object.keys(domain.events).map((event) => `${name}.${event}`)),
  )
}

function asAppError(
  error: unknown,
  callName: string,
  signal: AbortSignal,
  onInternal: ServeOptions<Contract>['onInternal'],
): AppError {
  if (error instanceof AppError) return error
  if (signal.aborted) return new AppError('cancelled', { operation: callName })
  return new AppError('internal', { operation: callName, reference: onInternal(error, callName) })
}

export type Client<C extends Contract> = ClientCalls<C> & {
  /** Listens to one kind of event. The core sends it only while somebody listens. */
  on<N extends EventName<C>>(name: N, listener: (payload: EventPayload<C, N>) => void): Off
  /** Runs once when the pipe is gone; all open calls have been refused with `disconnected` before. */
  onClose(listener: () => void): Off
  close(): void
}

/** The renderer's end. Calls are built from the contract's names; nothing is checked here, the core does that. */
export function connect<C extends Contract>(contract: C, pipe: Pipe): Client<C> {
  const caller = new Caller(pipe)
  const domains = Object.entries(contract).map(([domainName, domain]) => {
    const calls = Object.keys(domain.calls).map((callName) => [
      callName,
      (input: unknown, options?: { signal?: AbortSignal }) =>
        caller.invoke(`${domainName}.${callName}`, input, options?.signal),
    ])
    return [domainName, Object.fromEntries(calls)]
  })
  return {
    ...Object.fromEntries(domains),
    on: (name: string, listener: (payload: unknown) => void) => caller.on(name, listener),
    onClose: (listener: () => void) => pipe.onClose(listener),
    close: () => pipe.close(),
  } as Client<C>
}

class Caller {
  readonly #pipe: Pipe
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: AppError) => void }>()
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>()
  #lastId = 0
  #closed = false

  constructor(pipe: Pipe) {
    this.#pipe = pipe
    pipe.onMessage((text) => this.#receive(JSON.parse(text) as ServerFrame))
    pipe.onClose(() => {
      this.#closed = true
      for (const call of this.#waiting.values()) call.reject(new AppError('disconnected'))
      this.#waiting.clear()
    })
  }

  invoke(name: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (this.#closed) return Promise.reject(new AppError('disconnected', { operation: name }))
    if (signal?.aborted) return Promise.reject(new AppError('cancelled', { operation: name }))
    const id = ++this.#lastId
    const answered = new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#send({ kind: 'call', id, name, input })
    })
    if (!signal) return answered
    const cancel = (): void => this.#send({ kind: 'cancel', id })
    signal.addEventListener('abort', cancel)
    // One signal may see thousands of calls: those that are over must not stay with it.
    return answered.finally(() => signal.removeEventListener('abort', cancel))
  }

  on(name: string, listener: (payload: unknown) => void): Off {
    const set = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, set)
    if (set.size === 0) this.#send({ kind: 'listen', name })
    set.add(listener)
    return () => {
      if (set.delete(listener) && set.size === 0 && !this.#closed) this.#send({ kind: 'unlisten', name })
    }
  }

  #receive(frame: ServerFrame): void {
    if (frame.kind === 'event') {
      for (const listener of [...(this.#listeners.get(frame.name) ?? [])]) listener(frame.payload)
      return
    }
    const call = this.#waiting.get(frame.id)
    if (!call) return
    this.#waiting.delete(frame.id)
    if (frame.kind === 'value') call.resolve(frame.value)
    else call.reject(AppError.fromEnvelope(frame.error))
  }

  #send(frame: ClientFrame): void {
    this.#pipe.post(JSON.stringify(frame))
  }
}
