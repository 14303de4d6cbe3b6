/** Finds what a command names, or says that it is not there. */
import type { Account } from '../accounts.ts'
import type { Dialog } from '../dialogs.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'

export function accountOf(world: World, id: string): Account {
  const account = world.accounts.get(id)
  if (!account) throw new Error(`no account ${id}`)
  return account
}

export function deviceOf(world: World, id: string): Device {
  const device = world.fleet.byId.get(id)
  if (!device) throw new Error(`no device ${id}`)
  return device
}

export function dialogOf(world: World, id: string): Dialog {
  const dialog = world.dialogs.open.get(id)
  if (!dialog) throw new Error(`no dialog ${id}`)
  return dialog
}
