/** True for an address that will be reached without encryption. Without a scheme https is assumed. */
export function isInsecureAddress(address: string): boolean {
  return /^\s*http:\/\//i.test(address)
}

/** Host and port, for a name to suggest; the whole text when it is not an address yet. */
export function hostOfAddress(address: string): string {
  const text = address.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(withScheme) ? new URL(withScheme).host : text
}
