/** All users of the platform: those at desks, and the people with terminals. */
import { encryptPassword, type Account, type Profile } from '../accounts.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { ResourceList } from '../roles/resources.ts'
import type { GivenRoleId, Role, Roles } from '../roles/roles.ts'

/** What a new account needs; the rest begins empty. */
export type NewAccount = Pick<Account, 'id' | 'gid' | 'name' | 'creator' | 'roles' | 'encrypted' | 'passwordAt'> &
  Partial<Profile & Pick<Account, 'changePassword' | 'deniedEvery' | 'terminals'>>

export interface Accounts extends ReadonlyMap<string, Account> {
  add(given: NewAccount): Account
  remove(account: Account): void
  onRemoved(listener: (account: Account) => void): void
}

interface Given {
  id: string
  password: string
  name: string
  position: string
  role: GivenRoleId
  changePassword?: true
  deniedEvery?: number
}

const GIVEN: readonly Given[] = [
  {
    id: 'admin',
    password: '123456',
    name: '系统管理员 / Administrator',
    position: 'Administrator',
    role: 'administrator',
  },
  { id: 'operator', password: 'Watch-2026', name: '值班员 / Operator', position: 'Dispatcher', role: 'dispatcher' },
  {
    id: 'newcomer',
    password: 'Start-2026',
    name: '新员工 / Newcomer',
    position: 'Dispatcher',
    role: 'dispatcher',
    changePassword: true,
  },
  { id: 'viewer', password: 'View-2026', name: '访客 / Viewer', position: 'Guest', role: 'guest', deniedEvery: 3 },
]

/** With which a person can log in, for the first line of the output. */
export const CREDENTIALS = GIVEN.map((entry) => ({ username: entry.id, password: entry.password }))

/** Of everybody who has a terminal. */
export const PATROL_PASSWORD = 'Patrol-2026'

const DAY_MS = 86_400_000

class Registry extends Map<string, Account> implements Accounts {
  readonly #listeners = new Set<(account: Account) => void>()

  add(given: NewAccount): Account {
    const account: Account = {
      idcard: '',
      validUntilS: 0,
      position: '',
      phone: '',
      email: '',
      desc: '',
      changePassword: false,
      deniedEvery: 0,
      terminals: [],
      ...given,
      enabled: true,
      resources: new ResourceList(),
      wrongTries: 0,
      lockedUntil: 0,
    }
    this.set(account.id, account)
    return account
  }

  remove(account: Account): void {
    if (!this.delete(account.id)) return
    for (const listener of this.#listeners) listener(account)
  }

  onRemoved(listener: (account: Account) => void): void {
    this.#listeners.add(listener)
  }
}

/** The given ones, in the root group, and an account for each person of the fleet, who is then signed in with it. */
export function createAccounts(rootId: string, roles: Roles, fleet: Pick<Fleet, 'devices'>, startMs: number): Accounts {
  const accounts = new Registry()
  const rolesOf = (id: GivenRoleId): ReadonlySet<Role> => new Set([roles.find(id)].filter((role) => role !== undefined))
  const passwordAt = startMs - 30 * DAY_MS
  for (const { id, password, role, ...given } of GIVEN) {
    const encrypted = encryptPassword(id, password)
    accounts.add({ ...given, id, gid: rootId, creator: 'admin', roles: rolesOf(role), encrypted, passwordAt })
  }
  const patrol = rolesOf('patrol')
  for (const device of fleet.devices) {
    const { person } = device
    if (!person) continue
    const encrypted = encryptPassword(person.id, PATROL_PASSWORD)
    device.person =
      accounts.get(person.id) ??
      accounts.add({ ...person, creator: 'admin', roles: patrol, encrypted, passwordAt, terminals: [device] })
  }
  roles.onRemoved((gone) => {
    for (const account of accounts.values())
      if (account.roles.has(gone)) account.roles = new Set([...account.roles].filter((role) => role !== gone))
  })
  return accounts
}
