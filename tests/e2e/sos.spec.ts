import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { until } from '../support/until.ts'
import { alarmDesk, goToAlarms, raise, tonesHeard, untilRecorded } from './support/alarms.ts'
import { closeSharedBrowser } from './support/desk.ts'
import { readPictures, untilPicture } from './support/picture.ts'
import { onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

/** The picture of the scene stands beside those of the grid, which count from 1. */
const SCENE = 0

const scene = (page: Page, key: string) => page.locator(`[data-testid=sos-scene][data-key="${key}"]`)

describe('an SOS', () => {
  it('opens its scene over any area, with the live picture of the device and a running clock', async () => {
    const { page, platform, complaints } = await alarmDesk()
    await page.getByTestId('area-settings').click()
    const [device] = onlineDevices(platform, 1)
    const { key, name } = raise(platform, AlarmType.sos)
    await scene(page, key).waitFor()
    expect((await untilPicture(page, SCENE)).device).toBe(device!.number)
    await until('a fresh picture', async () =>
      (await readPictures(page)).some(({ pane, ageMs }) => pane === SCENE && ageMs < 1000),
    )
    await scene(page, key).getByTestId('pane-name').getByText(name).waitFor()
    await scene(page, key).getByTestId('alarm-place').waitFor()
    await scene(page, key).locator('[data-testid=sos-map][data-lng] .unit-layer canvas').waitFor()
    await until('who is near', async () => (await page.getByTestId('map-nearest-unit').count()) === 5)
    const clock = scene(page, key).getByTestId('sos-clock')
    const before = await clock.innerText()
    await until('a clock that runs', async () => (await clock.innerText()) !== before)
    expect(platform.seen().dialogs.map(({ device: id }) => id)).toEqual([device!.id])
    // The map is lent to the scene, and is back in its area when that is gone.
    await page.keyboard.press('Escape')
    await page.getByTestId('area-map').click()
    await page.locator('[data-testid=map-canvas] .unit-layer canvas').waitFor()
    expect(complaints).toEqual([])
  })

  it('sounds until somebody moved a hand in front of it', async () => {
    const { page, platform } = await alarmDesk()
    const { key } = raise(platform, AlarmType.sos)
    await scene(page, key).waitFor()
    await until('the sound again', async () => (await tonesHeard(page)).length > 8, 12_000)
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 320)
    await page.locator('[data-testid=alarm-badge]').waitFor({ state: 'detached' })
  })

  it('takes nothing away that is being typed, and Esc there is not for it', async () => {
    const { page, platform } = await alarmDesk()
    const search = page.getByTestId('fleet-search')
    await search.click()
    await page.keyboard.type('be')
    const { key } = raise(platform, AlarmType.sos)
    await scene(page, key).waitFor()
    await page.keyboard.type('fore')
    expect(await search.inputValue()).toBe('before')
    await page.keyboard.press('Escape')
    expect(await scene(page, key).count()).toBe(1)
  })

  it('is made small by Esc, never lost, and comes back with the next one', async () => {
    const { page, platform } = await alarmDesk()
    await page.getByTestId('area-settings').click()
    await page.getByTestId('settings').click()
    const first = raise(platform, AlarmType.sos)
    await scene(page, first.key).waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('sos-strip').waitFor()
    await until('its picture closed', () => platform.seen().dialogs.length === 0)
    await goToAlarms(page)
    await page.getByTestId('sos-strip').waitFor()
    // A line of its own, over no control of whatever is open; in the live area no picture moves for it.
    const row = page.getByTestId('sos-row')
    const [box, area] = await Promise.all([row.boundingBox(), page.getByTestId('alarms-area').boundingBox()])
    expect(box && box.y + box.height).toBeLessThanOrEqual(area?.y ?? 0)
    await page.getByTestId('area-live').click()
    await page.getByTestId('sos-strip').waitFor()
    expect(await row.count()).toBe(0)
    await goToAlarms(page)
    const second = raise(platform, AlarmType.sos, 1)
    raise(platform, AlarmType.sos, 2)
    await scene(page, second.key).waitFor()
    await page
      .getByTestId('sos-next')
      .getByText(/2 more SOS|\d+ more SOS/)
      .waitFor()
    await page.getByTestId('sos-minimise').click()
    await page.reload()
    await page.getByTestId('sos-strip').waitFor()
    expect(await page.getByTestId('sos-scene').count()).toBe(0)
  })

  it('is handled in its scene; the next who waits takes its place', async () => {
    const { page, platform } = await alarmDesk()
    await goToAlarms(page)
    const first = raise(platform, AlarmType.sos)
    await scene(page, first.key).waitFor()
    const second = raise(platform, AlarmType.sos, 1)
    await page.getByTestId('sos-next').waitFor()
    await scene(page, first.key).getByTestId('alarm-note').fill('Patrol 4 is there')
    await scene(page, first.key).getByTestId('alarm-release').click()
    expect(await untilRecorded(platform, first.key, AlarmState.released)).toMatchObject({
      process_desc: 'Patrol 4 is there',
    })
    await scene(page, first.key).getByTestId('sos-over').getByText('Released').waitFor()
    await page.getByTestId('sos-leave').click()
    await until(
      'somebody else',
      async () => (await page.getByTestId('sos-scene').getAttribute('data-key')) !== first.key,
    )
    // Those of the past hour wait too: whoever is next, the new one is among them.
    platform.control.alarm({ type: AlarmType.sos })
    await until('the second', async () => {
      const shown = await page.getByTestId('sos-scene').getAttribute('data-key')
      if (shown === second.key) return true
      await page.getByTestId('sos-next').click()
      return false
    })
    const device = onlineDevices(platform, 2)[1]!
    await untilPicture(page, SCENE, (reading) => reading.device === device.number)
  })
})
