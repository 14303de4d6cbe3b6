import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { alarmDesk, alarmRow, goToAlarms, leaveAlarms, raise } from './support/alarms.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

const HOUR_MS = 3_600_000

const rows = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('alarm-list').getAttribute('data-rows'))

/** Chooses, or takes back, one of several choices behind a button. */
async function choose(page: Page, menu: string, label: string): Promise<void> {
  await page.getByTestId(`alarm-filter-${menu}`).click()
  await page.locator('.n-base-select-option').getByText(label, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.locator('.n-base-select-option').first().waitFor({ state: 'detached' })
}

/** All, whatever became of them. */
async function showAll(page: Page): Promise<void> {
  await choose(page, 'state', 'Active')
  await page.getByTestId('alarm-filter-reset').waitFor()
}

describe('the history of alarms', () => {
  it('goes on as it is scrolled, and at its end is fetched from the platform and kept', async () => {
    const { page } = await alarmDesk({ platform: await openPlatform({ devices: 400 }) })
    await goToAlarms(page)
    await showAll(page)
    await until('a page', async () => (await rows(page)) >= 100)
    const first = await rows(page)
    const older = page.getByTestId('alarms-fetch-older')
    await until('all that is kept', async () => {
      await page.getByTestId('alarm-list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
      return (await older.count()) === 1
    })
    const kept = await rows(page)
    expect(kept).toBeGreaterThan(first)
    await older.click()
    const [, added = ''] = /(\d+)/.exec(await page.getByRole('status').filter({ hasText: 'fetched' }).innerText()) ?? []
    expect(Number(added)).toBeGreaterThan(0)
    await page.reload()
    await page.locator('[data-testid=alarms-area][data-phase=live]').waitFor({ timeout: 30_000 })
    await showAll(page)
    await until('what was fetched, too', async () => {
      await page.getByTestId('alarm-list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
      return (await rows(page)) >= kept + Number(added)
    })
  })

  it('is narrowed by type, level, device, person, text and state; one button takes all of it back', async () => {
    const { page, platform } = await alarmDesk()
    const motion = raise(platform, AlarmType.motion)
    const down = raise(platform, AlarmType.manDown, 1)
    const same = raise(platform, AlarmType.manDown)
    await goToAlarms(page)
    for (const { key } of [motion, down, same]) await alarmRow(page, key).waitFor()
    const only = async (...keys: string[]): Promise<void> => {
      await until(`only ${keys.join()}`, async () => {
        const shown = await page
          .getByTestId('alarm-row')
          .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-key')))
        return [motion, down, same].every(({ key }) => shown.includes(key) === keys.includes(key))
      })
    }
    await choose(page, 'type', 'Man down')
    await only(down.key, same.key)
    await page.locator('.places').click()
    await page.keyboard.type(same.device)
    await page.locator('.n-base-select-option').getByText(same.name).first().click()
    await page.keyboard.press('Escape')
    await only(same.key)
    await page.getByTestId('alarm-filter-reset').click()
    await only(motion.key, down.key, same.key)
    await choose(page, 'level', 'Critical')
    await only(down.key, same.key)
    await page.getByTestId('alarm-filter-reset').click()
    await page.getByTestId('alarm-filter-text').fill(`by the test, ${AlarmType.motion}`)
    await only(motion.key)
    await page.getByTestId('alarm-filter-text').fill('')
    await choose(page, 'state', 'Active')
    await choose(page, 'state', 'Ignored')
    await only()
    await choose(page, 'state', 'Ignored')
    await only(motion.key, down.key, same.key)
    await page.getByTestId('alarm-filter-person').fill('nobody of this name')
    await page.getByTestId('alarms-empty').waitFor()
  })

  it('is written as a table: the alarms that pass the filter, and the report', async () => {
    const { page, platform } = await alarmDesk()
    const { key, name } = raise(platform, AlarmType.motion)
    // None of those that lie over the page until they were seen.
    const other = raise(platform, AlarmType.stationary, 1)
    await goToAlarms(page)
    for (const raised of [key, other.key]) await alarmRow(page, raised).waitFor()
    await page.getByTestId('alarm-filter-text').fill(`by the test, ${AlarmType.motion}`)
    await alarmRow(page, other.key).waitFor({ state: 'detached' })
    const alarms = await exported(page)
    expect(alarms).toContain(`,Motion,`)
    expect(alarms).toContain(key)
    expect(alarms).toContain(name)
    expect(alarms).not.toContain(other.key)
    await page.getByTestId('alarms-report').click()
    await page.getByTestId('report-by-device').click()
    await page.locator(`[data-testid=report-row][data-key="${other.device}"]`).waitFor()
    const report = await exported(page)
    expect(report).toMatch(/^\ufeffDevice,ID,Alarms,/)
    expect(report).toContain(`${other.device},`)
  })
})

it('a platform whose clock is an hour behind has alarms of now: the clock of an SOS begins at nought', async () => {
  const platform = await openPlatform({ devices: 60, now: () => Date.now() - HOUR_MS })
  const { page } = await alarmDesk({ platform })
  await leaveAlarms(page)
  const { key } = raise(platform, AlarmType.sos)
  const scene = page.locator(`[data-testid=sos-scene][data-key="${key}"]`)
  await scene.waitFor()
  expect(await scene.getByTestId('sos-clock').innerText()).toMatch(/^0:[0-5]\d$/)
})

/** Exports what is shown and reads the file at the path that is told. */
async function exported(page: Page): Promise<string> {
  const notes = page.locator('.n-message').filter({ hasText: '.csv' })
  const before = await notes.allInnerTexts()
  await page.getByTestId('alarms-export').click()
  const text = await until('a file', async () => (await notes.allInnerTexts()).find((told) => !before.includes(told)))
  const [path] = /\/.*\.csv/.exec(text) ?? []
  return readFileSync(path ?? '', 'utf8')
}
