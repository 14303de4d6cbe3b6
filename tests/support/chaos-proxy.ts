/**
 * Stands between a client and a plain-HTTP platform and does to the way between them what networks do: cuts it, lets it go
 * silent, makes it slow, loses answers, repeats and swaps frames, refuses tokens. One fault at a time, on command.
 */
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { FrameLane } from './frame-lane.ts'

export const CHAOS_FAULTS = [
  /** Everything that is open breaks; what is opened after it works. */
  'cut',
  /** Nobody listens. */
  'refuse',
  /** Everything that is open, and what is opened, stays open and silent. */
  'half-open',
  /** One byte a second. */
  'slow',
  /** The platform does what it was asked, and its answer is lost. */
  'lost-answer',
  /** The token is not good any more: code 9, and 401 for subscriptions. */
  'unauthorised',
  /** Frames come twice. */
  'duplicate',
  /** Each frame comes after the one behind it. */
  'reorder',
] as const
export type ChaosFault = (typeof CHAOS_FAULTS)[number]

const LOGIN = '/auth/login'

export class ChaosProxy {
  readonly #target: URL
  readonly #server: Server
  readonly #upgrades = new WebSocketServer({
    noServer: true,
    handleProtocols: (protocols) => [...protocols][0] ?? false,
    perMessageDeflate: false,
  })
  readonly #sockets = new Set<Socket>()
  readonly #lanes = new Set<FrameLane>()
  #fault: ChaosFault | undefined

  private constructor(target: string) {
    this.#target = new URL(target)
    this.#server = createServer((incoming, outgoing) => this.#answer(incoming, outgoing))
    this.#server.on('connection', (socket: Socket) => {
      if (this.#fault === 'refuse') return socket.resetAndDestroy()
      this.#sockets.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket))
    })
    this.#server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#upgrade(incoming, socket, head),
    )
  }

  static async open(target: string): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(target)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** From now on, until the next one or `calm`. */
  begin(fault: ChaosFault): void {
    this.#turn(fault)
  }

  calm(): void {
    this.#turn(undefined)
  }

  /** What went silent or slow breaks with the end of that: no network loses a frame and goes on as if nothing was. */
  #turn(fault: ChaosFault | undefined): void {
    const wasSilent = this.#fault === 'half-open' || this.#fault === 'slow'
    this.#fault = fault
    if (wasSilent || fault === 'cut' || fault === 'refuse') this.#cut()
    for (const lane of this.#lanes) lane.fault = fault
  }

  async close(): Promise<void> {
    this.#fault = undefined
    this.#cut()
    this.#upgrades.close()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #cut(): void {
    for (const lane of this.#lanes) lane.end()
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  #answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const fault = this.#fault
    if (fault === 'half-open') return void incoming.resume()
    if (fault === 'unauthorised' && !incoming.url?.endsWith(LOGIN)) {
      incoming.resume()
      outgoing.writeHead(200, { 'content-type': 'application/json' })
      return void outgoing.end('{"code":9,"msg":"authentication failed"}')
    }
    const { method, url: path, headers } = incoming
    const { hostname, port } = this.#target
    const forwarded = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
      if (fault === 'lost-answer') {
        answer.resume()
        answer.on('end', () => incoming.socket.resetAndDestroy())
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      if (fault === 'slow') trickle(answer, outgoing)
      else answer.pipe(outgoing)
    })
    forwarded.on('error', () => incoming.socket.destroy())
    incoming.on('error', () => forwarded.destroy())
    incoming.pipe(forwarded)
  }

  #upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer): void {
    if (this.#fault === 'unauthorised') {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    if (this.#fault === 'half-open' || this.#fault === 'lost-answer') return
    const protocol = incoming.headers['sec-websocket-protocol']
    const address = `ws://${this.#target.host}${incoming.url ?? ''}`
    const platform = new WebSocket(address, protocol === undefined ? [] : [protocol], { perMessageDeflate: false })
    platform.once('unexpected-response', (asked, answer) => {
      asked.destroy()
      socket.end(`HTTP/1.1 ${answer.statusCode ?? 502} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    })
    platform.once('error', () => socket.destroy())
    platform.once('open', () => {
      if (socket.destroyed) return platform.terminate()
      this.#upgrades.handleUpgrade(incoming, socket, head, (client) => this.#join(client, platform))
    })
  }

  #join(client: WebSocket, platform: WebSocket): void {
    const lane = new FrameLane(client, platform)
    lane.fault = this.#fault
    this.#lanes.add(lane)
    client.once('close', () => this.#lanes.delete(lane))
  }
}

/** One byte a second, until the other end is tired of it. */
function trickle(answer: IncomingMessage, outgoing: ServerResponse): void {
  const chunks: Buffer[] = []
  answer.on('data', (chunk: Buffer) => chunks.push(chunk))
  let sent = 0
  const timer = setInterval(() => {
    const whole = Buffer.concat(chunks)
    if (sent < whole.length) outgoing.write(whole.subarray(sent, ++sent))
    else if (answer.complete) outgoing.end()
  }, 1000)
  outgoing.on('close', () => clearInterval(timer))
}
