/** Who is signed in where, and how the connection to the platform is. Documentation: chapter "Authentication". */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'

/**
 * - `signed-out`: nobody; `error` says why the last try or session ended.
 * - `signing-in`: on the way.
 * - `away`: sign-in waits because the platform cannot be reached (`error`), next try at `retryAt`.
 * - `must-change-password`: signed in, the platform demands a new password before anything else.
 * - `signed-in`: work.
 * - `expired`: the token ended and the silent sign-in failed (`error`); the screen stays, a new sign-in resumes it.
 */
const SESSION_PHASES = ['signed-out', 'signing-in', 'away', 'must-change-password', 'signed-in', 'expired'] as const

export const SessionState = Type.Object({
  phase: Type.Enum(SESSION_PHASES),
  siteId: Type.Optional(Type.String()),
  username: Type.Optional(Type.String()),
  /** The user's name at the platform. */
  displayName: Type.Optional(Type.String()),
  /** Permission IDs with a level above 0 (`superAdmin`, `deviceManager` …). */
  permissions: Type.Array(Type.String()),
  /** The connection is plain HTTP: shown as a visible mark. */
  insecure: Type.Boolean(),
  error: Type.Optional(ErrorEnvelope),
  /** Epoch ms of the next automatic try (`away`). */
  retryAt: Type.Optional(Type.Number()),
  /** While `away`: the password is the one this account last signed in with from here, so that `enterOffline` lets it in. */
  canEnterOffline: Type.Optional(Type.Boolean()),
  /** While `signed-in`: entered without the platform, which has not answered yet. Everything shown is what this computer kept. */
  offline: Type.Optional(Type.Boolean()),
})
export type SessionState = Static<typeof SessionState>

/** Whether calls reach the platform, measured by what really happened to them. */
export const ConnectionState = Type.Object({
  reachable: Type.Boolean(),
  /** Epoch ms since when it is so. */
  since: Type.Number(),
  /** Platform's clock minus this machine's, ms; absent until it was measured, 0 when they may well be the same. Told anew when it moved by a second. */
  clockAheadMs: Type.Optional(Type.Number()),
  /** Names the network of this machine by which the platform is reached; absent until it was. For what differs from one to the other. */
  network: Type.Optional(Type.String({ maxLength: 64 })),
  error: Type.Optional(ErrorEnvelope),
})
export type ConnectionState = Static<typeof ConnectionState>

/** `user.requirement` of the documentation, in our units. */
export const PasswordRules = Type.Object({
  complex: Type.Boolean(),
  /** Days between reminders, 0 for none. */
  cycleDays: Type.Number(),
})
export type PasswordRules = Static<typeof PasswordRules>

const Username = Type.String({ minLength: 1, maxLength: 100 })
const Password = Type.String({ minLength: 1, maxLength: 200 })

export const session = domain({
  calls: {
    state: call(Type.Object({}), Type.Object({ session: SessionState, connection: ConnectionState })),
    /**
     * Signs in. Without `password` the stored one is used (`not-found` when there is none).
     * A refusal is an error; "cannot be reached" is the phase `away` with automatic tries until `cancel`.
     * `remember` keeps the password in the host's secret store after success; false removes it.
     */
    signIn: call(
      Type.Object({
        siteId: Type.String({ maxLength: 64 }),
        username: Username,
        password: Type.Optional(Password),
        remember: Type.Boolean(),
      }),
      SessionState,
    ),
    /**
     * Works with what this computer kept, while the platform is tried further: allowed where the state says `canEnterOffline`
     * (`not-found` elsewhere). `offline` goes when the platform took the password; one it refuses ends in `expired`.
     */
    enterOffline: call(Type.Object({}), SessionState),
    /** Ends the automatic tries of `away`. */
    cancel: call(Type.Object({}), Type.Null()),
    /** Closes every dialog this client opened, logs out at the platform, forgets the token and the session's data. Always ends signed out. */
    signOut: call(Type.Object({}), Type.Null()),
    /** Errors: `platform` 14 for a wrong old password. Ends the phase `must-change-password`. */
    changePassword: call(Type.Object({ oldPassword: Password, newPassword: Password }), Type.Null()),
    passwordRules: call(Type.Object({}), PasswordRules),
  },
  events: {
    changed: event(SessionState),
    connectionChanged: event(ConnectionState),
  },
})
