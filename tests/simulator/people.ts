/** What the platform keeps of people: accounts, roles, groups, what they pinned, whom it lets in. */
import { watchDoor } from './block-list/enforce.ts'
import { BlockList } from './block-list/block-list.ts'
import { createQrKeys, type QrKeys } from './accounts/qr-keys.ts'
import { createAccounts, type Accounts } from './accounts/registry.ts'
import { createUserGroups, type UserGroups } from './accounts/user-groups.ts'
import { Pins } from './contacts/pins.ts'
import type { Fleet } from './fleet/fleet.ts'
import { CITY } from './fleet/names.ts'
import { createRoles, type Roles } from './roles/roles.ts'
import type { World } from './world.ts'

export interface People {
  /** Everybody: those at desks, and the people with terminals. */
  readonly accounts: Accounts
  readonly roles: Roles
  readonly userGroups: UserGroups
  readonly pins: Pins
  readonly blockList: BlockList
  readonly qrKeys: QrKeys
}

/** Signs the people of the fleet in on their terminals with accounts of theirs. */
export function createPeople(fleet: Fleet, now: () => number): People {
  const roles = createRoles(CITY.id)
  return {
    accounts: createAccounts(CITY.id, roles, fleet, now()),
    roles,
    userGroups: createUserGroups(fleet.userGroups),
    pins: new Pins(now),
    blockList: new BlockList(),
    qrKeys: createQrKeys(),
  }
}

/** What follows by itself from what happens to them. */
export function watchPeople(world: World): void {
  world.sessions.onKicked((session) => world.pushes.closeAll(KICKED, { session }))
  world.accounts.onRemoved((account) => world.pins.forget(account.id))
  watchDoor(world)
}

/** Close code of a websocket whose session was ended. */
const KICKED = 4001
