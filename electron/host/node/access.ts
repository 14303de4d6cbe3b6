/**
 * Who may talk to the loopback server. Other accounts and other programs of this machine reach 127.0.0.1 as well, so the
 * port alone is no protection: an address with a token is good once and for a while, and is exchanged for a cookie.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const TOKEN_LIFE_MS = 10 * 60_000
/** Addresses that were given out and not used, and browsers that came in; the oldest go first. */
const MAX_TOKENS = 32
const MAX_SESSIONS = 32

export interface Access {
  /** A new token, good once, for `TOKEN_LIFE_MS`. */
  mintToken(): string
  /** The value of a new cookie, or undefined for a token that was used, is too old or was never ours. */
  redeem(token: string): string | undefined
  /** Whether a `Cookie` header carries one of ours. */
  admits(cookieHeader: string | undefined): boolean
}

/** `cookieName` must be unlike that of other servers on this address: cookies do not know ports. */
export function createAccess(cookieName: string, nowMs: () => number): Access {
  const tokens: { digest: Buffer; until: number }[] = []
  const sessions: Buffer[] = []
  return {
    mintToken() {
      const token = randomBytes(32).toString('base64url')
      tokens.push({ digest: digestOf(token), until: nowMs() + TOKEN_LIFE_MS })
      if (tokens.length > MAX_TOKENS) tokens.shift()
      return token
    },
    redeem(token) {
      const digest = digestOf(token)
      const at = tokens.findIndex((known) => timingSafeEqual(known.digest, digest))
      if (at < 0) return undefined
      const [known] = tokens.splice(at, 1)
      if (!known || known.until <= nowMs()) return undefined
      const value = randomBytes(32).toString('base64url')
      sessions.push(digestOf(value))
      if (sessions.length > MAX_SESSIONS) sessions.shift()
      return value
    },
    admits(cookieHeader) {
      const digests = cookieValues(cookieHeader ?? '', cookieName).map(digestOf)
      return digests.some((digest) => sessions.some((known) => timingSafeEqual(known, digest)))
    },
  }
}

function cookieValues(header: string, name: string): readonly string[] {
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
}

// Digests have one length, so that the comparison takes the same time whatever was sent.
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
