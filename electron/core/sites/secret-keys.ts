/** Under which names the host's secret store keeps what belongs to a site. */

export function passwordKey(siteId: string, username: string): string {
  return `password:${siteId}:${username}`
}

/** Of all accounts that signed in at the site from this computer: see `session/known-accounts.ts`. */
export function accountsKey(siteId: string): string {
  return `accounts:${siteId}`
}
