/** The platform vendor's own player, unmodified, on an empty page: the only client of this platform that is not ours. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'

const PLAYER = fileURLToPath(import.meta.resolve('@besovideo/webrtc-player'))
const STYLES = path.join(path.dirname(PLAYER), 'main.es.css')

const pageOf = (body: string): string => `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/vendor/player.css">
${body}
<script type="module">
import * as vendor from '/vendor/player.js'
window.vendor = vendor
</script>`

/**
 * Leads a page to one that has the package as `window.vendor`, at the address of the platform: it needs to be of the same
 * origin. `body`: markup of that page.
 */
export async function lendVendorPackage(
  context: BrowserContext,
  page: Page,
  platformUrl: string,
  body: string,
): Promise<void> {
  // Chromium takes an answer that was made up for it as one from the internet, which may not open websockets on this machine.
  await context.grantPermissions(['microphone', 'local-network-access'])
  await page.route('**/vendor/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('.html')) return route.fulfill({ contentType: 'text/html', body: pageOf(body) })
    const isStyle = pathname.endsWith('.css')
    const contentType = isStyle ? 'text/css' : 'text/javascript'
    return route.fulfill({ contentType, body: await readFile(isStyle ? STYLES : PLAYER) })
  })
  await page.goto(`${platformUrl}/vendor/page.html`)
  await page.waitForFunction('window.vendor')
}
