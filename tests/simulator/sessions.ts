/** Log-ins: tokens, their lives and ends. A refreshed token lives beside the old one until that expires by itself. */
import { randomBytes } from 'node:crypto'
import type { Account } from './accounts.ts'

/** One log-in of one client. */
export interface Session {
  readonly account: Account
  readonly appId: number
  readonly address: string
  /** Epoch ms. */
  readonly loginAt: number
}

interface Token {
  readonly session: Session
  readonly expiresAt: number
}

export interface Issued {
  readonly token: string
  readonly timeout: number
  readonly appID: number
}

/** `address`: of the client that came, nothing when one goes. */
export type PresenceListener = (account: Account, online: boolean, address: string) => void

export interface Sessions {
  /** Seconds, for tokens issued from now on. */
  lifetimeS: number
  begin(account: Account, address: string): Issued
  renew(session: Session): Issued
  /** undefined when unknown, expired or ended. */
  find(token: string | undefined): Session | undefined
  end(session: Session): void
  /** Those of an account that are good. */
  of(accountId: string): readonly Session[]
  /** Ends it against its will: who holds something open for it is told. */
  kick(session: Session): void
  onKicked(listener: (session: Session) => void): void
  /** Ends all of one account, or all there are. Returns how many sessions ended. */
  endAll(accountId?: string): number
  /** Forgets what has expired. */
  sweep(): void
  isOnline(accountId: string): boolean
  onPresence(listener: PresenceListener): () => void
}

export function createSessions(lifetimeS: number, now: () => number): Sessions {
  const tokens = new Map<string, Token>()
  const listeners = new Set<PresenceListener>()
  const kickedListeners = new Set<(session: Session) => void>()
  let nextAppId = 1
  const isOnline = (id: string) =>
    [...tokens.values()].some((entry) => entry.session.account.id === id && entry.expiresAt > now())
  const tell = (account: Account, online: boolean, address = '') =>
    listeners.forEach((listener) => listener(account, online, address))

  /** Presence is of accounts, not of sessions: a second desk of the same account changes nothing. */
  function remove(condition: (entry: Token) => boolean): number {
    const ended = new Set<Session>()
    for (const [token, entry] of tokens) {
      if (!condition(entry)) continue
      tokens.delete(token)
      ended.add(entry.session)
    }
    const accounts = new Set([...ended].map((session) => session.account))
    for (const account of accounts) if (!isOnline(account.id)) tell(account, false)
    return ended.size
  }

  const self: Sessions = {
    lifetimeS,
    begin(account, address) {
      const wasOnline = isOnline(account.id)
      const issued = self.renew({ account, appId: nextAppId++, address, loginAt: now() })
      if (!wasOnline) tell(account, true, address)
      return issued
    },
    renew(session) {
      const token = randomBytes(16).toString('hex')
      tokens.set(token, { session, expiresAt: now() + self.lifetimeS * 1000 })
      return { token, timeout: self.lifetimeS, appID: session.appId }
    },
    find(token) {
      const entry = token === undefined ? undefined : tokens.get(token)
      return entry && entry.expiresAt > now() ? entry.session : undefined
    },
    end: (session) => void remove((entry) => entry.session === session),
    of(accountId) {
      const good = [...tokens.values()].filter(
        ({ session, expiresAt }) => session.account.id === accountId && expiresAt > now(),
      )
      return [...new Set(good.map(({ session }) => session))]
    },
    kick(session) {
      self.end(session)
      for (const listener of kickedListeners) listener(session)
    },
    onKicked: (listener) => void kickedListeners.add(listener),
    endAll: (accountId) => remove((entry) => accountId === undefined || entry.session.account.id === accountId),
    sweep: () => void remove((entry) => entry.expiresAt <= now()),
    isOnline,
    onPresence(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return self
}
