/** Stands between the client and a plain-HTTP platform and does to its files what networks, proxies and other platforms do. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** What becomes of one answer with a file. */
export interface Treatment {
  /** Breaks the connection after so many bytes of it. */
  readonly cutAfter?: number
  /** Sends the whole file with 200, whatever was asked for. */
  readonly ignoresRange?: boolean
  /** Added to the answer. */
  readonly headers?: Readonly<Record<string, string>>
  /** Turns a bit in each piece: the length stays. */
  readonly damages?: boolean
  readonly bytesPerSecond?: number
  /** Waited for before the first byte of the body. */
  readonly hold?: Promise<unknown>
  /** Answers this status, without a file. */
  readonly status?: number
}

export interface FileRequestSeen {
  readonly path: string
  readonly range: string | undefined
  readonly ifRange: string | undefined
  /** Bytes of the body that were handed on. */
  sent: number
  /** Whether the connection to the client is gone before the end. */
  broken: boolean
}

export interface FileRelay {
  readonly url: string
  /** Of files, in order. */
  readonly requests: FileRequestSeen[]
  /** How files are treated from now on; `turn` counts from 1. */
  treat(choose: (seen: FileRequestSeen, turn: number) => Treatment): void
  /** Breaks all connections and takes no others until it is up again. */
  up(isUp: boolean): void
}

const IS_FILE = /\/download\//

export async function openFileRelay(target: string, port = 0): Promise<FileRelay> {
  const upstream = new URL(target)
  const requests: FileRequestSeen[] = []
  const sockets = new Set<Socket>()
  let choose: (seen: FileRequestSeen, turn: number) => Treatment = () => ({})
  let isUp = true

  const server = createServer((incoming, response) => {
    const path = incoming.url ?? ''
    const isFile = incoming.method === 'GET' && IS_FILE.test(path)
    const { range, 'if-range': ifRange } = incoming.headers
    const seen: FileRequestSeen = { path, range, ifRange: [ifRange].flat()[0], sent: 0, broken: false }
    const treatment = isFile ? choose(seen, requests.push(seen)) : {}
    response.once('close', () => (seen.broken = !response.writableFinished))
    if (treatment.status) return void response.writeHead(treatment.status).end()
    const headers = { ...incoming.headers }
    if (treatment.ignoresRange) delete headers.range
    const { hostname, port } = upstream
    const outgoing = request({ hostname, port, method: incoming.method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...treatment.headers })
      void pass(answer, response, treatment, seen).catch(() => response.destroy())
    })
    outgoing.on('error', () => response.destroy())
    response.once('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  })
  server.on('connection', (socket: Socket) => {
    if (!isUp) return void socket.destroy()
    sockets.add(socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket)))
  })
  server.on('upgrade', (incoming, socket: Socket, head) => passUpgrade(upstream, incoming, socket, head, sockets))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    treat: (next) => (choose = next),
    up(next) {
      isUp = next
      if (!isUp) for (const socket of sockets) socket.destroy()
    },
  }
}

async function pass(
  answer: IncomingMessage,
  response: ServerResponse,
  treatment: Treatment,
  seen: FileRequestSeen,
): Promise<void> {
  await treatment.hold
  for await (const piece of answer as AsyncIterable<Buffer>) {
    const left = (treatment.cutAfter ?? Infinity) - seen.sent
    const chunk = Buffer.from(piece.subarray(0, Math.min(piece.length, left)))
    if (treatment.damages && chunk.length > 0) chunk[0] = (chunk[0] ?? 0) ^ 1
    await new Promise<void>((resolve, reject) => response.write(chunk, (error) => (error ? reject(error) : resolve())))
    seen.sent += chunk.length
    if (seen.sent >= (treatment.cutAfter ?? Infinity)) return void response.destroy()
    if (treatment.bytesPerSecond) await pause((chunk.length / treatment.bytesPerSecond) * 1000)
  }
  response.end()
}

function passUpgrade(
  { hostname, port }: URL,
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
  sockets: Set<Socket>,
): void {
  const upstream = connect(Number(port), hostname, () => {
    const headers = incoming.rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('')
    upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`)
    upstream.write(head)
    socket.pipe(upstream).pipe(socket)
  })
  upstream.on('error', () => socket.destroy()).on('close', () => sockets.delete(upstream))
  socket.on('close', () => upstream.destroy())
  sockets.add(upstream)
}
