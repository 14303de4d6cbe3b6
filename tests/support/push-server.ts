import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'

/** A bare websocket server for tests of the subscription: refuses, stays silent, pushes and closes on command. */
export class PushServer {
  readonly #http: Server
  readonly #sockets = new Set<WebSocket>()
  /** Token each accepted connection came with, and how (`protocol` or `query`). */
  readonly accepted: { token: string; by: 'protocol' | 'query' }[] = []
  upgrades = 0
  /** HTTP status for upgrades with this token; others are accepted. */
  refuse: (token: string) => number | undefined = () => undefined
  agreeToProtocol = true
  /** Accepted and then neither read nor answered: TCP lives, nobody is there. */
  halfOpen = false
  received = 0

  private constructor() {
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: (protocols) => this.#protocol(protocols) })
    this.#http = createServer()
    this.#http.on('upgrade', (request, socket, head) => {
      this.upgrades++
      const { token, by } = tokenOf(request)
      const status = this.refuse(token)
      if (status !== undefined) {
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
        return
      }
      sockets.handleUpgrade(request, socket, head, (websocket) => {
        this.accepted.push({ token, by })
        this.#sockets.add(websocket)
        websocket.on('message', () => this.received++)
        websocket.on('close', () => this.#sockets.delete(websocket))
        if (this.halfOpen) socket.pause()
      })
    })
  }

  static async open(port = 0): Promise<PushServer> {
    const server = new PushServer()
    await new Promise<void>((resolve) => server.#http.listen(port, '127.0.0.1', resolve))
    onTestFinished(() => server.close())
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  get open(): number {
    return this.#sockets.size
  }

  push(frame: unknown): void {
    for (const socket of this.#sockets) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  cut(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  #protocol(protocols: Set<string>): string | false {
    return this.agreeToProtocol ? ([...protocols][0] ?? false) : false
  }
}

function tokenOf(request: IncomingMessage): { token: string; by: 'protocol' | 'query' } {
  const protocol = request.headers['sec-websocket-protocol']
  if (protocol !== undefined) return { token: protocol, by: 'protocol' }
  return { token: new URL(request.url ?? '/', 'http://x').searchParams.get('token') ?? '', by: 'query' }
}
