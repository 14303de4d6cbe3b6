/** A websocket of the platform with its keepalive: empty messages out, and an end when nothing was heard for too long. */
import { WebSocket } from 'ws'
import { AppError } from '../../../shared/errors.ts'
import type { PlatformConnection } from './connection.ts'
import { networkError } from './network-error.ts'
import { TextLane } from './text-lane.ts'
import type { Timings } from './timings.ts'

export interface Socket {
  onText(listener: (text: string) => void): void
  /** Once, with the reason. Called at once when it has ended already. */
  onEnd(listener: (error: AppError) => void): void
  /** `false` when the connection is gone: nothing was sent. */
  send(text: string): boolean
  close(): void
}

/** Characters an HTTP token may have (RFC 9110): others cannot stand in Sec-WebSocket-Protocol. */
const PROTOCOL_SAFE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const MAX_FRAME_BYTES = 8 * 1024 * 1024

/**
 * Opens with the token as sub-protocol, as the documentation prefers (it stays out of access logs), or as `?token=` where
 * the token has characters a sub-protocol cannot carry or the platform does not agree to it.
 * Errors: the ways of the network; `http-status` with the status of a refused upgrade.
 */
export async function openSocket(
  connection: PlatformConnection,
  path: string,
  token: string,
  signal: AbortSignal,
  timings: Timings,
): Promise<Socket> {
  if (PROTOCOL_SAFE.test(token)) {
    try {
      return await open(connection, path, [token], signal, timings)
    } catch (error) {
      if (!isProtocolDisagreement(error)) throw error
    }
  }
  return await open(connection, `${path}?token=${encodeURIComponent(token)}`, [], signal, timings)
}

function open(
  connection: PlatformConnection,
  path: string,
  protocols: string[],
  signal: AbortSignal,
  timings: Timings,
): Promise<Socket> {
  const url = connection.base.replace(/^http/, 'ws') + path
  const socket = new WebSocket(url, protocols, {
    agent: connection.agent,
    handshakeTimeout: timings.callMs,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  })
  return new Promise((resolve, reject) => {
    const abort = (): void => socket.terminate()
    signal.addEventListener('abort', abort, { once: true })
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', abort)
      if (signal.aborted) reject(new AppError('cancelled'))
      else if (error.message.includes('handshake has timed out')) {
        reject(new AppError('timeout', { host: connection.host }))
      } else reject(networkError(error, connection.host))
    }
    socket.once('error', fail)
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      fail(new AppError('http-status', { host: connection.host, httpStatus: response.statusCode ?? 0 }))
    })
    // Listeners are attached before the first frame can be read: the platform may push with its answer to the upgrade.
    const alive = keepAlive(socket, connection.host, timings)
    socket.once('open', () => {
      socket.off('error', fail)
      signal.removeEventListener('abort', abort)
      resolve(alive)
    })
  })
}

function keepAlive(socket: WebSocket, host: string, timings: Timings): Socket {
  let lastHeardAt = Date.now()
  let ended: AppError | undefined
  const enders: ((error: AppError) => void)[] = []
  const lane = new TextLane(socket)
  const end = (error: AppError): void => {
    if (ended) return
    lane.finish()
    ended = error
    clearInterval(keepalive)
    clearInterval(watch)
    for (const ender of enders) ender(error)
  }
  const keepalive = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.send('')
    // The documentation promises no answer to the empty message; RFC 6455 promises one to a ping.
    socket.ping()
  }, timings.keepaliveMs)
  const watch = setInterval(() => {
    if (Date.now() - lastHeardAt < timings.livenessMs) return
    end(new AppError('timeout', { host, reason: 'nothing heard', lastHeardAt }))
    socket.terminate()
  }, timings.livenessMs / 15)
  socket.on('open', () => (lastHeardAt = Date.now()))
  socket.on('pong', () => (lastHeardAt = Date.now()))
  socket.on('ping', () => (lastHeardAt = Date.now()))
  socket.on('message', (data, isBinary) => {
    lastHeardAt = Date.now()
    if (!isBinary) lane.add(String(data))
  })
  socket.on('error', (error) => end(networkError(error, host)))
  socket.on('close', (code, reason) => {
    end(
      new AppError('reset', {
        host,
        reason: `closed by the platform (${code}${reason.length > 0 ? ` ${reason}` : ''})`,
      }),
    )
  })
  return {
    onText: (listener) => lane.listen(listener),
    onEnd: (listener) => {
      if (ended) listener(ended)
      else enders.push(listener)
    },
    send: (text) => sendIfOpen(socket, text),
    close: () => {
      lane.drop()
      end(new AppError('cancelled'))
      socket.terminate()
    },
  }
}

/** Of a socket that is closing `ws` would count the text as sent. */
function sendIfOpen(socket: WebSocket, text: string): boolean {
  if (socket.readyState !== WebSocket.OPEN) return false
  socket.send(text)
  return true
}

function isProtocolDisagreement(error: unknown): boolean {
  return error instanceof AppError && /subprotocol/i.test(error.details.reason ?? '')
}
