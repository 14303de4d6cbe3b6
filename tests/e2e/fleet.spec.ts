import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../simulator/options.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { addSite, signIn } from './support/sign-in.ts'
import { find, onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

async function atTheDesk(options: Partial<SimulatorOptions> = {}) {
  const platform = await openPlatform({ devices: 60, ...options })
  const desk = await openDesk({ at: platform })
  return { ...desk, platform }
}

async function live(page: Page, limitMs = 30_000): Promise<void> {
  await until(
    'fleet live',
    async () => (await page.getByTestId('status-fleet').getAttribute('data-phase')) === 'live',
    limitMs,
  )
}

async function rowsAre(page: Page, ids: readonly string[]): Promise<void> {
  await until('the rows meant', async () => {
    const shown = await page
      .locator('[data-testid=fleet-row][data-kind=device]')
      .evaluateAll((rows) => rows.map((element) => element.getAttribute('data-id')))
    return JSON.stringify(shown.toSorted()) === JSON.stringify([...ids].toSorted())
  })
}

describe('ten thousand devices', () => {
  it('can be used while they come, are all there in the end, and only what is seen is drawn', async () => {
    const platform = await openPlatform({ devices: 10_000 })
    const { page, complaints } = await openDesk()
    platform.control.delay({ operation: 'device.list', ms: 60 })
    await addSite(page, platform.url)
    await signIn(page)
    await page.getByTestId('fleet-progress').waitFor()
    await page.getByTestId('fleet-row').first().waitFor()
    const group = page.locator('[data-testid=fleet-row][data-kind=group]').nth(1)
    await group.dblclick()
    expect(await group.getAttribute('aria-expanded')).toBe('true')
    await live(page)
    await page.getByTestId('fleet-count').getByText('10,000').waitFor()
    expect(await page.getByTestId('fleet-row').count()).toBeLessThan(120)
    const last = platform.fleet().devices.at(-1)!
    expect(await (await find(page, last.id)).textContent()).toContain(last.name.split(' / ')[0])
    expect(platform.fleet().groups.length).toBeGreaterThan(400)
    expect(complaints).toEqual([])
  })
})

describe('search and filters', () => {
  it('find by ID, by name, by pinyin initials, and say when there is nothing', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const { devices } = platform.fleet()
    await find(page, devices[7]!.id)
    await rowsAre(page, [devices[7]!.id])
    const search = page.getByTestId('fleet-search')
    const matching = (words: string): string[] =>
      devices
        .filter(({ name, id }) => words.split(' ').every((word) => `${name} ${id}`.toLowerCase().includes(word)))
        .map(({ id }) => id)
    const english = devices[7]!.name.split(' / ')[1]!.toLowerCase()
    await search.fill(english)
    await rowsAre(page, matching(english))
    // Initials of 东城巡逻, dōng chéng xún luó.
    await search.fill('dcxl 007')
    expect(matching('东城巡逻 007').length).toBeGreaterThan(0)
    await rowsAre(page, matching('东城巡逻 007'))
    await search.fill('no such device')
    await page.getByTestId('fleet-empty').waitFor()
    await page.getByTestId('fleet-clear-search').click()
    await page.getByTestId('fleet-row').first().waitFor()
  })

  it('keep to the state that was chosen, also while it changes', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const offline = platform.fleet().devices.filter(({ online }) => !online)
    await page.getByTestId('fleet-filter-online-offline').click()
    await page.getByTestId('fleet-search').fill('PU_')
    await rowsAre(
      page,
      offline.map(({ id }) => id),
    )
    platform.control.setOnline({ device: offline[0]!.id, online: true })
    await rowsAre(
      page,
      offline.slice(1).map(({ id }) => id),
    )
  })

  it('keep to classes, with how many there are of each', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const vehicles = platform.fleet().devices.filter(({ classId }) => classId === 102)
    await page.getByTestId('fleet-filter-class').click()
    await page.getByText(`车载终端 / Vehicle  ${vehicles.length}`).click()
    // The list of classes stays open for the next choice.
    await page.getByTestId('fleet-filter-class').click()
    await page.getByTestId('fleet-filter-class-all').waitFor({ state: 'detached' })
    await page.getByTestId('fleet-search').fill('PU_')
    await rowsAre(
      page,
      vehicles.map(({ id }) => id),
    )
    expect((await page.getByTestId('fleet-filter-class').innerText()).trim()).toBe('Class: 1')
    await page.getByTestId('fleet-filter-class').click()
    await page.getByTestId('fleet-filter-class-all').click()
    await until('all classes', async () => (await page.getByTestId('fleet-hits').getAttribute('data-count')) === '60')
  })
})

