import type { Page } from 'playwright-core'
import { installBarePlayer } from '../page/bare-player.ts'
import type { PlatformSession } from './platform-session.ts'

export const BARE_PLAYER = `(${String(installBarePlayer)})()`

/** Lends a page the way to the platform that its own policy denies it. Call it before the page is loaded. */
export async function lendSignalling(page: Page, platform: PlatformSession): Promise<void> {
  await page.exposeFunction('benchOpenDialog', (device: string, channel: number, sdp: string) =>
    platform.openDialog(device, channel, sdp),
  )
  await page.exposeFunction('benchCloseDialog', (dialogid: string) => platform.closeDialog(dialogid))
}
