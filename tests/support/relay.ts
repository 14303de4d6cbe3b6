import { createServer, request, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What becomes of the answers of one path: changed, or kept back until a promise resolves. */
export type Between = (body: string) => string | Promise<string>

export interface Relay {
  readonly url: string
  /** Answers of this path go through `between` from now on; without it they pass as they are. */
  put(path: string, between?: Between): void
}

/** Stands between the client and a plain-HTTP platform, for answers that are long on their way or no longer true. */
export async function openRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target)
  const betweens = new Map<string, Between>()
  const sockets = new Set<Socket>()
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming
    const between = betweens.get(url ?? '')
    const outgoing = request({ hostname, port, method, path: url, headers }, (answer) => {
      void read(answer)
        .then((body) => between?.(body) ?? body)
        .then((body) => response.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/json' }).end(body))
        .catch(() => response.destroy())
    })
    outgoing.on('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => socket.destroy())))
  server.on('upgrade', (incoming, socket: Socket, head) => {
    const upstream = connect(Number(port), hostname, () => {
      const headers = incoming.rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('')
      upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`)
      upstream.write(head)
      socket.pipe(upstream).pipe(socket)
    })
    sockets.add(upstream.on('error', () => socket.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path, between) => void (between ? betweens.set(path, between) : betweens.delete(path)),
  }
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
