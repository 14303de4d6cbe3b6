import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { SpeakerType } from '../../shared/platform/message-content.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { drivingVehicle } from '../support/on-the-way.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk, type Desk, type DeskOptions } from './support/desk.ts'
import { englishLeft } from './support/english-left.ts'
import { shownText, untilFleet } from './support/shown.ts'
import { addSite, signIn } from './support/sign-in.ts'

afterAll(closeSharedBrowser)

async function mapDesk(
  platform: Simulator,
  options: DeskOptions = {},
  username?: string,
  password?: string,
): Promise<Desk> {
  const desk = await openDesk(options)
  await addSite(desk.page, platform.url)
  await signIn(desk.page, username, password)
  await untilFleet(desk.page, 'live')
  await desk.page.getByTestId('area-map').click()
  await desk.page.locator('[data-testid=map-area][data-phase=live]').waitFor()
  return desk
}

async function show(page: Page, id: string): Promise<void> {
  await page.evaluate((hash) => (window.location.hash = hash), `/map?unit=${id}`)
  await page.locator(`[data-testid=map-unit][data-id="${id}"]`).waitFor()
}

/** Comes into the meeting of a group, where it is one of the group. */
function isMember(platform: Simulator, group: string, device: string): boolean {
  try {
    platform.control.attend({ group, member: device })
    return true
  } catch {
    return false
  }
}

/** Of the picture on the sheet: how many pixels have the colour of the first track. */
function linePixels(page: Page): Promise<number> {
  return page.getByTestId('track-sheet-picture').evaluate((box) => {
    const canvas = box.querySelector('canvas')
    const line = document.querySelector<HTMLElement>('[data-testid=track-sheet-unit] .line')
    const pen = canvas?.getContext('2d')
    const [red = 0, green = 0, blue = 0] = (line?.style.background.match(/\d+/g) ?? []).map(Number)
    if (!canvas || !pen) return 0
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count++
    return count
  })
}

async function setMoment(page: Page, share: number): Promise<number> {
  return await page.getByTestId('track-moment').evaluate((element, part) => {
    const field = element as HTMLInputElement
    field.value = String(Number(field.min) + part * (Number(field.max) - Number(field.min)))
    field.dispatchEvent(new Event('input', { bubbles: true }))
    return field.valueAsNumber
  }, share)
}

