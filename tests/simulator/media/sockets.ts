/**
 * The media server's websockets: `/bvvtdu/<session>/ws-bvrtc`, without a token or a sub-protocol. A session is known from
 * the answer that named it and takes one connection at a time: a second one replaces the first.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { randomBytes } from 'node:crypto'
import { WebSocketServer, type WebSocket } from 'ws'

export interface MediaSocket {
  /** `host:port` of the client. */
  readonly remoteAddress: string
  onMessage(listener: (message: Buffer) => void): void
  onClosed(listener: () => void): void
  /** False when it was left out: the connection is closed or does not take more. */
  send(message: Buffer): boolean
  close(): void
}

export interface MediaSockets {
  /** What candidates name. */
  host: string
  port: number
  /** Whether the platform's own address takes these connections, too, as a front before the media server. */
  throughPlatform: boolean
  /** `onOpen` is called for each connection of the session. */
  expect(session: string, onOpen: (socket: MediaSocket) => void): () => void
  /** False when the path is none of its own. */
  onUpgrade(message: IncomingMessage, socket: Duplex, head: Buffer): boolean
  dispose(): void
}

/** A client that reads so slowly loses packets, as on any network. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024

/** 16 hexadecimal digits. */
export function newSession(): string {
  return randomBytes(8).toString('hex')
}

export function pathOf(session: string): string {
  return `/bvvtdu/${session}/ws-bvrtc`
}

export function createMediaSockets(): MediaSockets {
  const server = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, (socket: MediaSocket) => void>()
  const open = new Map<string, WebSocket>()

  function accept(session: string, socket: WebSocket, remoteAddress: string): void {
    open.get(session)?.close(1000)
    open.set(session, socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.get(session) === socket && open.delete(session))
    sessions.get(session)?.(wrap(socket, remoteAddress))
  }

  return {
    host: '127.0.0.1',
    port: 0,
    throughPlatform: true,
    expect(session, onOpen) {
      sessions.set(session, onOpen)
      return () => {
        sessions.delete(session)
        open.get(session)?.close(1000)
      }
    },
    onUpgrade(message, socket, head) {
      const { pathname } = new URL(message.url ?? '/', 'http://platform')
      const [, session] = /^\/bvvtdu\/([^/]*)\/ws-bvrtc$/.exec(pathname) ?? []
      if (session === undefined) return false
      if (sessions.has(session)) {
        const from = `${message.socket.remoteAddress ?? ''}:${message.socket.remotePort ?? 0}`
        server.handleUpgrade(message, socket, head, (opened) => accept(session, opened, from))
      } else socket.end(`HTTP/1.1 404 ${STATUS_CODES[404]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return true
    },
    dispose() {
      for (const socket of open.values()) socket.terminate()
      server.close()
    },
  }
}

function wrap(socket: WebSocket, remoteAddress: string): MediaSocket {
  return {
    remoteAddress,
    onMessage: (listener) =>
      void socket.on('message', (data) => {
        if (Buffer.isBuffer(data)) listener(data)
      }),
    onClosed: (listener) => void socket.on('close', listener),
    send(message) {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > MAX_WAITING_BYTES) return false
      socket.send(message)
      return true
    },
    close: () => socket.close(1000),
  }
}
