/** Saved platforms of this machine: name, address, TLS policy, last user. No secrets here. */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

/**
 * Whose word makes a certificate good. `ask`: the system's, and for one it does not know the operator's, asked once and kept
 * as `pinnedFingerprint`. `system`: the system's alone; nobody is asked.
 */
export const TLS_POLICIES = ['ask', 'system'] as const

export const Site = Type.Object({
  /** Ours, made at save. */
  id: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ minLength: 1, maxLength: 100 }),
  /** Origin of the platform: `https://host[:port]` or `http://host[:port]`, an optional path prefix, no trailing slash. */
  address: Type.String({ minLength: 1, maxLength: 500 }),
  /** `ask` where it is left out, as in lists of earlier versions. */
  tls: Type.Optional(Type.Enum(TLS_POLICIES)),
  /** SHA-256 fingerprint the operator accepted for this site; a different one is refused. */
  pinnedFingerprint: Type.Optional(Type.String()),
  lastUsername: Type.Optional(Type.String({ maxLength: 100 })),
  /** True when a password of `lastUsername` lies in the secret store. */
  hasPassword: Type.Boolean(),
})
export type Site = Static<typeof Site>

export const SiteInput = Type.Object({
  id: Type.Optional(Site.properties.id),
  name: Site.properties.name,
  address: Site.properties.address,
  /** Left out it stays as it was. `system` forgets the trusted certificate. */
  tls: Site.properties.tls,
})
export type SiteInput = Static<typeof SiteInput>

const SiteList = Type.Object({ sites: Type.Array(Site), lastSiteId: Type.Optional(Type.String()) })
export type SiteList = Static<typeof SiteList>

const SiteRef = Type.Object({ siteId: Type.String({ maxLength: 64 }) })

export const sites = domain({
  calls: {
    list: call(Type.Object({}), SiteList),
    /** Adds (no id) or changes a site. The address may come without a scheme: https is assumed. Errors: `bad-address`, `not-found`. */
    save: call(SiteInput, Site),
    /** Removes a site with its secrets, pin and remembered user. Errors: `not-found`. */
    remove: call(SiteRef, Type.Null()),
    /** Trusts this certificate for this site from now on; it must be the one the platform just showed. Errors: `not-found`;
     * `bad-input`, also for a site that takes only what the system trusts. */
    trust: call(
      Type.Object({ siteId: Type.String({ maxLength: 64 }), fingerprint: Type.String({ maxLength: 200 }) }),
      Type.Null(),
    ),
    /** Forgets the trusted certificate: the next connection asks again. */
    forgetCertificate: call(SiteRef, Type.Null()),
    /** Removes the stored password. */
    forgetPassword: call(SiteRef, Type.Null()),
  },
  events: {
    changed: event(SiteList),
  },
})
