/** Who is signed in, and the way in and out. Services start with a session and end before its token does. */
import type { ConnectionState, PasswordRules, SessionState } from '../../../shared/contract/session.ts'
import type { Site } from '../../../shared/contract/sites.ts'
import { AppError, isAway } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import { PlatformConnection } from '../platform/connection.ts'
import { networkError } from '../platform/network-error.ts'
import { patience, type Timings } from '../platform/timings.ts'
import type { Sites } from '../sites/sites.ts'
import { ActiveSession } from './active-session.ts'
import { Attempt, type SignInInput } from './attempt.ts'
import { ConnectionReport } from './connection-report.ts'
import { changePassword, identify, login, logout, readPasswordRules, type Grant, type Identity } from './login.ts'
import { endServices, type SessionService } from './session-service.ts'
import { TokenKeeper } from './token-keeper.ts'
import { UserMemory } from './user-memory.ts'

const SIGNED_OUT: SessionState = { phase: 'signed-out', permissions: [], insecure: false }

export class Session {
  readonly #sites: Sites
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #timings: Timings
  readonly #connection: ConnectionReport
  readonly #memory: UserMemory
  readonly #services: SessionService[] = []
  #state: SessionState = SIGNED_OUT
  #active: ActiveSession | undefined
  #started = false
  #attempt: Attempt | undefined
  #retryTimer: NodeJS.Timeout | undefined
  /** Counts what the operators ask for: several windows may ask at once, and the last one holds. */
  #turn = 0
  /** Set while a session ends. */
  #leaving: Promise<void> | undefined

  constructor(sites: Sites, host: Host, events: CoreEvents, timings: Timings) {
    this.#sites = sites
    this.#host = host
    this.#events = events
    this.#timings = timings
    this.#connection = new ConnectionReport(events)
    this.#memory = new UserMemory(sites, host)
  }

  addService(service: SessionService): void {
    this.#services.push(service)
  }

  get state(): SessionState {
    return this.#state
  }

  get connectionState(): ConnectionState {
    return this.#connection.state
  }

