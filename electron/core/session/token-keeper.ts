/**
 * Keeps the token good: refreshed ahead of its end, and when the platform refuses it all the same (code 9) one silent new
 * sign-in for everybody who waits. A password the platform refuses is never tried again by itself: that locks accounts.
 */
import { Backoff } from '../../../shared/backoff.ts'
import { AppError, isAway } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { PlatformConnection } from '../platform/connection.ts'
import { networkError } from '../platform/network-error.ts'
import type { Timings } from '../platform/timings.ts'
import { login, type Credentials, type Grant } from './login.ts'

/** Share of its life after which a token is refreshed. */
const REFRESH_AT = 0.8
/** setTimeout's longest wait; a longer-lived token is refreshed earlier. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export class TokenKeeper {
  readonly #connection: PlatformConnection
  readonly #onExpired: (error: AppError) => void
  readonly #onMustChangePassword: () => void
  readonly #onFirstToken: (() => void) | undefined
  readonly #backoff: Backoff
  #credentials: Credentials
  /** Empty before the first one. */
  #token: string
  #timer: NodeJS.Timeout | undefined
  #renewing: Promise<void> | undefined
  #expired: AppError | undefined
  #disposed = false

  constructor(options: {
    connection: PlatformConnection
    credentials: Credentials
    /** Undefined where the platform was never reached: the first sign-in is tried again and again. */
    grant: Grant | undefined
    timings: Timings
    onExpired: (error: AppError) => void
    /** A silent sign-in was granted on the condition that the password is changed. */
    onMustChangePassword: () => void
    /** The platform answered for the first time, with a token. */
    onFirstToken?: () => void
  }) {
    this.#connection = options.connection
    this.#credentials = options.credentials
    this.#onExpired = options.onExpired
    this.#onMustChangePassword = options.onMustChangePassword
    this.#backoff = new Backoff(options.timings.backoffFirstMs, options.timings.backoffMostMs)
    this.#onFirstToken = options.onFirstToken
    this.#token = options.grant?.token ?? ''
    this.#schedule(options.grant ? options.grant.validMs * REFRESH_AT : this.#backoff.next())
  }

  /** What the platform gave; empty before it gave one, which it refuses like any other it does not know. */
  get token(): string {
    return this.#token
  }

  changePassword(password: string): void {
    this.#credentials = { ...this.#credentials, password }
  }

  /** A sign-in by the operator gave a new token: the session goes on. */
  resume(credentials: Credentials, grant: Grant): void {
    this.#credentials = credentials
    this.#expired = undefined
    this.#take(grant)
  }

  /**
   * The platform refused `refused`. Returns when a newer token is there. Errors: why there is none; when that is not the
   * network, the session has expired.
   */
  async renew(refused: string): Promise<void> {
    // After signing out nobody signs in behind the operator's back.
    if (this.#disposed) throw new AppError('not-signed-in')
    if (this.#expired) throw this.#expired
    if (refused !== this.#token) return
    this.#renewing ??= this.#loginSilently().finally(() => (this.#renewing = undefined))
    await this.#renewing
  }

  dispose(): void {
    this.#disposed = true
    clearTimeout(this.#timer)
  }

  async #loginSilently(): Promise<void> {
    const credentials = this.#credentials
    try {
      const grant = await login(this.#connection, credentials)
      const isFirst = this.#token === ''
      this.#take(grant)
      if (this.#disposed) return
      if (grant.mustChangePassword) this.#onMustChangePassword()
      else if (isFirst) this.#onFirstToken?.()
    } catch (error) {
      const known = networkError(error, this.#connection.host)
      // Refused were the former ones: the operator gave others meanwhile.
      if (credentials !== this.#credentials) return
      if (!isAway(known.code)) {
        this.#expired = known
        clearTimeout(this.#timer)
        if (!this.#disposed) this.#onExpired(known)
      }
      throw known
    }
  }

  async #refresh(): Promise<void> {
    const old = this.#token
    try {
      if (old === '') return await this.renew(old)
      const { data } = await this.#connection.call(operations.auth.refresh, {}, old)
      this.#take({ token: data.token, validMs: data.timeout * 1000, mustChangePassword: false })
    } catch (error) {
      if (error instanceof AppError && error.details.platformCode === PlatformCode.authentication) {
        await this.renew(old).catch(() => this.#expired ?? this.#schedule(this.#backoff.next()))
      } else if (!this.#expired) this.#schedule(this.#backoff.next())
    }
  }

  #take(grant: Grant): void {
    this.#token = grant.token
    this.#backoff.reset()
    this.#schedule(grant.validMs * REFRESH_AT)
  }

  #schedule(waitMs: number): void {
    clearTimeout(this.#timer)
    if (this.#disposed) return
    this.#timer = setTimeout(() => void this.#refresh(), Math.min(Math.max(waitMs, 200), LONGEST_TIMER_MS))
  }
}
