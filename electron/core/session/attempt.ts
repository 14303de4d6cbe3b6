import type { SessionState } from '../../../shared/contract/session.ts'
import type { Site } from '../../../shared/contract/sites.ts'
import { Backoff } from '../../../shared/backoff.ts'
import type { AppError, ErrorEnvelope } from '../../../shared/errors.ts'
import type { Timings } from '../platform/timings.ts'
import type { Identity } from './login.ts'
import type { SignedInUser, UserMemory } from './user-memory.ts'

export interface SignInInput {
  siteId: string
  username: string
  password?: string
  remember: boolean
}

/** One wish to sign in: tried until it is granted, refused or given up. */
export class Attempt implements SignedInUser {
  readonly site: Site
  readonly username: string
  readonly password: string
  readonly remember: boolean
  readonly abort = new AbortController()
  readonly #leastWaitMs: number
  readonly #backoff: Backoff
  /** Why the platform could not be reached at the last try, and as whom one may work without it. */
  #away: { error: ErrorEnvelope; known: Identity | undefined } | undefined

  constructor({ site, username, password, remember }: SignedInUser, timings: Timings) {
    this.site = site
    this.username = username
    this.password = password
    this.remember = remember
    this.#leastWaitMs = timings.backoffFirstMs
    this.#backoff = new Backoff(timings.backoffFirstMs, timings.backoffMostMs)
  }

  get away(): { readonly error: ErrorEnvelope; readonly known: Identity | undefined } | undefined {
    return this.#away
  }

  /** What every state of this attempt says. */
  get facts(): Omit<SessionState, 'phase'> {
    const { site, username } = this
    const insecure = site.address.startsWith('http:')
    const facts = { siteId: site.id, username, permissions: [], insecure }
    return this.#away?.known ? { ...facts, canEnterOffline: true } : facts
  }

  /** The platform could not be reached. Resolves with how long to wait for the next try, in ms. */
  async missed(error: AppError, memory: UserMemory): Promise<number> {
    const known = this.#away ? this.#away.known : await memory.recognise(this)
    this.#away = { error: error.toEnvelope(), known }
    return Math.max(this.#backoff.next(), this.#leastWaitMs)
  }
}
