/**
 * The websockets of all subscriptions: token at the upgrade, idle close, frames on their own path only, messages of clients, faults.
 * Documentation: chapter "websocket".
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Push } from '../../../shared/platform/define.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { asDocumented } from '../http/as-documented.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'
import type { Connection, Frame, OpenSocket, PushName, Sent } from './connection.ts'
import { readIncoming } from './incoming.ts'

/** `refuse` answers the upgrade with HTTP 503; `half-open` accepts and is silent from then on, without closing. */
export type UpgradeMode = 'accept' | 'refuse' | 'half-open'

/** Which connections are meant; what is left out means all. */
export interface Which {
  readonly account?: string | undefined
  readonly subscription?: PushName | undefined
  readonly session?: Session | undefined
}

interface Held {
  readonly name: PushName
  readonly socket: WebSocket
  readonly session: Session
  readonly fact: OpenSocket
  half: boolean
  idle: NodeJS.Timeout | undefined
  send(frame: unknown): void
}

export type MaySee<N extends PushName> = (session: Session, connection: Connection<N>) => boolean
type Parts = Pick<World, 'options' | 'now' | 'sessions' | 'memory'>
type MessageListener = (message: unknown, from: Held) => void
type CloseListener = (closed: Held) => void

const NAMES = Object.keys(pushes) as PushName[]
const nameAt = new Map<string, PushName>(NAMES.map((name) => [pushes[name].path, name]))

export class Subscriptions {
  mode: UpgradeMode = 'accept'
  /** From the next message of each on. */
  idleMs: number
  readonly #parts: Parts
  readonly #open = new Set<Held>()
  readonly #messages: [PushName, MessageListener][] = []
  readonly #closes: [PushName, CloseListener][] = []
  readonly #server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => offered.values().next().value ?? false,
  })

  constructor(parts: Parts) {
    this.#parts = parts
    this.idleMs = parts.options.idleMs
  }

  get open(): readonly OpenSocket[] {
    return [...this.#open].map(({ fact }) => fact)
  }

  readonly onUpgrade = (message: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { memory, now, sessions } = this.#parts
    const url = new URL(message.url ?? '/', 'http://platform')
    const session = sessions.find(protocolOf(message)) ?? sessions.find(url.searchParams.get('token') ?? undefined)
    const name = nameAt.get(url.pathname)
    if (!name) {
      memory.violation({ time: now(), method: 'WS', path: url.pathname, reason: 'no such subscription' })
      return refuseUpgrade(socket, 404)
    }
    if (this.mode === 'refuse') return refuseUpgrade(socket, 503)
    if (!session) return refuseUpgrade(socket, 401)
    this.#server.handleUpgrade(message, socket, head, (opened) => this.#accept(opened, name, session))
  }

  /** One frame to all connections of one subscription that are not half-open and may see it. */
  send<N extends PushName>(name: N, frame: Frame<N>, maySee: MaySee<N> = () => true): void {
    const receivers = this.#of(name).filter((one) => !one.half && maySee(one.session, one))
    if (receivers.length === 0) return
    const text = this.#textOf(name, frame)
    for (const one of receivers) sendText(one, text)
  }

  /** A frame made for each connection; undefined leaves it out. */
  sendEach<N extends PushName>(name: N, make: (session: Session) => Frame<N> | undefined): void {
    for (const one of this.#of(name)) {
      const frame = make(one.session)
      if (frame !== undefined) one.send(frame)
    }
  }

  connections<N extends PushName>(name: N): readonly Connection<N>[] {
    return this.#of(name)
  }

  /** Messages of clients that fit the contract; those that do not are violations. */
  onMessage<N extends PushName>(name: N, listener: (message: Sent<N>, from: Connection<N>) => void): void {
    // What is told was held against the schema of this subscription.
    this.#messages.push([name, listener as MessageListener])
  }

  onClosed<N extends PushName>(name: N, listener: (closed: Connection<N>) => void): void {
    this.#closes.push([name, listener])
  }

  /** Returns how many. */
  closeAll(code: number, which?: Which): number {
    const hit = this.#which(which)
    for (const one of hit) one.socket.close(code)
    return hit.length
  }

  /** Makes those that are open half-open, or lets them live again. */
  holdAll(held: boolean, which?: Which): void {
    for (const one of this.#which(which)) this.#setHalf(one, held)
  }

  dispose(): void {
    for (const one of this.#open) {
      clearTimeout(one.idle)
      one.socket.terminate()
    }
    this.#server.close()
  }

  #of(name: PushName): Held[] {
    return [...this.#open].filter((one) => one.name === name)
  }

  #which({ account, subscription, session }: Which = {}): Held[] {
    return [...this.#open].filter(
      (one) =>
        (account === undefined || one.fact.account === account) &&
        (subscription === undefined || one.name === subscription) &&
        (session === undefined || one.session === session),
    )
  }

  #textOf(name: PushName, frame: unknown): string {
    return JSON.stringify(this.#parts.options.asDocumented ? asDocumented(pushes[name].frame, frame) : frame)
  }

  #accept(socket: WebSocket, name: PushName, session: Session): void {
    const at = this.#parts.now()
    const { path } = pushes[name]
    const one: Held = {
      name,
      socket,
      session,
      fact: { path, account: session.account.id, openedAt: at, lastDataAt: at, received: 0, pushed: 0 },
      half: false,
      idle: undefined,
      send: (frame) => sendText(one, this.#textOf(name, frame)),
    }
    this.#open.add(one)
    this.#armIdle(one)
    socket.on('message', (data: RawData) => this.#receive(one, data))
    socket.on('close', () => {
      clearTimeout(one.idle)
      this.#open.delete(one)
      for (const [of, listener] of this.#closes) if (of === name) listener(one)
    })
    socket.on('error', () => undefined)
    if (this.mode === 'half-open') this.#setHalf(one, true)
  }

  #receive(one: Held, data: RawData): void {
    const { memory, now } = this.#parts
    one.fact.lastDataAt = now()
    one.fact.received++
    this.#armIdle(one)
    const push: Push = pushes[one.name]
    const { message, faults } = readIncoming(push, textIn(data))
    for (const reason of faults) memory.violation({ time: now(), method: 'WS', path: push.path, reason })
    if (message === undefined) return
    for (const [of, listener] of this.#messages) if (of === one.name) listener(message, one)
  }

  #armIdle(one: Held): void {
    clearTimeout(one.idle)
    one.idle = setTimeout(() => !one.half && one.socket.close(1000, 'idle'), this.idleMs)
    one.idle.unref()
  }

  /** Not reading makes it deaf to pings and close frames while TCP goes on. */
  #setHalf(one: Held, half: boolean): void {
    one.half = half
    if (half) one.socket.pause()
    else {
      one.socket.resume()
      this.#armIdle(one)
    }
  }
}

/** Those that are half-open are silent. */
function sendText(one: Held, text: string): void {
  if (one.half) return
  one.fact.pushed++
  one.socket.send(text)
}

function textIn(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8')
}

/** The token as sub-protocol: the first one offered. */
function protocolOf(message: IncomingMessage): string | undefined {
  return message.headers['sec-websocket-protocol']?.split(',')[0]?.trim()
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
