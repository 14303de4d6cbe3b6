/** What this computer keeps of who signed in: the last name, the password where it was ticked, and the means to recognise it. */
import type { Site } from '../../../shared/contract/sites.ts'
import type { Host } from '../host.ts'
import type { Sites } from '../sites/sites.ts'
import { KnownAccounts } from './known-accounts.ts'
import type { Identity } from './login.ts'

export interface SignedInUser {
  readonly site: Site
  readonly username: string
  readonly password: string
  /** The operator ticked that the password is kept. */
  readonly remember: boolean
}

export class UserMemory {
  readonly #sites: Sites
  readonly #host: Host
  readonly #known: KnownAccounts

  constructor(sites: Sites, host: Host) {
    this.#sites = sites
    this.#host = host
    this.#known = new KnownAccounts(host)
  }

  /** After the platform took the password. Never fails. */
  async keep(user: SignedInUser, identity: Identity): Promise<void> {
    await this.#keepName(user)
    await this.#known.remember(user.site.id, user.username, user.password, identity)
  }

  /** The same after a change of the password: kept where the former one was. */
  async keepChanged(user: Omit<SignedInUser, 'remember'>, identity: Identity): Promise<void> {
    const remember = this.#sites.list().sites.some(({ id, hasPassword }) => id === user.site.id && hasPassword)
    await this.keep({ ...user, remember }, identity)
  }

  /** The account as it was last, when this is the password it last signed in with. */
  recognise({ site, username, password }: Omit<SignedInUser, 'remember'>): Promise<Identity | undefined> {
    return this.#known.recognise(site.id, username, password)
  }

  /** The platform refused this password. */
  refused({ site, username, password }: Omit<SignedInUser, 'remember'>): Promise<void> {
    return this.#known.refused(site.id, username, password)
  }

  async #keepName({ site, username, password, remember }: SignedInUser): Promise<void> {
    try {
      await this.#sites.remember(site.id, username, remember ? password : undefined)
    } catch (error) {
      // Signed in is signed in: a secret store that fails is told in the log, and the name is kept all the same.
      this.#host.log('warn', `the password was not kept: ${String(error)}`)
      if (remember) await this.#keepName({ site, username, password, remember: false })
    }
  }
}
