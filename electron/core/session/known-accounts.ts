/**
 * Accounts that signed in from this computer, with the means to recognise their password: while the platform is away the
 * person who last signed in may read what this computer kept. Of the password only a salted scrypt hash is kept, in the host's
 * secret store; where that keeps nothing, nobody is let in without the platform.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'
import Type, { type Static } from 'typebox'
import { checker } from '../checker.ts'
import type { Host } from '../host.ts'
import { accountsKey } from '../sites/secret-keys.ts'
import type { Identity } from './login.ts'

const Known = Type.Object({
  displayName: Type.String(),
  permissions: Type.Array(Type.String()),
  /** Both base64. */
  salt: Type.String(),
  hash: Type.String(),
})
const KnownBySite = Type.Record(Type.String(), Known)
type KnownBySite = Static<typeof KnownBySite>
const check = checker(KnownBySite)

const SALT_BYTES = 16
const HASH_BYTES = 32
/** 64 MB and a tenth of a second for each guess. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 } satisfies ScryptOptions

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

export class KnownAccounts {
  readonly #host: Pick<Host, 'secrets' | 'log'>
  /** One change after the other. */
  #writing = Promise.resolve()

  constructor(host: Pick<Host, 'secrets' | 'log'>) {
    this.#host = host
  }

  /** After the platform took the password. Never fails: a secret store that does is told in the log. */
  async remember(siteId: string, username: string, password: string, identity: Identity): Promise<void> {
    const salt = randomBytes(SALT_BYTES)
    const hash = await derive(password, salt, HASH_BYTES, COST)
    const known = { ...identity, salt: salt.toString('base64'), hash: hash.toString('base64') }
    await this.#change(siteId, (accounts) => ({ ...accounts, [username]: known }))
  }

  /** The account as it was last, when this is the password it last signed in with. */
  async recognise(siteId: string, username: string, password: string): Promise<Identity | undefined> {
    const accounts = await this.#read(siteId)
    const known = Object.hasOwn(accounts, username) ? accounts[username] : undefined
    if (!known) return undefined
    const expected = Buffer.from(known.hash, 'base64')
    const given = await derive(password, Buffer.from(known.salt, 'base64'), HASH_BYTES, COST)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
    return { displayName: known.displayName, permissions: known.permissions }
  }

  /** The platform refused this password: where it is the one that is recognised, it opens nothing any more. */
  async refused(siteId: string, username: string, password: string): Promise<void> {
    if ((await this.recognise(siteId, username, password)) === undefined) return
    await this.#change(siteId, ({ [username]: _, ...others }) => others)
  }

  #change(siteId: string, change: (accounts: KnownBySite) => KnownBySite): Promise<void> {
    this.#writing = this.#writing
      .then(async () => {
        const accounts = change(await this.#read(siteId))
        await this.#host.secrets.set(accountsKey(siteId), JSON.stringify(accounts))
      })
      .catch((error: unknown) =>
        this.#host.log('warn', `the account is not known without the platform: ${String(error)}`),
      )
    return this.#writing
  }

  async #read(siteId: string): Promise<KnownBySite> {
    const text = await this.#host.secrets.get(accountsKey(siteId)).catch(() => undefined)
    if (text === undefined) return {}
    try {
      const accounts: unknown = JSON.parse(text)
      const fault = check(accounts)
      if (!fault) return accounts as KnownBySite
      this.#host.log('warn', `the known accounts cannot be read: ${fault.path} ${fault.reason}`)
    } catch (error) {
      this.#host.log('warn', `the known accounts cannot be read: ${String(error)}`)
    }
    return {}
  }
}
