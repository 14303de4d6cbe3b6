import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'
import { openBrowser } from '../support/browser.ts'
import { closeSharedBrowser, openDesk, type DeskOptions } from '../support/desk.ts'
import { addSite, signIn } from '../support/sign-in.ts'
import { writeTone } from '../support/wav.ts'

afterAll(closeSharedBrowser)

const TONE_HZ = 700

async function atSettings(options: DeskOptions) {
  const platform = await openPlatform()
  const desk = await openDesk(options)
  await addSite(desk.page, platform.url)
  await signIn(desk.page)
  await desk.page.getByTestId('area-settings').click()
  await desk.page.getByTestId('voice-settings').waitFor()
  return desk
}

const choose = async (page: Page, what: string, name: string): Promise<void> => {
  await page.getByTestId(what).click()
  await page.locator('.n-base-select-option', { hasText: name }).click()
}

it('microphone and outputs are chosen and tried before the first call, and stay chosen', async () => {
  const tone = writeTone(path.join(tempFolder(), 'voice.wav'), TONE_HZ)
  const microphone = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${tone}`,
  ]
  const { page } = await atSettings({ browser: await openBrowser(microphone) })
  await page.getByTestId('microphone-level').click()
  const meter = page.getByTestId('microphone-meter')
  await until('a level', async () => Number(await meter.getAttribute('aria-valuenow')) > 50)
  // While it is open, another processing and another device take over without a word.
  await page.getByTestId('voice-noiseSuppression').click()
  await choose(page, 'voice-microphone', 'Fake Audio Input 2')
  await until('a level again', async () => Number(await meter.getAttribute('aria-valuenow')) > 50)
  await page.getByTestId('microphone-level').click()

  await choose(page, 'voice-speaker', 'Fake Audio Output 1')
  const test = page.getByTestId('microphone-test')
  await page.getByTestId('microphone-record').click()
  await page.locator('[data-testid=microphone-test][data-phase=recording]').waitFor()
  await page.locator('[data-testid=microphone-test][data-phase=playing]').waitFor()
  await until('played', async () => (await test.getAttribute('data-phase')) === 'idle', 20_000)
  expect(await page.getByTestId('microphone-unheard').count()).toBe(0)
  expect(await page.getByTestId('voice-trouble').count()).toBe(0)
  expect(await page.getByTestId('error').count()).toBe(0)

  await page.reload()
  await page.getByTestId('voice-settings').waitFor()
  await page.getByTestId('voice-microphone').getByText('Fake Audio Input 2').waitFor()
  const suppression = page.getByTestId('voice-noiseSuppression')
  await until('kept', async () => (await suppression.getAttribute('aria-checked')) === 'false')
})

it('a microphone that is refused says why and what to do', async () => {
  const { page } = await atSettings({})
  await page.getByTestId('microphone-record').click()
  await page.getByTestId('microphone-test').getByTestId('error-sentence').getByText('microphone').waitFor()
  expect(await page.getByTestId('microphone-test').getAttribute('data-phase')).toBe('idle')
})