describe('a track', () => {
  it('is replayed where the unit really was, as the file of all its points has it; with what happened, also on paper', async () => {
    const platform = await openPlatform({ devices: 60 })
    // Time may pass on the platform until one drives: the desk looks at its clock when it signs in.
    const id = drivingVehicle(platform, { sinceS: 1800 })
    const { page, complaints } = await mapDesk(platform)
    platform.control.say({ speaker: id, speakerType: SpeakerType.device, audience: 'admin', text: 'On my way' })
    platform.control.alarm({ device: id, type: AlarmType.alarmInput })
    await show(page, id)
    await page.getByTestId('alarm-talk-message').getByText('On my way').waitFor()
    await page.getByTestId('map-unit-guide').click()
    await page.getByTestId('map-canvas').click({ position: { x: 300, y: 500 } })
    await page.getByTestId('map-send-place').click()
    await page.locator('[data-testid=map-send-state][data-done="1"]').waitFor()
    await page.getByTestId('alarm-talk-message').getByText('[Position]').waitFor()
    await page.getByTestId('map-place-close').click()
    await page.getByTestId('map-unit-track').click()
    await page.locator(`[data-testid=track][data-puid="${id}"][data-phase=ready]`).waitFor()
    await page.getByTestId('track-export-csv').click()
    await page.getByTestId('track-written').waitFor()
    const [file = ''] = /\/\S.*\.csv/.exec(await shownText(page, 'track-written')) ?? []
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n').slice(1)
    const points = lines.map((line) => line.split(',').slice(-6))
    expect(points.length).toBeGreaterThan(100)

    await setMoment(page, 1)
    const [, lng, lat] = points.at(-1)!
    const now = page.getByTestId('track-now')
    await until('the last point', async () => (await now.getAttribute('data-lng')) === lng)
    expect(await now.getAttribute('data-lat')).toBe(lat)
    await setMoment(page, 0)
    await until('the first point', async () => (await now.getAttribute('data-lat')) === points[0]?.[2])
    await page.getByTestId('track-speed').selectOption('64')
    const before = Number(await page.getByTestId('track-replay').getAttribute('data-time'))
    await page.getByTestId('track-play').click()
    await until('running', async () => {
      const time = Number(await page.getByTestId('track-replay').getAttribute('data-time'))
      return time > before + 30_000
    })
    await page.getByTestId('track-play').click()
    const standing = await page.getByTestId('track-replay').getAttribute('data-time')
    expect(Number(standing)).toBeGreaterThan(before)

    await page.getByTestId('track-print').click()
    await page.getByTestId('track-sheet-reference').fill('Case 17')
    await page.locator('[data-testid=track-sheet] .sheet[data-drawn=true]').waitFor()
    // In a tunnel it had none.
    const [valid] = (await shownText(page, 'track-sheet-points')).split(', and ')
    expect(valid).toBe(points.length.toLocaleString('en'))
    expect(await shownText(page, 'track-sheet-printed')).toMatch(/^\d{4}-.* \([+-]\d\d:\d\d\) · admin$/)
    expect(await page.locator('[data-testid=track-sheet-event][data-kind=alarm]').count()).toBe(1)
    expect(await linePixels(page)).toBeGreaterThan(100)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#app').isVisible()).toBe(false)
    expect(await page.getByTestId('track-sheet-reference-text').innerText()).toBe('Case 17')
    expect(await page.getByTestId('track-sheet-close').isVisible()).toBe(false)
    await page.emulateMedia({ media: null })
    await page.getByTestId('track-sheet-close').click()

    // It is among the last ones, however often the vehicle stood before.
    await page.getByTestId('track-events').evaluate((box) => box.scrollTo(0, box.scrollHeight))
    const word = page.getByTestId('track-event').filter({ hasText: 'On my way' })
    await word.getByTestId('track-event-open').click()
    await page.locator('[data-testid=message].flashed').getByText('On my way').waitFor()
    await page.getByTestId('area-alarms').click()
    await page.getByTestId('alarm-row').first().click()
    await page.getByTestId('alarm-card-path').click()
    const raised = Number(await page.getByTestId('track-moment-span').getAttribute('data-time'))
    await page.locator('[data-testid=track][data-phase=ready]').waitFor()
    const shown = Number(await page.getByTestId('track-replay').getAttribute('data-time'))
    // A point each ten seconds: the last one may be before it.
    expect(Math.abs(shown - raised)).toBeLessThan(20_000)
    await page.getByTestId('track-remove').click()
    await page.getByTestId('track-replay').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})

describe('who speaks in a conference', () => {
  it('is marked on the map as long as he does', async () => {
    const platform = await openPlatform({ devices: 60 })
    const { page, complaints } = await mapDesk(platform)
    await page.getByTestId('area-conferences').click()
    const row = page.getByTestId('conference-row').filter({ hasText: 'Patrol vehicles' })
    const group = (await row.getAttribute('data-group')) ?? ''
    const member = platform.fleet().devices.find(({ id }) => isMember(platform, group, id))
    if (!member) throw new Error('the group has no device')
    await show(page, member.id)
    const card = (speaking: boolean) =>
      page.locator(`[data-testid=map-unit][data-id="${member.id}"][data-speaking=${speaking}]`)
    await card(false).waitFor()
    platform.control.speech({ group, member: member.id, speaking: true })
    await card(true).waitFor()
    platform.control.speech({ group, member: member.id, speaking: false })
    await card(false).waitFor()
    await page.evaluate(() => (window.location.hash = '/ledger'))
    await page.getByTestId('ledger-on-map').first().click()
    await page.locator(`[data-testid=track][data-puid="${member.id}"][data-phase=ready]`).waitFor()
    await page.locator('[data-testid=track-event][data-kind=talk]').first().waitFor()
    expect(complaints).toEqual([])
  })
})

describe('a fence', () => {
  it('that is drawn is watched: who leaves it raises an alarm, which leads back to it; what another changed is said', async () => {
    const platform = await openPlatform({ devices: 60 })
    // Time may pass on the platform until one drives: the desk looks at its clock when it signs in.
    const id = drivingVehicle(platform, { sinceS: 1800 })
    const { page, complaints } = await mapDesk(platform)
    await show(page, id)
    await page.getByTestId('map-panel-fences').click()
    await page.getByTestId('fence-new').click()
    expect(await page.getByTestId('fence-save').isDisabled()).toBe(true)
    await page.getByTestId('fence-name').fill('Around the car')
    await page.getByTestId('fence-draw-circle').click()
    await until(
      'the unit in the middle',
      async () => (await page.getByTestId('map-canvas').getAttribute('data-zoom')) !== null,
    )
    const canvas = await page.getByTestId('map-canvas').boundingBox()
    if (!canvas) throw new Error('no map')
    const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2]
    await page.mouse.click(x, y)
    await page.mouse.move(x + 30, y)
    await page.mouse.click(x + 40, y)
    await page.locator('[data-testid=fence-area][data-kind=circle]').waitFor()
    await page.getByTestId('fence-save').click()
    await page.getByTestId('fence-details').waitFor()
    const attached = () => page.getByTestId('fence-inside').getAttribute('data-units')
    await until('attached', async () => (await attached()) === '1')
    await page.locator('[data-testid=fence-tree] .n-base-selection').click()
    await page.keyboard.type('Patrol')
    await page.locator('.n-base-select-option').first().click()
    await page.keyboard.press('Tab')
    await page.getByTestId('fence-attach-tree').click()
    await until('a group of the tree', async () => Number(await attached()) > 1)

    // Others of the group may be inside and drive out before it.
    const { name } = platform.fleet().devices.find((device) => device.id === id)!
    const row = page.getByTestId('alarm-row').filter({ hasText: 'Area left' }).filter({ hasText: name })
    await page.getByTestId('area-alarms').click()
    await until('driven out', async () => {
      platform.control.advance({ seconds: 20 })
      return (await row.count()) > 0
    })
    await row.first().click()
    await page.getByTestId('alarm-card-fences').click()
    await page.locator(`[data-testid=map-unit][data-id="${id}"]`).waitFor()
    await page.getByTestId('fence').getByText('Around the car').click()

    const other = await mapDesk(platform, {}, 'operator', 'Watch-2026')
    await other.page.getByTestId('map-panel-fences').click()
    await other.page.getByTestId('fence').getByText('Around the car').click()
    await page.getByTestId('fence-edit').click()
    await page.getByTestId('fence-name').fill('Mine')
    await other.page.getByTestId('fence-toggle').click()
    await other.page.locator('[data-testid=fence][data-enabled=false]').getByText('Around the car').waitFor()
    await page.getByTestId('fence-save').click()
    await page.getByTestId('fence-conflict').waitFor()
    await page.getByTestId('fence-keep-mine').click()
    await page.getByTestId('fence-save').click()
    await page.locator('[data-testid=fence][data-enabled=false]').getByText('Mine').waitFor()
    await page.getByTestId('fence-remove').click()
    await page.getByTestId('fence-remove-yes').click()
    await until('gone', async () => (await page.getByTestId('fence').getByText('Mine').count()) === 0)
    expect(complaints).toEqual([])
  })

  it('and tracks are in Chinese throughout', async () => {
    const platform = await openPlatform({ devices: 60 })
    const id = drivingVehicle(platform, { sinceS: 1800 })
    const { page } = await mapDesk(platform, { language: 'zh-CN' })
    await show(page, id)
    await page.getByTestId('map-unit-track').click()
    await page.locator('[data-testid=track][data-phase=ready]').waitFor()
    expect(await englishLeft(page)).toEqual([])
    await page.getByTestId('map-panel-fences').click()
    await page.getByTestId('fence').first().click()
    await page.getByTestId('fence-details').waitFor()
    expect(await englishLeft(page)).toEqual([])
    await page.getByTestId('fence-edit').click()
    await page.getByTestId('fence-time-add').first().click()
    await page.getByTestId('fence-draw-polygon').click()
    await page.getByTestId('fence-corners').waitFor()
    expect(await englishLeft(page)).toEqual([])
  })
})
