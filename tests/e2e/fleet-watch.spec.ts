/** From the tree to a picture, by the ways beside double-click, drag and Enter. */
import { afterAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { untilPicture } from './support/picture.ts'
import { untilFleet } from './support/shown.ts'
import { find, row } from './support/tree.ts'

afterAll(closeSharedBrowser)

async function atTheDesk() {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ at: platform })
  return { ...desk, platform }
}

describe('users', () => {
  it('stand beside devices, with who is on-line and on which terminals, and are watched through these', async () => {
    const { page, platform } = await atTheDesk()
    await untilFleet(page, 'live')
    await page.getByTestId('fleet-tab-users').click()
    await page.getByTestId('fleet-search').fill('admin')
    await row(page, 'admin').waitFor()
    expect(await row(page, 'admin').getAttribute('data-online')).toBe('true')

    const terminal = platform.fleet().devices.find((device) => device.terminal && device.online)!
    await page.getByTestId('fleet-search').fill(terminal.id)
    const user = page.locator('[data-testid=fleet-row][data-kind=user]')
    await until('the user of the terminal', async () => (await user.count()) === 1)
    await user.click()
    const details = page.getByTestId('user-details')
    await details.getByText(`Terminal ${terminal.name}`).waitFor()
    expect(await details.getByTestId('user-online').innerText()).toBe('Online')
    expect(await details.getByTestId('device-channel').allInnerTexts()).toMatchObject([
      expect.stringContaining('Rear camera'),
      expect.stringContaining('Selfie camera'),
    ])
    await user.locator('[data-part=caret]').click()
    await row(page, terminal.id).locator('[data-part=caret]').click()
    await row(page, `${terminal.id}/1`).dblclick()
    expect(await untilPicture(page, 1)).toMatchObject({ device: terminal.number, channel: 1 })
    await user.click()
    await details.getByTestId('device-channel').first().getByRole('button').click()
    expect(await untilPicture(page, 2)).toMatchObject({ device: terminal.number, channel: 0 })

    platform.control.setOnline({ device: terminal.id, online: false })
    await page.getByTestId('fleet-search').fill((await user.getAttribute('data-id')) ?? '')
    await until('the user off-line', async () => (await user.getAttribute('data-online')) === 'false')
    expect(await row(page, terminal.id).count()).toBe(0)
  })
})

describe('the menu of a row', () => {
  it('opens one channel, all channels, or the on-line devices of a group', async () => {
    const { page, platform } = await atTheDesk()
    await untilFleet(page, 'live')
    const vehicle = platform.fleet().devices.find(({ online, channels }) => online && channels.length === 4)!
    await (await find(page, vehicle.id)).click({ button: 'right' })
    await page.getByText('Open Cabin').click()
    expect(await untilPicture(page, 1)).toMatchObject({ device: vehicle.number, channel: 2 })
    await row(page, vehicle.id).click({ button: 'right' })
    await page.getByTestId('fleet-menu-open-all').click()
    for (const [pane, channel] of [
      [2, 0],
      [3, 1],
    ] as const) {
      expect(await untilPicture(page, pane)).toMatchObject({ device: vehicle.number, channel })
    }
    await page.getByTestId('clear-all').click()

    await page.getByTestId('fleet-search').fill('')
    await page.locator('[data-testid=fleet-row][data-kind=group]').first().click({ button: 'right' })
    await page.getByTestId('fleet-menu-open-online').click()
    const opened = page.locator('[data-testid^=pane-][data-puid]')
    await until('as many as there are panes', async () => (await opened.count()) >= 9)
    const ids = await opened.evaluateAll((panes) => panes.map((element) => element.getAttribute('data-puid')))
    expect(new Set(ids).size).toBe(ids.length)
    const online = new Set(platform.fleet().devices.flatMap((device) => (device.online ? [device.id] : [])))
    expect(ids.every((id) => id !== null && online.has(id))).toBe(true)
  })
})
