import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer, type RawData } from 'ws'

/** What becomes of the answers of a path: changed, or kept back until a promise resolves. */
export type Between = (body: string, path: string) => string | Promise<string>

export interface Relay {
  readonly url: string
  /** Answers of this path go through `between` from now on; without it they pass as they are. */
  put(path: string, between?: Between): void
  /** The same for every path without one of its own. */
  putAll(between?: Between): void
  /** What subscriptions push goes through `between` from now on; one that gives several pushes them all. */
  putFrames(between?: (text: string) => readonly string[]): void
}

/** Stands between the client and a plain-HTTP platform, for answers that are long on their way or no longer true. */
export async function openRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target)
  const betweens = new Map<string, Between>()
  let all: Between | undefined
  let frames: ((text: string) => readonly string[]) | undefined
  const sockets = new Set<Socket>()
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming
    const between = betweens.get(url ?? '') ?? all
    const outgoing = request({ hostname, port, method, path: url, headers }, (answer) => {
      void read(answer)
        .then((body) => between?.(body, url ?? '') ?? body)
        .then((body) => response.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/json' }).end(body))
        .catch(() => response.destroy())
    })
    outgoing.on('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => socket.destroy())))
  relaySubscriptions(server, target.replace(/^http/, 'ws'), (text) => frames?.(text) ?? [text])
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path, between) => void (between ? betweens.set(path, between) : betweens.delete(path)),
    putAll: (between) => void (all = between),
    putFrames: (between) => void (frames = between),
  }
}

/** Each subscription of the client's has one of its own at the platform; one that ends takes the other along. */
function relaySubscriptions(server: Server, target: string, between: (text: string) => readonly string[]): void {
  // The platform agrees to the token as sub-protocol, or the upgrade fails; here nothing is decided.
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (protocols) => [...protocols][0] ?? false })
  server.on('upgrade', (incoming, socket, head) => {
    const protocols = incoming.headers['sec-websocket-protocol']?.split(/, */)
    const upstream = new WebSocket(target + (incoming.url ?? ''), protocols)
    upstream.once('error', () => socket.destroy())
    upstream.once('open', () =>
      sockets.handleUpgrade(incoming, socket, head, (near) => {
        upstream.on('message', (data) => between(textOf(data)).forEach((text) => near.send(text)))
        near.on('message', (data) => upstream.send(textOf(data)))
        near.on('error', () => upstream.terminate()).on('close', () => upstream.close())
        upstream.on('error', () => near.terminate()).on('close', () => near.close())
      }),
    )
  })
}

/** Of a message of the default kind. */
function textOf(data: RawData): string {
  return (data as Buffer).toString('utf8')
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
