import { randomUUID } from 'node:crypto'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import { Site, type SiteInput, type SiteList } from '../../../shared/contract/sites.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import { normaliseAddress } from '../platform/address.ts'
import { JsonFile } from '../storage/json-file.ts'
import { accountsKey, passwordKey } from './secret-keys.ts'

const SitesFile = Type.Object({ sites: Type.Array(Site), lastSiteId: Type.Optional(Type.String()) })

/** Saved platforms. The list is the file; passwords lie in the host's secret store under the site's and user's name. */
export class Sites {
  readonly #file: JsonFile<typeof SitesFile>
  readonly #host: Host
  readonly #events: CoreEvents
  /** Certificates a platform showed in this process: only such a one can be trusted by a click. */
  readonly #shown = new Map<string, Set<string>>()

  constructor(host: Host, events: CoreEvents) {
    this.#host = host
    this.#events = events
    this.#file = new JsonFile(path.join(host.dataFolder, 'sites.json'), SitesFile, { sites: [] }, (setAside, reason) =>
      host.log('error', `sites.json was damaged (${reason}), set aside as ${setAside}`),
    )
  }

  list(): SiteList {
    return this.#file.value
  }

  /** Errors: `not-found`. */
  get(siteId: string): Site {
    const site = this.#file.value.sites.find((candidate) => candidate.id === siteId)
    if (!site) throw new AppError('not-found', { reason: 'site' })
    return site
  }

  async save(input: SiteInput): Promise<Site> {
    const address = normaliseAddress(input.address)
    const name = input.name.trim()
    if (!name) throw new AppError('bad-input', { path: '/name', reason: 'empty' })
    const known = this.#file.value.sites.find((site) => site.id === input.id)
    if (input.id !== undefined && !known) throw new AppError('not-found', { reason: 'site' })
    const policy = input.tls === undefined ? {} : { tls: input.tls }
    if (!known) {
      const site: Site = { id: randomUUID(), name, address, ...policy, hasPassword: false }
      await this.#write([...this.#file.value.sites, site])
      return site
    }
    const moved = known.address !== address
    if (moved) await this.forgetPassword(known.id)
    const site: Site = { ...this.get(known.id), name, address, ...policy }
    if (moved || site.tls === 'system') delete site.pinnedFingerprint
    // Another address is another machine: its certificate and password were never this one's.
    if (moved) this.#shown.delete(known.id)
    await this.#replace(site)
    return site
  }

  /** Adds or updates a site under a fixed id: the demo's. */
  async put(site: Pick<Site, 'id' | 'name' | 'address'>): Promise<void> {
    const others = this.#file.value.sites.filter((candidate) => candidate.id !== site.id)
    await this.#write([...others, { ...site, address: normaliseAddress(site.address), hasPassword: false }])
  }

  async remove(siteId: string): Promise<void> {
    await this.forgetPassword(siteId)
    await this.#host.secrets.delete(accountsKey(siteId))
    await this.#write(this.#file.value.sites.filter((site) => site.id !== siteId))
  }

  /** Remembers that the platform showed this certificate, so that the operator may trust it. */
  showed(siteId: string, fingerprint: string): void {
    const shown = this.#shown.get(siteId) ?? new Set()
    this.#shown.set(siteId, shown.add(fingerprint))
  }

  async trust(siteId: string, fingerprint: string): Promise<void> {
    const site = this.get(siteId)
    if (site.tls === 'system') {
      throw new AppError('bad-input', {
        path: '/siteId',
        reason: 'this site takes only certificates the system trusts',
      })
    }
    if (!this.#shown.get(siteId)?.has(fingerprint)) {
      throw new AppError('bad-input', { path: '/fingerprint', reason: 'the platform did not show this certificate' })
    }
    if (site.pinnedFingerprint !== undefined && site.pinnedFingerprint !== fingerprint) {
      throw new AppError('bad-input', { path: '/fingerprint', reason: 'forget the known certificate first' })
    }
    await this.#replace({ ...site, pinnedFingerprint: fingerprint })
  }

  async forgetCertificate(siteId: string): Promise<void> {
    const { pinnedFingerprint: _, ...site } = this.get(siteId)
    await this.#replace(site)
  }

  async password(siteId: string, username: string): Promise<string | undefined> {
    return await this.#host.secrets.get(passwordKey(siteId, username))
  }

  async forgetPassword(siteId: string): Promise<void> {
    const site = this.get(siteId)
    if (site.lastUsername) await this.#host.secrets.delete(passwordKey(siteId, site.lastUsername))
    await this.#replace({ ...site, hasPassword: false })
  }

  /** After a successful sign-in: last site, last user, and the password where the operator ticked it. */
  async remember(siteId: string, username: string, password: string | undefined): Promise<void> {
    const site = this.get(siteId)
    if (site.lastUsername && site.lastUsername !== username) {
      await this.#host.secrets.delete(passwordKey(siteId, site.lastUsername))
    }
    if (password === undefined) await this.#host.secrets.delete(passwordKey(siteId, username))
    else await this.#host.secrets.set(passwordKey(siteId, username), password)
    await this.#replace({ ...site, lastUsername: username, hasPassword: password !== undefined }, siteId)
  }

  async #replace(site: Site, lastSiteId?: string): Promise<void> {
    const sites = this.#file.value.sites.map((candidate) => (candidate.id === site.id ? site : candidate))
    await this.#write(sites, lastSiteId)
  }

  async #write(sites: Site[], lastSiteId = this.#file.value.lastSiteId): Promise<void> {
    const value: Static<typeof SitesFile> = { sites }
    if (lastSiteId !== undefined && sites.some((site) => site.id === lastSiteId)) value.lastSiteId = lastSiteId
    await this.#file.write(value)
    this.#events.emit('sites.changed', value)
  }
}

export function sitesHandlers(sites: Sites): DomainHandlers<WatchpostContract, 'sites'> {
  return {
    list: () => sites.list(),
    save: (input) => sites.save(input),
    remove: ({ siteId }) => sites.remove(siteId).then(() => null),
    trust: ({ siteId, fingerprint }) => sites.trust(siteId, fingerprint).then(() => null),
    forgetCertificate: ({ siteId }) => sites.forgetCertificate(siteId).then(() => null),
    forgetPassword: ({ siteId }) => sites.forgetPassword(siteId).then(() => null),
  }
}
