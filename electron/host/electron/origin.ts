import type { WebFrameMain } from 'electron'

/** The one origin our page has. Compared part by part: `URL.origin` says "null" for schemes the web does not know. */
export const APP_SCHEME = 'app'
const APP_HOST = 'watchpost'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

export function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username } = new URL(url)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === ''
}

/** Null when the frame has gone on to another document since it sent. */
export function isOurTopFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurs(frame.url)
}
