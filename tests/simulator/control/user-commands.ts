/** Commands about users: what the platform demands of them, and codes that devices read. */
import Type from 'typebox'
import { OnlineReason } from '../../../shared/platform/log.ts'
import { signIn } from '../accounts/terminals.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { deviceOf } from './lookup.ts'

export function userCommands(world: World) {
  return {
    realName: command(Type.Object({ wanted: Type.Boolean() }), ({ wanted }) => {
      world.settings.realName = wanted
    }),
    passwordCycle: command(Type.Object({ days: Type.Number({ minimum: 0 }) }), ({ days }) => {
      world.settings.passwordCycleDays = days
    }),
    /** A device reads a QR code: it logs in as its user, or is told that the key is not good for it now. */
    scan: command(Type.Object({ device: Type.String(), key: Type.String() }), ({ device, key }) => {
      const scanned = deviceOf(world, device)
      const id = world.qrKeys.accountFor(key, device, Math.floor(world.now() / 1000))
      const account = id === undefined ? undefined : world.accounts.get(id)
      if (!account?.enabled) throw new Error('the key is not good')
      signIn(world, account, scanned, OnlineReason.relogin)
      return { account: account.id }
    }),
  }
}
