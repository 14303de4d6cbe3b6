/** A desk whose microphone hears a tone, for talk that is known by content at its other end. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { setTransport } from '../../support/transport.ts'
import { until } from '../../support/until.ts'
import { openBrowser } from './browser.ts'
import { openDesk } from './desk.ts'
import { untilFleet } from './shown.ts'
import { writeTone } from './wav.ts'

/** What the microphone hears, Hz. Not the tone of any device: those stand on a grid of 50. */
export const VOICE_HZ = 700

/** A browser with a microphone that hears `VOICE_HZ` and is allowed. */
export async function openTalkingBrowser() {
  const tone = writeTone(path.join(tempFolder(), 'voice.wav'), VOICE_HZ)
  return openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${tone}`,
  ])
}

/** Signed in, the fleet there. Its processing is off: a steady tone is noise to it. */
export async function talkingDesk(browser = openTalkingBrowser(), platform?: Simulator) {
  const profile = path.join(tempFolder(), 'profile')
  mkdirSync(profile, { recursive: true })
  setTransport(profile, 'webrtc')
  keepPlainVoice(path.join(profile, 'settings.json'))
  const talkedWith = platform ?? (await openPlatform({ devices: 60 }))
  const desk = await openDesk({ browser: await browser, profile, at: talkedWith })
  await untilFleet(desk.page, 'live')
  return { ...desk, platform: talkedWith }
}

function keepPlainVoice(file: string): void {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...settings, 'voice.devices': plain }))
}

/** What the dialog that talks has heard so far. */
export function talkHeard(platform: Simulator) {
  const dialog = platform.seen().dialogs.find(({ purpose }) => purpose === 'talk')
  return dialog && platform.control.heard({ dialog: dialog.id })
}

export async function untilHeard(platform: Simulator, afterMs = 0): Promise<void> {
  await until(`${VOICE_HZ} Hz at the device`, () => {
    const heard = talkHeard(platform)
    return heard?.frequencyHz === VOICE_HZ && (heard.voiceAt ?? 0) > afterMs
  })
}

/** When `event` next comes to the window, epoch ms of the page's clock, which is this machine's. */
export async function noteNext(page: Page, event: string): Promise<() => Promise<number>> {
  const handle = await page.evaluateHandle((name) => {
    const noted = { at: 0 }
    window.addEventListener(name, () => (noted.at = Date.now()), { capture: true, once: true })
    return noted
  }, event)
  return async () => await until(`${event} noted`, async () => (await handle.evaluate(({ at }) => at)) || undefined)
}

/** Reads a meter of the page, 0 to 100. */
export async function meterOf(page: Page, testId: string): Promise<number> {
  return Number(await page.getByTestId(testId).getAttribute('aria-valuenow'))
}
