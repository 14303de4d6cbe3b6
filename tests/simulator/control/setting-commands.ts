/** Commands that set how the platform behaves from now on. */
import Type from 'typebox'
import { encryptPassword } from '../accounts.ts'
import { startLife } from '../life.ts'
import type { Subscriptions } from '../push/subscriptions.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { accountOf } from './lookup.ts'

export interface ChurnSwitch {
  /** Stops the churn that runs. */
  stop: () => void
}

export function settingCommands(world: World, subscriptions: Subscriptions, churn: ChurnSwitch) {
  return {
    tokenLifetime: command(Type.Object({ seconds: Type.Number({ exclusiveMinimum: 0 }) }), ({ seconds }) => {
      world.sessions.lifetimeS = seconds
    }),
    changePassword: command(Type.Object({ account: Type.String(), wanted: Type.Boolean() }), ({ account, wanted }) => {
      accountOf(world, account).changePassword = wanted
    }),
    setPassword: command(Type.Object({ account: Type.String(), password: Type.String() }), ({ account, password }) => {
      accountOf(world, account).encrypted = encryptPassword(account, password)
    }),
    complexPassword: command(Type.Object({ wanted: Type.Boolean() }), ({ wanted }) => {
      world.settings.complexPassword = wanted
    }),
    lockTime: command(Type.Object({ seconds: Type.Number({ minimum: 1 }) }), ({ seconds }) => {
      world.settings.lockS = seconds
    }),
    /** Lets time pass at once, and all that is due in it. */
    advance: command(Type.Object({ seconds: Type.Number({ minimum: 0 }) }), ({ seconds }) => {
      world.clock.advance(seconds * 1000)
    }),
    idle: command(Type.Object({ ms: Type.Number({ minimum: 1 }) }), ({ ms }) => {
      subscriptions.idleMs = ms
    }),
    churn: command(Type.Object({ eventsPerSecond: Type.Number({ minimum: 0 }) }), ({ eventsPerSecond }) => {
      churn.stop()
      churn.stop = startLife(world, eventsPerSecond)
    }),
  }
}
