import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { openBrowser } from './support/browser.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { addSite, signIn } from './support/sign-in.ts'
import { writeTone } from './support/wav.ts'

afterAll(closeSharedBrowser)

const VOICE_HZ = 700

/** A dispatcher with a microphone that hums, in his conferences. */
async function atConferences(names: readonly RegExp[] = [/Command centre/]) {
  const tone = writeTone(path.join(tempFolder(), 'voice.wav'), VOICE_HZ)
  const microphone = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${tone}`,
  ]
  const [platform, browser] = await Promise.all([openPlatform(), openBrowser(microphone)])
  const desk = await openDesk({ browser })
  const { page } = desk
  await addSite(page, platform.url)
  await signIn(page, 'operator', 'Watch-2026')
  await page.getByTestId('area-conferences').click()
  await page.getByTestId('conference-row').first().waitFor()
  await page.screenshot({ path: '/tmp/w/conf-0.png' })
  const groups: string[] = []
  for (const name of names) {
    const row = page.getByTestId('conference-row').filter({ hasText: name })
    await row.getByTestId('row-join').click()
    groups.push((await row.getAttribute('data-group')) ?? '')
  }
  for (const group of groups) await cardOf(page, group).locator('[data-testid=conference-way][data-phase=open]').waitFor()
  return { ...desk, platform, groups, group: groups[0] ?? '' }
}

const cardOf = (page: Page, group: string) => page.locator(`[data-testid=conference-card][data-group="${group}"]`)
const buttonOf = (page: Page, group: string) => cardOf(page, group).getByTestId('talk-button')

/** Waits until the key of a conference looks so. */
const keyIs = (page: Page, group: string, state: string) =>
  cardOf(page, group).locator(`[data-testid=talk-button][data-state=${state}]`).waitFor()

function dialogOf(platform: Simulator, group: string): string {
  const dialog = platform.seen().dialogs.find(({ device }) => device === group)
  if (!dialog) throw new Error(`no dialog of ${group}`)
  return dialog.id
}

const heard = (platform: Simulator, group: string) => platform.control.heard({ dialog: dialogOf(platform, group) })

/** Nothing comes any more: what was on its way is in, and for a while nothing follows. */
async function untilSilent(platform: Simulator, group: string): Promise<void> {
  let [packets, since] = [-1, performance.now()]
  await until('silence', () => {
    const now = heard(platform, group).packets
    if (now !== packets) [packets, since] = [now, performance.now()]
    return performance.now() - since > 300
  })
}

it('LOOK', async () => {
  const { page, platform, group, complaints } = await atConferences([/Command centre/, /Patrol vehicles/])

  await page.screenshot({ path: '/tmp/w/conf-1.png' })
  const button = buttonOf(page, group)
  await button.hover()
  await page.mouse.down()
  await keyIs(page, group, 'granted')
  await until('voice', () => heard(platform, group).packets > 20)
  console.log(heard(platform, group).frequencyHz, heard(platform, group).level)
  await page.screenshot({ path: '/tmp/w/conf-2.png' })
  await page.mouse.up()
  await untilSilent(platform, group)
  platform.control.attend({ group, member: 'viewer' })
  platform.control.speech({ group, member: 'viewer', speaking: true })
  await keyIs(page, group, 'busy')
  await cardOf(page, group).getByTestId('show-members').click()
  await page.screenshot({ path: '/tmp/w/conf-3.png' })
  await button.hover()
  await page.mouse.down()
  await keyIs(page, group, 'taken')
  await page.screenshot({ path: '/tmp/w/conf-4.png' })
  await page.mouse.up()
  console.log(complaints)
})
