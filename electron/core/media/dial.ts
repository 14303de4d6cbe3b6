/**
 * Opens the websocket of one dialog, at the first of its addresses that takes it. One after the other: a media server has one
 * connection a dialog, a second one would push the first out.
 */
import { WebSocket } from 'ws'
import { AppError } from '../../../shared/errors.ts'
import type { PlatformConnection } from '../platform/connection.ts'
import { networkError } from '../platform/network-error.ts'

/** RTP packets have 2191 bytes at most. */
const MOST_MESSAGE_BYTES = 64 * 1024

export interface Dialled {
  readonly socket: WebSocket
  readonly url: string
}

/** Errors: the one met at the last address; `cancelled`. */
export async function dial(
  urls: readonly string[],
  connection: PlatformConnection,
  signal: AbortSignal,
  limitMs: number,
): Promise<Dialled> {
  let problem = new AppError('bad-answer', { reason: 'no address of the media' })
  for (const url of urls) {
    try {
      return { socket: await open(url, connection, signal, limitMs), url }
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled')
      problem = networkError(error, hostOf(url))
    }
  }
  throw problem
}

function open(url: string, connection: PlatformConnection, signal: AbortSignal, limitMs: number): Promise<WebSocket> {
  // Through the platform's address the same trust holds as for calls; the media server's own speaks without TLS.
  const isOfPlatform = hostOf(url) === hostOf(connection.base)
  const socket = new WebSocket(url, {
    ...(isOfPlatform ? { agent: connection.agent } : {}),
    handshakeTimeout: limitMs,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
  })
  return new Promise((resolve, reject) => {
    const abort = (): void => socket.terminate()
    const settle = (): void => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort, { once: true })
    // For the whole life of the socket: what breaks later ends in 'close'.
    socket.on('error', (error) => {
      settle()
      reject(/handshake has timed out/.test(error.message) ? new AppError('timeout', { host: hostOf(url) }) : error)
    })
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      settle()
      reject(new AppError('http-status', { host: hostOf(url), httpStatus: response.statusCode ?? 0 }))
    })
    socket.once('open', () => {
      settle()
      // Nothing may be read before who reads it listens.
      socket.pause()
      resolve(socket)
    })
  })
}

const hostOf = (url: string): string => new URL(url).host
