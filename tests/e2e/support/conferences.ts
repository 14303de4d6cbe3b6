/** A dispatcher at his conferences, and what the platform hears of him. */
import type { Page } from 'playwright-core'
import type { Simulator } from '../../simulator/simulator.ts'
import { until } from '../../support/until.ts'
import { talkingDesk, VOICE_HZ, type TalkingDeskOptions } from './voice.ts'

export const CENTRE = /Command centre/

/** With a microphone that hums. */
export async function atConferences(options: TalkingDeskOptions = {}) {
  const desk = await talkingDesk(options)
  await desk.page.getByTestId('area-conferences').click()
  await desk.page.getByTestId('conference-row').first().waitFor()
  return desk
}

/** Begins and joins one; gives its group once its sound is there. */
export async function enter(page: Page, name: RegExp): Promise<string> {
  const row = page.getByTestId('conference-row').filter({ hasText: name })
  await row.getByTestId('row-join').click()
  const group = (await row.getAttribute('data-group')) ?? ''
  await soundIs(page, group, 'open')
  return group
}

export const cardOf = (page: Page, group: string) =>
  page.locator(`[data-testid=conference-card][data-group="${group}"]`)
const buttonOf = (page: Page, group: string) => cardOf(page, group).getByTestId('talk-button')
export const soundIs = (page: Page, group: string, phase: string) =>
  cardOf(page, group).locator(`[data-testid=conference-way][data-phase=${phase}]`).waitFor()
export const keyIs = (page: Page, group: string, state: string) =>
  cardOf(page, group).locator(`[data-testid=talk-button][data-state=${state}]`).waitFor()
export const wordOf = (page: Page, group: string) => cardOf(page, group).getByTestId('talk-word').innerText()

export async function hold(page: Page, group: string): Promise<void> {
  await buttonOf(page, group).hover()
  await page.mouse.down()
}

function dialogOf(platform: Simulator, group: string) {
  return platform.seen().dialogs.find(({ device }) => device === group)
}

/** What the platform hears in the dialog of a conference. */
export function heard(platform: Simulator, group: string) {
  const dialog = dialogOf(platform, group)
  if (!dialog) throw new Error(`no dialog of ${group}`)
  return platform.control.heard({ dialog: dialog.id })
}

export const untilVoice = (platform: Simulator, group: string, afterMs = 0) =>
  until('voice', () => {
    const { frequencyHz, level, voiceAt = 0 } = heard(platform, group)
    return frequencyHz === VOICE_HZ && level > 0.05 && voiceAt > afterMs
  })

/** When the last voice came, epoch ms: for a while nothing at all has followed, or its dialog is gone. */
export async function lastVoice(platform: Simulator, group: string): Promise<number> {
  let voicedAt = 0
  await until('silence', () => {
    if (!dialogOf(platform, group)) return true
    const { packetAt = 0, voiceAt = 0 } = heard(platform, group)
    voicedAt = voiceAt
    return Date.now() - packetAt > 400
  })
  return voicedAt
}
