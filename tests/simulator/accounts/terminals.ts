/** People come and go at their terminals: signed in, signed out, thrown out. */
import type { OnlineReasonId } from '../../../shared/platform/log.ts'
import type { Account } from '../accounts.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'

type Parts = Pick<World, 'fleet' | 'clock' | 'presence'>

/** A terminal that lost its line or changed its user registers again after this. */
export const TERMINAL_RETURN_MS = 30_000

export function isSignedIn(account: Account, device: Device): boolean {
  return device.online && device.person?.id === account.id
}

/** The on-line terminals that it is signed in on. */
export function terminalsOf(account: Account): readonly Device[] {
  return account.terminals.filter((device) => isSignedIn(account, device))
}

/** Goes off-line and comes back, as whoever is its person by then. */
export function throwOut({ fleet, clock, presence }: Parts, device: Device, reason: OnlineReasonId): void {
  if (!device.online) return
  presence.because(reason, () => fleet.setOnline(device, false))
  clock.after(TERMINAL_RETURN_MS, () => fleet.setOnline(device, true))
}

/** Its terminals are devices without a user from now on. */
export function signOut(parts: Parts, account: Account, reason: OnlineReasonId): void {
  for (const device of account.terminals) {
    if (device.person?.id !== account.id) continue
    throwOut(parts, device, reason)
    device.person = undefined
  }
}

/** Takes a terminal over from whoever was signed in there. */
export function signIn(parts: Parts, account: Account, device: Device, reason: OnlineReasonId): void {
  if (device.person?.id === account.id) return
  throwOut(parts, device, reason)
  device.person = account
  if (!account.terminals.includes(device)) account.terminals.push(device)
}

/** Back to the terminals that nobody took meanwhile. */
export function signInAgain(parts: Parts, account: Account, reason: OnlineReasonId): void {
  for (const device of account.terminals)
    if (!device.person && parts.fleet.byId.get(device.id) === device) signIn(parts, account, device, reason)
}
