import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../../../electron/host/node/chromium.ts'

/** Pictures from this machine to itself: without these two Chromium hides its loopback addresses behind names. */
export const LOOPBACK_MEDIA = ['--disable-features=WebRtcHideLocalIpsWithMdns', '--allow-loopback-in-peer-connection']

const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--autoplay-policy=no-user-gesture-required',
]

/** A headless Chromium: the one the tests are given, or that of this machine. As root its own sandbox cannot start, as in every container. */
export async function openBrowser(extra: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['WATCHPOST_TEST_BROWSER'] ?? findChromium()
  if (!executablePath) throw new Error('no Chromium found: npm test installs one where it may')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return await chromium.launch({ executablePath, args: [...QUIET, ...LOOPBACK_MEDIA, ...sandbox, ...extra] })
}