  /** The session services work with. Errors: `not-signed-in`. */
  require(): ActiveSession {
    if (!this.#active || !this.#started) throw new AppError('not-signed-in')
    return this.#active
  }

  async signIn(input: SignInInput): Promise<SessionState> {
    this.cancel()
    const turn = this.#turn
    const site = this.#sites.get(input.siteId)
    const password = input.password ?? (await this.#sites.password(site.id, input.username))
    if (password === undefined) throw new AppError('not-found', { reason: 'password' })
    await this.#leaving
    if (this.#active && !this.#active.isSameWay(site, input.username)) await this.#leave()
    if (turn !== this.#turn) throw new AppError('cancelled')
    const attempt = new Attempt({ ...input, site, password }, this.#timings)
    return this.#active ? await this.#resume(this.#active, attempt) : await this.#try(attempt)
  }

  /** Works with what this computer kept until the platform is back. Errors: `not-found` where nobody is recognised. */
  async enterOffline(): Promise<SessionState> {
    const attempt = this.#attempt
    const { error, known } = attempt?.away ?? {}
    if (!attempt || !error || !known) throw new AppError('not-found', { reason: 'no account is recognised' })
    this.cancel()
    const { site, username } = attempt
    const connection = this.#connect(site)
    const active = this.#activate(attempt, connection, undefined)
    this.#connection.begin()
    this.#connection.note(error)
    await this.#start(active, { siteId: site.id, username, insecure: connection.insecure, ...known, offline: true })
    return this.#state
  }

  /** Ends waiting and automatic tries. */
  cancel(): void {
    this.#turn++
    clearTimeout(this.#retryTimer)
    this.#attempt?.abort.abort()
    this.#attempt = undefined
    if (this.#state.phase === 'away' || this.#state.phase === 'signing-in') this.#set(SIGNED_OUT)
  }

  async signOut(): Promise<void> {
    this.cancel()
    await this.#leave()
  }

  /** Once for all who ask: a second end would end the session that came after the first. */
  #leave(): Promise<void> {
    return (this.#leaving ??= this.#end().finally(() => (this.#leaving = undefined)))
  }

  async #end(): Promise<void> {
    const active = this.#active
    if (active) {
      if (this.#started) {
        const failed = (reason: unknown): void => this.#host.log('warn', `end of session: ${String(reason)}`)
        await endServices(this.#services, active, failed)
      }
      await this.#logout(active.connection, active.keeper.token)
      this.#active = undefined
      this.#started = false
      active.scope.dispose()
      this.#connection.note(undefined)
    }
    this.#set(SIGNED_OUT)
  }

  async changePassword(oldPassword: string, newPassword: string): Promise<void> {
    const active = this.#requireAny()
    await changePassword(active, oldPassword, newPassword)
    active.keeper.changePassword(newPassword)
    const { site, username } = active
    await this.#memory.keepChanged({ site, username, password: newPassword }, this.#identity)
    if (this.#state.phase === 'must-change-password') await this.#startWork(active)
  }

  async passwordRules(): Promise<PasswordRules> {
    return await readPasswordRules(this.#requireAny())
  }

  #requireAny(): ActiveSession {
    if (!this.#active) throw new AppError('not-signed-in')
    return this.#active
  }

  async #try(attempt: Attempt): Promise<SessionState> {
    this.#attempt = attempt
    const { site } = attempt
    this.#set({ ...attempt.facts, phase: 'signing-in' })
    const connection = this.#connect(site)
    let token: string | undefined
    try {
      // Removed while it was away: then there is nothing to sign in to.
      this.#sites.get(site.id)
      const grant = await login(connection, attempt, attempt.abort.signal)
      token = grant.token
      return await this.#enter(attempt, connection, grant)
    } catch (error) {
      if (token !== undefined) await this.#logout(connection, token)
      connection.dispose()
      const known = this.#noteCertificate(site.id, networkError(error, connection.host))
      if (this.#attempt !== attempt) throw new AppError('cancelled')
      if (!isAway(known.code)) {
        this.#attempt = undefined
        void this.#memory.refused(attempt)
        this.#set({ ...attempt.facts, phase: 'signed-out', error: known.toEnvelope() })
        throw known
      }
      const waitMs = await attempt.missed(known, this.#memory)
      if (this.#attempt !== attempt) throw new AppError('cancelled')
      this.#retryTimer = setTimeout(() => void this.#try(attempt).catch(() => undefined), waitMs)
      return this.#set({ ...attempt.facts, phase: 'away', error: known.toEnvelope(), retryAt: Date.now() + waitMs })
    }
  }

  async #enter(attempt: Attempt, connection: PlatformConnection, grant: Grant): Promise<SessionState> {
    const { site, username } = attempt
    const identity: Identity = grant.mustChangePassword
      ? { displayName: username, permissions: [] }
      : await identify(connection, grant.token, attempt.abort.signal)
    if (this.#attempt !== attempt) throw new AppError('cancelled')
    const active = this.#activate(attempt, connection, grant)
    this.#connection.begin(connection.facts)
    const base = { siteId: site.id, username, insecure: connection.insecure, ...identity }
    if (grant.mustChangePassword) this.#set({ ...base, phase: 'must-change-password' })
    else await this.#start(active, base)
    this.#attempt = undefined
    await this.#memory.keep(attempt, identity)
    return this.#state
  }

  /** The session of this attempt from now on. Without a grant its first token is asked for again and again. */
  #activate(attempt: Attempt, connection: PlatformConnection, grant: Grant | undefined): ActiveSession {
    const { site, username, password } = attempt
    const keeper = new TokenKeeper({
      connection,
      credentials: { username, password },
      grant,
      timings: this.#timings,
      onExpired: (error) => this.#interrupt({ phase: 'expired', error: error.toEnvelope() }),
      onMustChangePassword: () => this.#interrupt({ phase: 'must-change-password' }),
      onFirstToken: () => void this.#startWork(active).catch((error: unknown) => this.#onlineUnknown(active, error)),
    })
    const active = new ActiveSession(site, username, connection, keeper)
    this.#active = active
    return active
  }

  /** A session that expired goes on where it was. Errors are the caller's; the session stays expired. */
  async #resume(active: ActiveSession, attempt: Attempt): Promise<SessionState> {
    this.#attempt = attempt
    const grant = await login(active.connection, attempt, attempt.abort.signal).catch((error: unknown) => {
      throw this.#noteCertificate(active.site.id, networkError(error, active.connection.host))
    })
    if (this.#attempt !== attempt) throw new AppError('cancelled')
    this.#attempt = undefined
    active.keeper.resume({ username: attempt.username, password: attempt.password }, grant)
    const { error: _, offline, ...state } = this.#state
    if (grant.mustChangePassword) this.#set({ ...state, phase: 'must-change-password' })
    else if (this.#started && !offline) await this.#start(active, state)
    else await this.#startWork(active)
    await this.#memory.keep(attempt, this.#identity)
    return this.#state
  }

  /** The platform gave a token, but does not say who this is: what was known of the account holds. */
  #onlineUnknown(active: ActiveSession, error: unknown): void {
    this.#host.log('warn', `the account after its return: ${String(error)}`)
    const { offline: _, ...state } = this.#state
    if (this.#active === active) this.#start(active, state).catch(() => undefined)
  }

  get #identity(): Identity {
    const { displayName, permissions, username } = this.#state
    return { displayName: displayName ?? username ?? '', permissions }
  }

  /** After the forced change, and after the return of the platform: who is this, and to work. */
  async #startWork(active: ActiveSession): Promise<void> {
    const identity = await identify(active.connection, active.keeper.token).catch(async (error: unknown) => {
      // Some platforms void the token with the password.
      if (!(error instanceof AppError) || error.code !== 'platform') throw error
      await active.keeper.renew(active.keeper.token)
      return await identify(active.connection, active.keeper.token)
    })
    const { username, site, connection } = active
    await this.#start(active, { siteId: site.id, username, insecure: connection.insecure, ...identity })
  }

  /** A session that works already (expired, or a change of the password was forced in its middle) goes on. */
  async #start(active: ActiveSession, base: Omit<SessionState, 'phase'>): Promise<void> {
    if (this.#active !== active || this.#leaving) throw new AppError('cancelled')
    const isAtWork = this.#started
    this.#started = true
    this.#set({ ...base, phase: 'signed-in' })
    try {
      for (const service of this.#services) {
        if (isAtWork) service.resume?.(active)
        else service.start(active)
      }
    } catch (error) {
      // Half a session would say "signed in" and refuse every call.
      await this.#leave()
      throw error
    }
  }

  async #logout(connection: PlatformConnection, token: string): Promise<void> {
    const failed = (error: unknown): void => this.#host.log('warn', `logout: ${String(error)}`)
    await logout(connection, token, this.#timings.farewellMs).catch(failed)
  }

  #interrupt(state: Pick<SessionState, 'phase' | 'error'>): void {
    if (this.#active && !this.#leaving) this.#set({ ...this.#state, ...state })
  }

  #connect(site: Site): PlatformConnection {
    const connection: PlatformConnection = new PlatformConnection({
      base: site.address,
      pinnedFingerprint: site.pinnedFingerprint,
      ...patience(this.#timings),
      onOutcome: (away) => this.#connection.note(away, connection.facts),
      onBadRows: (reason) => this.#host.log('warn', reason),
    })
    return connection
  }

  #noteCertificate(siteId: string, error: AppError): AppError {
    const fingerprint = error.details.certificate?.fingerprint
    if (fingerprint) this.#sites.showed(siteId, fingerprint)
    return error
  }

  #set(state: SessionState): SessionState {
    this.#state = state
    this.#events.emit('session.changed', state)
    return state
  }
}
