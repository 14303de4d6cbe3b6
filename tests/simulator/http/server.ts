/** The listening address: plain or TLS, can go down and come back on the same port, can change its certificate. */
import { createServer as createPlain, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecure, type Server as SecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Certificate } from '../certificate.ts'

export interface PlatformServer {
  readonly port: number
  readonly secure: boolean
  /** Refuses connections and breaks those there are. */
  down(): Promise<void>
  /** On the same port again. */
  up(): Promise<void>
  /** New connections see it; those there are break. */
  useCertificate(certificate: Certificate): void
  close(): Promise<void>
}

export type UpgradeListener = (message: IncomingMessage, socket: Duplex, head: Buffer) => void

export async function startServer(
  port: number,
  certificate: Certificate | undefined,
  onRequest: RequestListener,
  onUpgrade?: UpgradeListener,
): Promise<PlatformServer> {
  const server: Server | SecureServer = certificate ? createSecure(certificate, onRequest) : createPlain(onRequest)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A client that vanishes is not the platform's failure.
    socket.on('error', () => undefined)
  })
  if (onUpgrade) server.on('upgrade', onUpgrade)
  await listen(server, port)
  const bound = (server.address() as AddressInfo).port
  const breakAll = () => sockets.forEach((socket) => socket.destroy())
  const down = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve()
      server.close(() => resolve())
      breakAll()
    })
  return {
    port: bound,
    secure: certificate !== undefined,
    down,
    up: async () => {
      if (!server.listening) await listen(server, bound)
    },
    useCertificate(next) {
      if (!('setSecureContext' in server)) throw new Error('this simulator does not speak TLS')
      server.setSecureContext(next)
      breakAll()
    },
    close: down,
  }
}

function listen(server: Server | SecureServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
