/**
 * The renderer and its pipe on 127.0.0.1. Every request passes the same checks, in this order: the Host header (a name
 * of somebody else's that points here is refused), the token or the cookie, then the file or the upgrade.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import type { Scope } from '../../../shared/disposables.ts'
import type { Pipe } from '../../../shared/wire.ts'
import type { FileRequest } from '../../core/files/file-answer.ts'
import type { MediaPipe } from '../../core/host.ts'
import { FOREIGN, fileSegments, isOwnPage, type ServeFile } from '../common/file-route.ts'
import { securityHeaders } from '../common/headers.ts'
import { HARD_MESSAGE_BYTES, MOST_CHANNEL_BYTES } from '../common/pipe-limits.ts'
import { createStaticFiles, type StaticFiles } from '../common/static-files.ts'
import { createAccess, type Access } from './access.ts'
import { websocketMediaPipe } from './media-pipe.ts'
import { websocketPipe } from './pipe.ts'
import { REFUSAL_PAGE } from './refusal-page.ts'

export interface LoopbackServerOptions {
  /** 0 picks one. */
  port: number
  rendererFolder: string
  serve: (pipe: Pipe) => Scope
  /** Channels of frames, at `/media/<ticket>`. */
  media: (ticket: string, pipe: MediaPipe) => void
  /** Files of the platform, below `/file/`. */
  file: ServeFile
  log: (level: 'info' | 'warn' | 'error', text: string) => void
  nowMs?: () => number
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** A new address with a token, good once, for ten minutes. */
  mintUrl(): string
  /** Ends all connections. */
  close(): Promise<void>
}

interface Gate {
  access: Access
  cookieName: string
  /** `127.0.0.1:<port>` and `localhost:<port>` */
  hosts: readonly string[]
  files: StaticFiles
  file: ServeFile
  headers: Record<string, string>
}

/** Fails with the system's error (`EADDRINUSE` …) when the port is not to be had. */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const http = createServer()
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = http.address() as AddressInfo
  const gate = createGate(port, options)
  http.on('error', (error) => options.log('error', `loopback server: ${error.message}`))
  http.on('request', (request, response) => {
    void answer(request, response, gate).catch((error: unknown) => {
      options.log('error', `loopback server: ${String(error)}`)
      response.destroy()
    })
  })
  const sockets = acceptPipes(http, gate, options)
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    mintUrl: () => `${origin}/?token=${gate.access.mintToken()}`,
    async close() {
      for (const client of sockets.flatMap(({ clients }) => [...clients])) client.terminate()
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeAllConnections()
      await closed
    },
  }
}

function createGate(port: number, options: LoopbackServerOptions): Gate {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const headers = securityHeaders(hosts.map((host) => `ws://${host}`))
  const cookieName = `watchpost-${port}`
  return {
    access: createAccess(cookieName, options.nowMs ?? Date.now),
    cookieName,
    hosts,
    headers,
    files: createStaticFiles(options.rendererFolder, headers),
    file: options.file,
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, gate: Gate): Promise<void> {
  const [rawPath = '', query = ''] = (request.url ?? '').split('?', 2)
  if (!gate.hosts.includes(request.headers.host ?? '')) return refuse(response, gate, 421)
  const token = new URLSearchParams(query).get('token')
  if (token !== null && rawPath === '/' && request.method === 'GET') return enter(response, gate, token)
  if (!gate.access.admits(request.headers.cookie)) return refuse(response, gate, 403)
  const method = request.method ?? ''
  const header = (name: string): string | undefined => [request.headers[name]].flat()[0]
  const segments = fileSegments(rawPath)
  if (segments) return sendFile({ segments, method, header }, request, response, gate)
  const { status, headers, body } = await gate.files({ method, rawPath, header })
  response.writeHead(status, headers).end(body)
}

async function sendFile(wanted: FileRequest, request: IncomingMessage, response: ServerResponse, gate: Gate) {
  const isOurs = isOwnPage(wanted.header, `http://${request.headers.host}`)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const { status, headers, body } = isOurs ? await gate.file(wanted, gone.signal) : FOREIGN
  response.writeHead(status, headers)
  if (!body) return void response.end()
  // A page that went away, or a source that broke, ends the other side with it; the page sees a short answer.
  await pipeline(body, response).catch(() => undefined)
}

function enter(response: ServerResponse, gate: Gate, token: string): void {
  const value = gate.access.redeem(token)
  if (value === undefined) return refuse(response, gate, 403)
  response
    .writeHead(303, {
      ...gate.headers,
      'set-cookie': `${gate.cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`,
      location: '/',
      'cache-control': 'no-store',
    })
    .end()
}

function refuse(response: ServerResponse, gate: Gate, status: number): void {
  response
    .writeHead(status, { ...gate.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(REFUSAL_PAGE)
}

/** The pipe of JSON and the channels of frames: each is a websocket of its own, so that none waits for another. */
function acceptPipes(
  http: ReturnType<typeof createServer>,
  gate: Gate,
  options: LoopbackServerOptions,
): WebSocketServer[] {
  const open = (maxPayload: number) => new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })
  const [pipes, channels] = [open(HARD_MESSAGE_BYTES), open(MOST_CHANNEL_BYTES)]
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const ticket = /^\/media\/([\w-]{1,100})$/.exec(request.url ?? '')?.[1]
    if (!isOurs(request, gate) || (request.url !== '/pipe' && ticket === undefined)) {
      options.log('warn', 'a websocket without our cookie and origin was refused')
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    } else if (ticket === undefined) {
      pipes.handleUpgrade(request, socket, head, (client) => options.serve(websocketPipe(client)))
    } else channels.handleUpgrade(request, socket, head, (client) => options.media(ticket, websocketMediaPipe(client)))
  })
  return [pipes, channels]
}

/** Exact origin: browsers send the cookie with websockets of every page that runs on this host name, on any port. */
function isOurs(request: IncomingMessage, gate: Gate): boolean {
  const { host, origin, cookie } = request.headers
  if (host === undefined || !gate.hosts.includes(host)) return false
  return origin === `http://${host}` && gate.access.admits(cookie)
}
