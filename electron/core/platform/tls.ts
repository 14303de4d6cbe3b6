/**
 * TLS by the operator's decision. The system's trust store is asked first; what it does not know is refused with the facts
 * of the certificate until the operator pins its fingerprint, and a pinned site takes no other certificate. The check runs
 * before a byte of the request leaves: a password never reaches a stranger.
 */
import type { ClientRequestArgs } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import {
  connect,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls'
import { AppError, type CertificateFacts } from '../../../shared/errors.ts'

type Connected = (error: Error | null, stream: Duplex) => void

export class TrustAgent extends HttpsAgent {
  readonly #host: string
  readonly #pinned: string | undefined
  readonly #handshakeMs: number
  /** The agent counts a connection only when it is ready; these would be nobody's. */
  readonly #handshakes = new Set<TLSSocket>()

  /**
   * `pinned` is the SHA-256 fingerprint the operator accepted, as Node writes it (`AB:CD:…`). A peer that takes the
   * connection and says nothing for `handshakeMs` is given up: each try would leave a socket open for ever.
   */
  constructor(host: string, pinned: string | undefined, handshakeMs: number) {
    // No session cache: a resumed session would not show its certificate again.
    super({ keepAlive: true, maxSockets: 32, maxCachedSessions: 0 })
    this.#host = host
    this.#pinned = pinned
    this.#handshakeMs = handshakeMs
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): undefined {
    // The agent passes what tls.connect() takes; only the types of the two do not know of each other.
    const socket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false })
    this.#handshakes.add(socket)
    const fail = (error: Error): void => {
      this.#handshakes.delete(socket)
      socket.destroy()
      connected?.(error, socket)
    }
    const giveUp = (): void =>
      void socket.destroy(new AppError('timeout', { host: this.#host, reason: 'TLS handshake' }))
    socket.setTimeout(this.#handshakeMs, giveUp)
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      this.#handshakes.delete(socket)
      socket.setTimeout(0, giveUp)
      socket.off('error', fail)
      const problem = judge(socket, this.#pinned, this.#host)
      if (problem) fail(problem)
      else connected?.(null, socket)
    })
  }

  override destroy(): void {
    for (const socket of this.#handshakes) socket.destroy(new AppError('cancelled'))
    super.destroy()
  }
}

function judge(socket: TLSSocket, pinned: string | undefined, host: string): AppError | undefined {
  const certificate = socket.getPeerCertificate(true)
  if (!certificate.fingerprint256) return new AppError('tls-failed', { host, reason: 'no certificate' })
  if (pinned !== undefined) {
    if (pinned === certificate.fingerprint256) return undefined
    return new AppError('tls-changed', {
      host,
      knownFingerprint: pinned,
      certificate: factsOf(certificate, reasonOf(socket)),
    })
  }
  if (socket.authorized) return undefined
  return new AppError('tls-unknown', { host, certificate: factsOf(certificate, reasonOf(socket)) })
}

function reasonOf(socket: TLSSocket): string {
  // An Error, or in older paths its code: the type promises only the first.
  const error: unknown = socket.authorizationError
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.message
  return error ? String(error) : ''
}

function factsOf(certificate: PeerCertificate | DetailedPeerCertificate, reason: string): CertificateFacts {
  const names = (certificate.subjectaltname ?? '')
    .split(', ')
    .filter(Boolean)
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
  return {
    fingerprint: certificate.fingerprint256,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    names,
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
    reason,
  }
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const parts = [name?.CN, name?.O].flat().filter(Boolean)
  return parts.join(', ')
}
