/** Ends what an account is doing on the platform. */
import type { OnlineReasonId } from '../../../shared/platform/log.ts'
import type { Account } from '../accounts.ts'
import type { World } from '../world.ts'
import { signOut, terminalsOf, throwOut } from './terminals.ts'

type Parts = Pick<World, 'sessions' | 'dialogs' | 'fleet' | 'clock' | 'presence'>

/** Its sessions end with their websockets and dialogs, its terminals become devices without a user. */
export function cutOff(parts: Parts, account: Account, reason: OnlineReasonId): void {
  const { sessions, dialogs, presence } = parts
  presence.because(reason, () => sessions.of(account.id).forEach((session) => sessions.kick(session)))
  for (const dialog of [...dialogs.open.values()]) if (dialog.account === account) dialogs.close(dialog.id)
  signOut(parts, account, reason)
}

/** Login instances of terminals follow from the device; those of desks count from 1. */
export function terminalAppId(device: { readonly number: number }): number {
  return 1_000_000 + device.number
}

/** Ends one login instance, or all with `appId` 0. Terminals come back by themselves. Returns how many were ended. */
export function kick(parts: Parts, account: Account, appId: number, reason: OnlineReasonId): number {
  const { sessions, presence } = parts
  const desks = sessions.of(account.id).filter((session) => appId === 0 || session.appId === appId)
  const terminals = terminalsOf(account).filter((device) => appId === 0 || terminalAppId(device) === appId)
  presence.because(reason, () => desks.forEach((session) => sessions.kick(session)))
  for (const device of terminals) throwOut(parts, device, reason)
  return desks.length + terminals.length
}