describe('a list that cannot be loaded', () => {
  it('says why and when it is tried again, and is there at once on request', async () => {
    const platform = await openPlatform({ devices: 60 })
    const { page } = await openDesk()
    platform.control.refuse({ operation: 'device.list', code: 11 })
    await addSite(page, platform.url)
    await signIn(page)
    const notice = page.getByTestId('fleet-load-failed')
    await notice.getByText('The platform has a fault').waitFor()
    await notice.getByText(/Next try in \d+ s/).waitFor()
    platform.control.clear({})
    await page.getByTestId('fleet-load-retry').click()
    await live(page)
    await page.getByTestId('fleet-count').getByText('/60').waitFor()
    expect(await notice.count()).toBe(0)
  })
})

describe('the state of a device', () => {
  it('follows the platform and leaves its name and channels alone', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const [device] = onlineDevices(platform, 1)
    const found = await find(page, device!.id)
    const name = await found.textContent()
    platform.control.setOnline({ device: device!.id, online: false })
    await until('off-line', async () => (await found.getAttribute('data-online')) === 'false')
    expect(await found.textContent()).toBe(name)
    platform.control.setOnline({ device: device!.id, online: true })
    await until('on-line', async () => (await found.getAttribute('data-online')) === 'true')
  })

  it('is said to be stale since the loss, and is right again before the tree calls itself live', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const [device] = onlineDevices(platform, 1)
    const found = await find(page, device!.id)
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({})
    await page
      .getByTestId('fleet-stale')
      .getByText(/Stale since \d\d:\d\d:\d\d/)
      .waitFor()
    platform.control.setOnline({ device: device!.id, online: false })
    expect(await found.getAttribute('data-online')).toBe('true')
    // From now on: the moment the stale mark goes, the row must already be right.
    const rightWhenLive = page.evaluate(
      (id) =>
        new Promise<string | null>((resolve) => {
          const look = (): void => {
            if (document.querySelector('[data-testid=fleet-stale]')) return void requestAnimationFrame(look)
            resolve(
              document.querySelector(`[data-testid=fleet-row][data-id="${id}"]`)?.getAttribute('data-online') ?? null,
            )
          }
          look()
        }),
      device!.id,
    )
    platform.control.upgrades({ mode: 'accept' })
    expect(await rightWhenLive).toBe('false')
    await live(page)
  })
})

describe('by keyboard', () => {
  it('the tree is walked, opened and closed', async () => {
    const { page } = await atTheDesk()
    await live(page)
    await page.getByTestId('fleet-row').first().click()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowLeft')
    await until('closed', async () => (await page.getByTestId('fleet-row').count()) === 1)
    await page.keyboard.press('ArrowRight')
    await until('open', async () => (await page.getByTestId('fleet-row').count()) > 1)
    await page.keyboard.press('ArrowDown')
    const second = page.getByTestId('fleet-row').nth(1)
    await until('second selected', async () => (await second.getAttribute('aria-selected')) === 'true')
  })
})

describe('details', () => {
  it('show what the platform knows of the device', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const device = platform.fleet().devices.find(({ online, classId }) => online && classId === 101)!
    await (await find(page, device.id)).click()
    const details = page.getByTestId('device-details')
    await details.getByText(device.id).waitFor()
    await details.getByTestId('device-battery-percent').waitFor()
    for (const part of ['Information', 'Status', 'Battery', 'Position', 'Hardware']) {
      await details.getByText(part, { exact: true }).first().waitFor()
    }
    await details
      .getByText(/\d+\.\d{6}/)
      .first()
      .waitFor()
    const fact = (testId: string): Promise<string> => details.getByTestId(testId).innerText()
    expect(await fact('device-manufacturer')).toBe('BesoVideo')
    expect(await fact('device-software')).toMatch(/^2\.\d+\.\d+$/)
    expect(await fact('device-network')).toMatch(/^(Mobile network|Wi-Fi or mobile network)$/)
    expect(await fact('device-address')).toMatch(/^10\.\d+\.\d+\.\d+:5060$/)
    expect(await fact('device-hardware-videoIn')).toBe('1')
  })

  it('of a group count what is in it', async () => {
    const { page, platform } = await atTheDesk()
    await live(page)
    const { groups, devices, onlineCount } = platform.fleet()
    await page.locator('[data-testid=fleet-row][data-kind=group]').first().click()
    const details = page.getByTestId('group-details')
    expect(await details.getByTestId('group-online').innerText()).toBe(`${onlineCount} of ${devices.length}`)
    const top = await details.getAttribute('data-id')
    const below = groups.filter(({ pid }) => pid === top).length
    expect(await details.getByTestId('group-groups').innerText()).toBe(String(below))
  })
})
