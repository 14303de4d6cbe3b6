import { globSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'

afterAll(closeSharedBrowser)

describe('the history on this computer', () => {
  it('is told by kind with its limits, copied, and deleted only after a question', async () => {
    const platform = await openPlatform({ devices: 20 })
    const { page } = await openDesk({ at: platform })
    await page.keyboard.press('Control+9')
    const rows = page.getByTestId('cache-messages').getByTestId('cache-rows')
    await until('messages counted', async () => {
      await page.getByTestId('cache-measure').click()
      return Number((await rows.innerText()).replaceAll(',', '')) > 100
    })
    await page.getByTestId('cache-copy').click()
    await page.getByText(/Copied to .*watchpost-.*\.db/).waitFor()
    await page.getByTestId('cache-wipe').click()
    await page.getByTestId('wipe-cancel').click()
    await page.getByTestId('cache-alarms').getByTestId('cache-days').locator('input').fill('30')
    await page.keyboard.press('Tab')
    await page.getByTestId('cache-wipe').click()
    await page.getByTestId('wipe-go').click()
    await until('filled anew', async () => {
      await page.getByTestId('cache-measure').click()
      return Number((await rows.innerText()).replaceAll(',', '')) > 100
    })
  })

  it('of a newer program stands in the place of chat and alarms, and live pictures work', async () => {
    const platform = await openPlatform({ devices: 20 })
    const { serve, profile } = await openDesk({ at: platform })
    await serve.end()
    for (const file of globSync('accounts/*/*/watchpost.db', { cwd: profile })) {
      const database = new Sqlite(path.join(profile, file))
      database.pragma('user_version = 999')
      database.close()
    }
    const again = await openDesk({ profile, at: platform })
    await again.page.keyboard.press('Control+3')
    const refused = again.page.getByTestId('store-refused')
    await refused.waitFor()
    expect(await refused.innerText()).toContain('newer Watchpost')
    await again.page.keyboard.press('Control+5')
    await refused.waitFor()
    await again.page.keyboard.press('Control+1')
    await again.page.getByTestId('grid-fill-invitation').waitFor()
    expect(await refused.count()).toBe(0)
  })
})
