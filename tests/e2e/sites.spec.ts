import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { untilFleet } from './support/shown.ts'
import { addSite, fillSignIn, signIn } from './support/sign-in.ts'
import { onlineDevices, openDevice, untilState } from './support/tree.ts'

afterAll(closeSharedBrowser)

async function switchTo(page: Page, name: string): Promise<void> {
  await page.getByTestId('status-site-switch').click()
  await page.locator('[data-testid^=switch-to-]').getByText(name).click()
}

const isAt = (page: Page, name: string) => page.getByTestId('status-site').getByText(name, { exact: true }).waitFor()

it('changes between platforms without typing where the password is kept, and to the form where it is not', async () => {
  const north = await openPlatform({ seed: 3 })
  const south = await openPlatform({ seed: 4 })
  const { page, complaints } = await openDesk()
  await addSite(page, south.url, 'Spare desk')
  await addSite(page, north.url, 'North')
  await page.getByTestId('sign-in-remember').click()
  await signIn(page, 'operator', 'Watch-2026')
  await page.getByTestId('sign-out').click()
  await addSite(page, south.url, 'South')
  await page.getByTestId('sign-in-remember').click()
  await signIn(page, 'admin', '123456')
  await isAt(page, 'South')
  await openDevice(page, onlineDevices(south, 1)[0]!.id)
  await untilState(page, 1, 'playing')

  await switchTo(page, 'North as operator')
  await isAt(page, 'North')
  await untilFleet(page, 'live')
  await page.getByTestId('status-user').getByText('值班员 / Operator').waitFor()
  expect(south.seen()).toMatchObject({ dialogs: [], onlineAccounts: [], websockets: [] })
  expect(north.seen().onlineAccounts).toEqual(['operator'])
  await page.getByTestId('fleet-search').fill('PU_')
  await until('devices of North alone', async () => {
    const shown = await page
      .locator('[data-testid=fleet-row][data-kind=device]')
      .evaluateAll((rows) => rows.map((element) => element.getAttribute('data-id')))
    const known = new Set(north.fleet().devices.map(({ id }) => id))
    return shown.length > 0 && shown.every((id) => id !== null && known.has(id))
  })

  // A kept password that is good no more: the form says so, for the platform that was asked for.
  south.control.setPassword({ account: 'admin', password: 'Changed-2026' })
  await switchTo(page, 'South as admin')
  await page.getByTestId('error-sentence').getByText('Wrong account or password').waitFor()
  expect(await page.getByTestId('sign-in-site').innerText()).toBe('South')
  await fillSignIn(page, 'admin', 'Changed-2026')
  await isAt(page, 'South')

  await switchTo(page, 'Spare desk (asks for the password)')
  await page.getByTestId('sign-in-form').waitFor()
  expect(await page.getByTestId('sign-in-site').innerText()).toBe('Spare desk')
  expect(south.seen().onlineAccounts).toEqual([])
  expect(complaints).toEqual([])
})
