/** About this client itself: what its host can do, what it uses of the machine. */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

const SECRET_STORES = ['keyring', 'file', 'none'] as const

export const AppInfo = Type.Object({
  version: Type.String(),
  host: Type.Enum(['electron', 'node'] as const),
  /** `keyring`: the system's. `file`: a file only this account can read, not encrypted by a keyring: said when a password is to be kept. */
  secrets: Type.Enum(SECRET_STORES),
  /** A demo platform to offer at the sign-in screen, when started by the demo. */
  demo: Type.Optional(Type.Object({ siteId: Type.String(), username: Type.String(), password: Type.String() })),
})
export type AppInfo = Static<typeof AppInfo>

export const Usage = Type.Object({
  /** Of one core, 100 = one core busy. */
  cpuPercent: Type.Number(),
  memoryMb: Type.Number(),
  /** What was measured: only the core, or the windows too. */
  covers: Type.Enum(['core', 'all'] as const),
})
export type Usage = Static<typeof Usage>

export const app = domain({
  calls: {
    info: call(Type.Object({}), AppInfo),
    /** Opens an https address of the platform or the documentation outside. Errors: `bad-input` for any other scheme. */
    openExternal: call(Type.Object({ url: Type.String({ maxLength: 2000 }) }), Type.Null()),
  },
  events: {
    /** Every 2 s. */
    usageMeasured: event(Usage),
  },
})
