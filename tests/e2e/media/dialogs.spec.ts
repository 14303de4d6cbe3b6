import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { shownText, untilFleet } from '../support/shown.ts'
import { onlineDevices, openDevice } from '../support/tree.ts'

afterAll(closeSharedBrowser)

const rows = (page: Page) => page.getByTestId('dialog-row')
const listed = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-key') ?? '').toSorted())

async function openMedia(page: Page): Promise<void> {
  await page.getByTestId('area-administration').click()
  await page.getByTestId('administration-media').click()
}

describe('open dialogs', () => {
  it('are listed as the platform has them, found, looked into and closed by keys, with the services beside', async () => {
    const platform = await openPlatform()
    const desk = await openDesk({ at: platform })
    const { page } = desk
    const [first, second] = onlineDevices(platform, 2)
    if (!first || !second) throw new Error('no devices')
    for (const { id } of [first, second]) await openDevice(page, id)
    for (const pane of [1, 2]) await untilPicture(page, pane)
    const real = platform.seen().dialogs
    const idOf = (device: string): string => real.find((dialog) => dialog.device === device)?.id ?? ''

    await openMedia(page)
    await until('both dialogs', async () => (await rows(page).count()) === 2)
    expect(await listed(page)).toEqual(real.map(({ id }) => id).toSorted())
    const row = page.locator(`[data-testid="dialog-row"][data-key="${idOf(first.id)}"]`)
    expect(await row.getByTestId('dialog-device').innerText()).toBe(first.name)
    expect(await row.innerText()).toContain(first.id)
    expect(await row.getByTestId('dialog-own').count()).toBe(1)
    await until('a rate', async () => /\d [kM]bit\/s/.test(await row.innerText()))
    expect(await shownText(page, 'dialogs-count')).toBe('2 open dialogs')
    expect(await shownText(page, 'dialogs-totals')).toMatch(/Platform sends \d/)
    expect(await shownText(page, 'dialogs-as-of')).toMatch(/as of \d\d:\d\d:\d\d/)

    await page.keyboard.press('/')
    await page.keyboard.type(second.id)
    await until('the other one', async () => String(await listed(page)) === idOf(second.id))
    expect(await shownText(page, 'dialogs-count')).toBe('One dialog found')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('nobody at all')
    await page.getByText('No open dialog fits the filter.').waitFor()
    await page.getByTestId('dialogs-clear-filter').click()
    await until('both again', async () => (await rows(page).count()) === 2)

    await row.click()
    await page.keyboard.press('Enter')
    await page.getByTestId('party-requester-address').waitFor()
    expect(await shownText(page, 'party-requester-codecs')).toContain('H264')
    expect(await shownText(page, 'party-target-id')).toContain(first.id)

    await page.keyboard.press('Delete')
    await page.getByTestId('close-question').waitFor()
    expect(await shownText(page, 'close-named')).toContain(first.name)
    expect(await shownText(page, 'close-own')).toContain('This window holds it')
    await page.getByTestId('close-cancel').click()
    await page.getByTestId('close-question').waitFor({ state: 'detached' })
    expect(platform.seen().dialogsClosed).toBe(0)
    await page.keyboard.press('Delete')
    await page.getByTestId('close-confirm').click()
    await row.waitFor({ state: 'detached' })
    expect(platform.seen().dialogs.map(({ id }) => id)).not.toContain(idOf(first.id))
    expect(platform.control.seen({ operation: 'dialog.close' }).requests).toHaveLength(1)

    await page.getByTestId('media-part-services').click()
    const sent = page.locator('[data-testid="series"][data-name="sent"]')
    // The first value comes after ten seconds.
    await until('figures', async () => Number(await sent.getAttribute('data-values')) > 0, 30_000)
    expect(await sent.getByTestId('series-last').innerText()).toMatch(/bit\/s$/)
    expect(await page.getByTestId('service-state').innerText()).toContain('since')
    await page.getByTestId('service-reset').click()
    expect(await shownText(page, 'reset-question')).toContain('VTDU_000001')
    await page.getByTestId('reset-confirm').click()
    await page.getByTestId('reset-question').waitFor({ state: 'detached' })
    await until('no figures', async () => (await sent.getAttribute('data-values')) === '0')
    expect(platform.control.seen({ operation: 'vtdu.resetStatistics' }).requests).toHaveLength(1)
    expect(platform.seen().violations).toEqual([])
    expect(desk.complaints).toEqual([])
  })

  it('are refused in words to who may not, and nothing is asked of the platform', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk({ at: platform, account: { username: 'operator', password: 'Watch-2026' } })
    await untilFleet(page, 'live')
    await openMedia(page)
    expect(await shownText(page, 'media-refused')).toContain('VTDU')
    expect(await page.getByTestId('dialogs-part').count()).toBe(0)
    expect(platform.control.seen({ operation: 'dialog.list' }).requests).toEqual([])
  })
})
