import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openPlatform } from '../support/platform.ts'
import { plainPng, writePmtiles } from '../support/pmtiles.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { openTileServer } from '../support/tile-server.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk, type Desk, type DeskOptions } from './support/desk.ts'
import { englishLeft } from './support/english-left.ts'
import { untilFleet } from './support/shown.ts'
import { addSite, signIn } from './support/sign-in.ts'
import { find, onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

/** Nobody tells a place by himself: what is on the map is what the test said. */
const QUIET = { devices: 60, positionsMs: 3_600_000 }

async function mapDesk(options: DeskOptions = {}): Promise<Desk & { platform: Simulator }> {
  const platform = await openPlatform(QUIET)
  const desk = await openDesk(options)
  await addSite(desk.page, platform.url)
  await signIn(desk.page)
  await untilFleet(desk.page, 'live')
  return { ...desk, platform }
}

async function openMap(page: Page): Promise<void> {
  await page.getByTestId('area-map').click()
  await page.locator('[data-testid=map-area][data-phase=live]').waitFor()
  await page.locator('[data-testid=map-canvas][data-units="60"]').waitFor()
}

const UNITS = '.unit-layer canvas'
const TRAILS = '.trail-layer canvas'
const PICTURES = '.map-pictures canvas'

/** Colours of a canvas, so many px east of the middle of the map: a canvas is larger than the map and shifted when that moves. */
function coloursEast(page: Page, px: readonly number[], of = UNITS): Promise<string[]> {
  return page.evaluate(
    ([steps, selector]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(selector)
      const map = document.querySelector('[data-testid=map-canvas]')?.getBoundingClientRect()
      const pen = canvas?.getContext('2d')
      if (!canvas || !map || !pen) return []
      const box = canvas.getBoundingClientRect()
      const scale = canvas.width / box.width
      const left = Math.round((map.left + map.width / 2 - box.left) * scale)
      const top = Math.round((map.top + map.height / 2 - box.top) * scale)
      return steps.map((step) => {
        const [red = 0, green = 0, blue = 0] = pen.getImageData(left + Math.round(step * scale), top, 1, 1).data
        return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
      })
    },
    [px, of] as const,
  )
}

/** The edge of what is painted is a little mixed with what lies below. */
function isLike(colour: string | undefined, wanted: string): boolean {
  const parts = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const [mine, other] = [parts(colour ?? ''), parts(wanted)]
  return mine.every((part, at) => Math.abs(part - (other[at] ?? 0)) < 12)
}

function token(page: Page, name: string): Promise<string> {
  return page.evaluate((wanted) => getComputedStyle(document.documentElement).getPropertyValue(wanted).trim(), name)
}

const card = (page: Page, id: string) => page.locator(`[data-testid=map-unit][data-id="${id}"]`)

async function untilPlace(page: Page, id: string, lng: number, lat: number): Promise<void> {
  await page.locator(`[data-testid=map-unit][data-id="${id}"][data-lng="${lng}"][data-lat="${lat}"]`).waitFor()
}

/** Px from the middle of a symbol: its ring, and the ring around one that is selected. */
const RING = 10
const SELECTION = 16

describe('the map', () => {
  it('shows a unit where and how the platform says it is, and how old that is when nobody tells any more', async () => {
    const { page, platform, complaints } = await mapDesk()
    await openMap(page)
    const { id } = onlineDevices(platform, 6)[5]!
    await page.getByTestId('map-search').fill(id)
    await page.locator(`[data-testid=map-unit-row][data-id="${id}"]`).click()
    const facts = card(page, id)
    const [lng, lat] = [Number(await facts.getAttribute('data-lng')), Number(await facts.getAttribute('data-lat'))]
    const tell = (position: object): void =>
      platform.control.tellPosition({
        device: id,
        position: { lng, lat, speed: 0, time: Date.now() + 1000, ...position },
      })
    tell({})
    await until('it stands', async () => (await page.getByTestId('map-unit-speed').innerText()) === '0 km/h')
    const [ok, accent, high] = [
      await token(page, '--ok'),
      await token(page, '--accent'),
      await token(page, '--level-high'),
    ]
    await until('its symbol in the middle', async () => {
      const [ring, selection] = await coloursEast(page, [RING, SELECTION])
      return isLike(ring, ok) && isLike(selection, accent)
    })
    await page.getByTestId('map-options').click()
    await page.getByTestId('map-trails-5').click()
    await page.keyboard.press('Escape')
    // Far enough that its symbol leaves the middle.
    tell({ lng: lng + 0.002 })
    await untilPlace(page, id, lng + 0.002, lat)
    await until('the middle empty', async () => !isLike((await coloursEast(page, [SELECTION]))[0], accent))
    // Its way from there, less than fifty px at this zoom.
    await until('its trail', async () => isLike((await coloursEast(page, [25], TRAILS))[0], accent))
    await page.getByTestId('map-unit-follow').click()
    await until('followed', async () => isLike((await coloursEast(page, [SELECTION]))[0], accent))
    platform.control.alarm({ device: id, type: AlarmType.alarmInput })
    await until('its alarm', async () => isLike((await coloursEast(page, [RING]))[0], high))
    expect(await card(page, id).getAttribute('data-level')).toBe('high')

    expect(await page.getByTestId('map-unit-age').getAttribute('data-age')).toBe('fresh')
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({ subscription: 'gpsData' })
    await page.getByTestId('map-stale').waitFor()
    await untilPlace(page, id, lng + 0.002, lat)
    platform.control.upgrades({ mode: 'accept' })
    await page.locator('[data-testid=map-area][data-phase=live]').waitFor({ timeout: 30_000 })
    await page.getByTestId('map-stale').waitFor({ state: 'detached' })
    expect(complaints.filter((text) => !text.includes('WebSocket'))).toEqual([])
  })

  it('selects by area, finds who is near, and is reached from the tree; in Chinese throughout', async () => {
    const { page, platform, complaints } = await mapDesk({ language: 'zh-CN' })
    const { id } = onlineDevices(platform, 3)[2]!
    await (await find(page, id)).click({ button: 'right' })
    await page.getByTestId('fleet-menu-map').click()
    await card(page, id).waitFor()
    await page.getByTestId('map-unit-nearest').click()
    const near = page.getByTestId('map-nearest-unit')
    await until('five neighbours', async () => (await near.count()) === 5)
    const metres = await near.evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset['metres'])))
    expect(metres).toEqual(metres.toSorted((a, b) => a - b))

    await page.getByTestId('map-fit-all').click()
    await page.getByTestId('map-tool-box').click()
    const canvas = await page.getByTestId('map-canvas').boundingBox()
    if (!canvas) throw new Error('no map')
    await until('all of them in a box', async () => {
      if ((await page.getByTestId('map-tool-hint').count()) === 0) await page.getByTestId('map-tool-box').click()
      await page.mouse.move(canvas.x + 60, canvas.y + canvas.height - 4)
      await page.mouse.down()
      await page.mouse.move(canvas.x + 300, canvas.y + 200)
      await page.mouse.move(canvas.x + canvas.width - 4, canvas.y + 4)
      await page.mouse.up()
      const count = page.getByTestId('map-selection-count')
      return (await count.count()) === 1 && (await count.getAttribute('data-count')) === '60'
    })
    await page.getByTestId('map-selection-clear').click()
    await page.getByTestId('map-selection-empty').waitFor()

    await page.getByTestId('map-go-to').click()
    await page.getByTestId('map-go-to-field').fill('31.572N 120.305E')
    await page.getByTestId('map-go-to-go').click()
    await page.getByTestId('map-place').waitFor()
    expect(await page.getByTestId('map-place-dms').innerText()).toBe('31°34′19.2″N 120°18′18.0″E')
    await page.getByTestId('map-options').click()
    await page.getByTestId('map-options-panel').waitFor()
    expect(await englishLeft(page)).toEqual([])
    await page.getByTestId('map-show-offline').click()
    await until('without those off-line', async () => {
      const shown = Number(await page.getByTestId('map-canvas').getAttribute('data-units'))
      return shown === platform.fleet().onlineCount
    })

    const file = path.join(tempFolder(), 'city.pmtiles')
    writePmtiles(file, plainPng(10, 120, 240), 6)
    await page.getByTestId('map-base-file').click()
    await page.getByTestId('map-base-path').fill(file)
    await page.getByTestId('map-base-file-take').click()
    await until('its pictures below the units', async () => (await coloursEast(page, [0], PICTURES))[0] === '#0a78f0')
    expect(await page.getByTestId('map-base-own-name').innerText()).toContain('city.pmtiles')
    expect(await englishLeft(page)).toEqual([])

    const server = await openTileServer(plainPng(30, 160, 60))
    await page.getByTestId('map-base-server').click()
    await page.getByTestId('map-base-address').fill(`${server.origin}/{z}/{x}/{y}.png`)
    await page.getByTestId('map-base-server-take').click()
    await until('pictures of the server', async () => (await coloursEast(page, [0], PICTURES))[0] === '#1ea03c')
    expect(server.asked.every((url) => /^\/\d+\/\d+\/\d+\.png$/.test(url))).toBe(true)
    const picture = server.answer
    server.answer = (url) =>
      url.startsWith('/busy/') ? { status: 503, type: 'text/plain', body: Buffer.from('busy') } : picture(url)
    await page.getByTestId('map-base-server').click()
    await page.getByTestId('map-base-address').fill(`${server.origin}/busy/{z}/{x}/{y}.png`)
    await page.getByTestId('map-base-server-take').click()
    await page.getByTestId('map-base-failed').getByText('503').waitFor()
    expect(await englishLeft(page)).toEqual([])
    server.answer = () => ({ status: 200, type: 'image/png', body: plainPng(200, 40, 40) })
    await page.getByTestId('map-base-retry').click()
    await until('there again', async () => (await coloursEast(page, [0], PICTURES))[0] === '#c82828')
    await page.getByTestId('map-base-failed').waitFor({ state: 'detached' })
    expect(complaints.filter((text) => !text.includes('Failed to load resource'))).toEqual([])
  })
})
