/** Where the map looks: places that were kept, units that are followed, and maps that lie beside WGS-84. */
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { fromWgs84 } from '../../renderer/features/map/datum.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openPlatform } from '../support/platform.ts'
import { plainPng } from '../support/pmtiles.ts'
import { openTileServer } from '../support/tile-server.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { secondWindow } from './support/second-window.ts'
import { onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

/** Nobody tells a place by himself: what is on the map is what the test said. */
const QUIET = { devices: 60, positionsMs: 3_600_000 }

async function onTheMap() {
  const platform = await openPlatform(QUIET)
  const desk = await openDesk({ at: platform })
  await openMap(desk.page)
  return { ...desk, platform }
}

async function openMap(page: Page): Promise<void> {
  await page.getByTestId('area-map').click()
  await page.locator('[data-testid=map-canvas][data-units="60"]').waitFor()
}

async function goTo(page: Page, lat: number, lng: number): Promise<void> {
  await page.getByTestId('map-go-to').click()
  await page.getByTestId('map-go-to-field').fill(`${lat} ${lng}`)
  await page.getByTestId('map-go-to-go').click()
  await untilMiddle(page, { lat, lng })
}

/** What the map says of the place in its middle. */
async function middle(page: Page): Promise<{ lat: number; lng: number }> {
  const box = await page.getByTestId('map-canvas').boundingBox()
  if (!box) throw new Error('no map')
  await page.mouse.move(box.x + 1, box.y + box.height / 2)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const [lat = Number.NaN, lng = Number.NaN] =
    (await page.getByTestId('map-pointer').innerText()).match(/-?\d+\.\d+/g)?.map(Number) ?? []
  return { lat, lng }
}

const untilMiddle = (page: Page, { lat, lng }: { lat: number; lng: number }, within = 0.002) =>
  until(`${lat} ${lng} in the middle`, async () => {
    const found = await middle(page)
    return Math.abs(found.lat - lat) < within && Math.abs(found.lng - lng) < within
  })

const zoomOf = async (page: Page) => Number(await page.getByTestId('map-canvas').getAttribute('data-zoom'))

async function selectUnits(page: Page, ids: readonly string[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    await page.getByTestId('map-search').fill(id)
    const row = page.locator(`[data-testid=map-unit-row][data-id="${id}"]`)
    await row.click(at === 0 ? {} : { modifiers: ['Control'] })
  }
}

describe('a view of the map', () => {
  it('is kept under its name, found again after a restart of the page, and given up', async () => {
    const desk = await onTheMap()
    const { page, complaints } = desk
    await goTo(page, 31.6, 120.4)
    const zoom = await zoomOf(page)
    await page.getByTestId('map-views').click()
    await page.locator('#map-view-name').fill('North gate')
    await page.getByTestId('map-view-save').click()
    await page.getByTestId('map-view').getByText('North gate').waitFor()
    await page.keyboard.press('Escape')
    await goTo(page, 30.2, 119.1)
    const client = await secondWindow(desk)
    await until('the place is kept', async () => {
      const { value } = await client.settings.read({ scope: 'account', key: 'map.place' })
      return Math.abs(((value as { lat: number } | null)?.lat ?? 0) - 30.2) < 0.01
    })

    await page.reload()
    await openMap(page)
    // Where the map was left.
    await untilMiddle(page, { lat: 30.2, lng: 119.1 })
    await page.getByTestId('map-views').click()
    await page.getByTestId('map-view').getByText('North gate').click()
    await untilMiddle(page, { lat: 31.6, lng: 120.4 })
    expect(await zoomOf(page)).toBeCloseTo(zoom, 1)
    if ((await page.getByTestId('map-view').count()) === 0) await page.getByTestId('map-views').click()
    await page.getByTestId('map-view-remove').click()
    await page.getByTestId('map-view').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})

describe('units that are followed', () => {
  /** So far at once is believed when it is said again. */
  function tell(platform: Simulator, device: string, lat: number, lng: number): void {
    for (const time of [0, 1, 2].map((more) => Date.now() + more))
      platform.control.tellPosition({ device, position: { lat, lng, speed: 0, time } })
  }

  it('stay in the middle, one alone and several together, until the operator moves the map', async () => {
    const { page, platform, complaints } = await onTheMap()
    const [one, other] = onlineDevices(platform, 2).map(({ id }) => id) as [string, string]
    tell(platform, one, 31.57, 120.3)
    tell(platform, other, 31.58, 120.32)
    await selectUnits(page, [one])
    await page.getByTestId('map-follow').click()
    await untilMiddle(page, { lat: 31.57, lng: 120.3 })
    tell(platform, one, 31.6, 120.31)
    await untilMiddle(page, { lat: 31.6, lng: 120.31 })

    await page.getByTestId('map-follow').click()
    await selectUnits(page, [one, other])
    await page.getByTestId('map-follow').click()
    await page.getByTestId('map-following').waitFor()
    await untilMiddle(page, { lat: 31.59, lng: 120.315 })
    const near = await zoomOf(page)
    tell(platform, other, 31.4, 120.11)
    await untilMiddle(page, { lat: 31.5, lng: 120.21 })
    expect(await zoomOf(page)).toBeLessThan(near - 1)

    const box = (await page.getByTestId('map-canvas').boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.7)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height * 0.7, { steps: 4 })
    await page.mouse.up()
    await page.getByTestId('map-following').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})

describe('a map that lies beside WGS-84', () => {
  /** Column and row of the tile that holds a place. */
  function tileOf(zoom: number, [lng, lat]: readonly [number, number]): [number, number] {
    const size = 2 ** zoom
    const rad = (lat * Math.PI) / 180
    return [
      Math.floor(((lng + 180) / 360) * size),
      Math.floor(((1 - Math.log(Math.tan(rad) + 1 / Math.cos(rad)) / Math.PI) / 2) * size),
    ]
  }

  it.each(['gcj02', 'bd09'] as const)('is shifted under the units, whose coordinates stay (%s)', async (datum) => {
    const { page, complaints } = await onTheMap()
    const server = await openTileServer(plainPng(30, 160, 60))
    await page.getByTestId('map-options').click()
    await page.getByTestId('map-base-server').click()
    await page.getByTestId('map-base-address').fill(`${server.origin}/{TileMatrix}/{TileCol}/{TileRow}.png`)
    await page.locator(`[data-testid=map-datum-${datum}]`).click()
    await page.getByTestId('map-base-server-take').click()
    await until('tiles', () => server.asked.length > 0)
    await page.keyboard.press('Escape')
    const [lat, lng] = [31.572, 120.305]
    await goTo(page, lat, lng)
    // So near that the shift is more than a tile.
    for (let zoom = await zoomOf(page); zoom < 17.6; zoom = await zoomOf(page)) {
      const before = zoom
      await page.getByTestId('map-zoom-in').click()
      await until('nearer', async () => (await zoomOf(page)) > before)
    }
    await untilMiddle(page, { lat, lng }, 0.0002)
    const shifted = tileOf(18, fromWgs84(datum, lng, lat))
    const plain = tileOf(18, [lng, lat])
    expect(Math.abs(shifted[0] - plain[0])).toBeGreaterThan(2)
    await until('the tile in the middle', () => server.asked.includes(`/18/${shifted.join('/')}.png`))
    expect(complaints).toEqual([])
  })
})
