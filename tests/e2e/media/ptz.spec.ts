/** Cameras that move: by picture, wheel, keys and buttons; and that nothing moves on when the hand is gone. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { decodePictureCode } from '../../simulator/picture-code.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { alarmDesk } from '../../support/alarms.ts'
import { sharedGroup } from '../../support/chat.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { secondWindow } from '../support/second-window.ts'
import { openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

async function atCamera() {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ at: platform })
  const device = platform.fleet().devices.find(({ online, channels }) => online && (channels[0]?.ptz ?? -1) >= 0)!
  await openDevice(desk.page, device.id)
  await untilState(desk.page, 1, 'playing')
  const index = device.channels[0]!.ptz
  await pane(desk.page, 1).hover()
  await pane(desk.page, 1).getByTestId('pane-ptz').click()
  await desk.page.getByTestId('ptz-panel').waitFor()
  const camera = { puid: device.id, index }
  return {
    ...desk,
    platform,
    camera,
    number: device.number,
    look: () => platform.control.ptz({ device: device.id, index }),
  }
}

/** Presses on the picture and draws a line: fractions of its size. */
async function dragTo(page: Page, x: number, y: number): Promise<void> {
  const box = (await page.getByTestId('ptz-overlay').boundingBox())!
  const [left, top] = [box.x + box.width * 0.4, box.y + box.height * 0.5]
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(left + box.width * x, top + box.height * y, { steps: 4 })
}

/** The simulator's code, read from the small picture of a preset. */
async function readStill(row: Locator) {
  const image = row.getByTestId('ptz-preset-still')
  await image.waitFor()
  const code = await image.evaluate((element) => {
    const canvas = document.createElement('canvas')
    const still = element as HTMLImageElement
    canvas.width = still.naturalWidth
    canvas.height = still.naturalHeight
    const context = canvas.getContext('2d')!
    context.drawImage(still, 0, 0)
    const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height)
    return { width, luma: Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0) }
  })
  return { width: code.width, ...decodePictureCode((x, y) => code.luma[y * code.width + x] ?? 0, code.width) }
}

const mark = (page: Page, phase: string) => page.locator(`[data-testid=ptz-mark][data-phase=${phase}]`)
const orders = (platform: Simulator) =>
  platform.control.seen({ operation: 'ptz.control' }).requests.map(({ body }) => body as { operate: string })

describe('a camera', () => {
  it('turns along the line that is drawn, shows that it moves, and stands when the hand lets go', async () => {
    const { page, platform, look, complaints } = await atCamera()
    await dragTo(page, 0.3, 0)
    await mark(page, 'moving').waitFor()
    await until('turned to the right', () => look().pan > 5)
    await page.mouse.up()
    await until('stands', () => !look().isMoving)
    await mark(page, 'moving').waitFor({ state: 'detached' })
    expect(new Set(orders(platform).map(({ operate }) => operate))).toEqual(new Set(['right']))
    expect(platform.seen().violations).toEqual([])
    expect(complaints).toEqual([])
  })

  it('zooms by the wheel, turns by arrows, and by the buttons as long as they are held', async () => {
    const { page, look } = await atCamera()
    await page.getByTestId('ptz-overlay').hover({ position: { x: 60, y: 60 } })
    await page.mouse.wheel(0, -100)
    await until('zoomed', () => look().zoom > 1)
    await until('the wheel rests', () => !look().isMoving)

    await page.getByTestId('ptz-overlay').focus()
    await page.keyboard.down('ArrowDown')
    await until('looks down', () => look().tilt < -3)
    await page.keyboard.up('ArrowDown')
    await until('stands', () => !look().isMoving)

    const { tilt } = look()
    await page.getByTestId('ptz-up').hover()
    await page.mouse.down()
    await until('looks up', () => look().tilt > tilt + 2)
    await page.mouse.up()
    await until('stands again', () => !look().isMoving)
    await page.keyboard.press('Escape')
    await page.getByTestId('ptz-panel').waitFor({ state: 'detached' })
  })

  it('goes to its presets, which are kept, renamed and removed by hand', async () => {
    const { page, look, number } = await atCamera()
    const rows = page.getByTestId('ptz-preset')
    await rows.first().waitFor()
    const count = await rows.count()
    await dragTo(page, 0.3, 0)
    await until('turned', () => look().pan > 20)
    await page.mouse.up()
    await until('stands', () => !look().isMoving)
    const { pan } = look()
    await page.getByTestId('ptz-preset-add').click()
    await page.getByTestId('ptz-preset-name').fill('Bridge')
    await page.keyboard.press('Enter')
    const bridge = rows.filter({ hasText: 'Bridge' })
    await bridge.waitFor()
    await bridge.getByTestId('ptz-preset-still').waitFor()
    expect(await readStill(bridge)).toMatchObject({ device: number, width: 144 })
    await page.getByTestId('ptz-overlay').focus()
    await page.keyboard.down('ArrowLeft')
    await until('away', () => Math.abs(look().pan - pan) > 5)
    await page.keyboard.up('ArrowLeft')
    await until('stands', () => !look().isMoving)
    await bridge.getByTestId('ptz-preset-go').click()
    await until('back', () => Math.abs(look().pan - pan) < 0.01)
    await bridge.hover()
    await bridge.getByTestId('ptz-preset-rename').click()
    await page.keyboard.type('Old bridge')
    await page.keyboard.press('Enter')
    const renamed = rows.filter({ hasText: 'Old bridge' })
    await renamed.hover()
    await renamed.getByTestId('ptz-preset-remove').click()
    await page.getByTestId('ptz-preset-remove-yes').click()
    await until('gone', async () => (await rows.count()) === count)
    // One that was there before gets its picture when the camera has come to rest there; it is there again after a reload.
    await rows.first().getByTestId('ptz-preset-go').click()
    await rows.first().getByTestId('ptz-preset-still').waitFor()
    expect(look().isMoving).toBe(false)
    await page.reload()
    await untilState(page, 1, 'playing')
    await pane(page, 1).hover()
    await pane(page, 1).getByTestId('pane-ptz').click()
    expect(await readStill(rows.first())).toMatchObject({ device: number, width: 144 })
  })

  it('goes rounds that are written here; after a move it says that it does not know', async () => {
    const { page, look, complaints } = await atCamera()
    const rounds = page.getByTestId('ptz-cruise')
    await page.getByTestId('ptz-preset').nth(1).waitFor()
    await page.getByTestId('ptz-cruise-add').click()
    await page.getByTestId('cruise-problem').filter({ hasText: 'Give it a name' }).waitFor()
    await page.getByTestId('cruise-name').getByRole('textbox').fill('Night')
    const points = page.getByTestId('cruise-point')
    for (let count = 1; count <= 2; count++) await page.getByTestId('cruise-point-add').click()
    for (const field of ['hSpeed', 'vSpeed']) {
      for (let at = 0; at < 2; at++)
        await points.nth(at).getByTestId(`cruise-point-${field}`).getByRole('textbox').fill('100')
    }
    for (let at = 0; at < 2; at++)
      await points.nth(at).getByTestId('cruise-point-duration').getByRole('textbox').fill('1')
    const order = () => points.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['preset']))
    const before = await order()
    await points.nth(1).getByTestId('cruise-point-duration').getByRole('textbox').press('Alt+ArrowUp')
    expect(await order()).toEqual(before.toReversed())
    await page.getByTestId('cruise-save').click()
    const night = rounds.filter({ hasText: 'Night' })
    await night.getByTestId('ptz-cruise-start').click()
    await page.locator('[data-testid=ptz-cruise][data-run=started]').filter({ hasText: 'since' }).waitFor()
    // To and fro, as the pictures show: at rest at two places, and moving between them.
    const pans = new Set<number>()
    await untilPicture(page, 1, ({ view }) => {
      if (view && !look().isMoving) pans.add(Math.round(look().pan))
      return pans.size === 2 && view !== undefined && Math.abs(view.pan - look().pan) < 1
    })

    await page.getByTestId('ptz-overlay').focus()
    await page.keyboard.down('ArrowUp')
    await page.locator('[data-testid=ptz-cruise][data-run=disturbed]').waitFor()
    await page.keyboard.up('ArrowUp')
    await night.getByTestId('ptz-cruise-start').click()
    await until('goes round', () => look().route !== undefined)
    await night.getByTestId('ptz-cruise-stop').click()
    await until('stands', () => look().route === undefined && !look().isMoving)
    await page.locator('[data-testid=ptz-cruise][data-run]').waitFor({ state: 'detached' })

    await night.hover()
    await night.getByTestId('ptz-cruise-change').click()
    await page.getByTestId('cruise-name').getByRole('textbox').fill('Day')
    await points.nth(1).getByTestId('cruise-point-remove').click()
    await page.getByTestId('cruise-save').click()
    const day = rounds.filter({ hasText: 'Day' })
    await day.waitFor()
    expect(await night.count()).toBe(0)
    await day.hover()
    await day.getByTestId('ptz-cruise-remove').click()
    await page.getByTestId('ptz-cruise-remove-yes').click()
    await day.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  it('that a colleague has reserved is moved after one question; it is reserved, and given back', async () => {
    const { page, context, platform, camera, look, complaints } = await atCamera()
    const here = { client: await secondWindow({ page, context }) }
    const colleague = await alarmDesk(platform, 'operator')
    const group = await until('a group', () => sharedGroup(here, colleague).catch(() => undefined))
    const key = { scope: 'account', key: 'alarms.claimGroup', value: group.id } as const
    await colleague.client.settings.write(key)
    await colleague.client.ptz.reserve({ ...camera, reserved: true })
    const reserved = page.getByTestId('ptz-reserved')
    await reserved.filter({ hasText: 'has reserved this camera until' }).waitFor()
    await dragTo(page, 0.3, 0)
    await reserved.filter({ hasText: 'Move it anyway?' }).waitFor()
    await page.mouse.up()
    await page.getByTestId('ptz-preset-go').first().click()
    await page.getByTestId('ptz-leave').click()
    await reserved.filter({ hasText: 'Move it anyway?' }).waitFor({ state: 'detached' })
    expect(platform.control.seen({ operation: 'preset.go' }).requests).toEqual([])
    expect(orders(platform)).toEqual([])
    await dragTo(page, 0.3, 0)
    await page.mouse.up()
    await page.getByTestId('ptz-move-anyway').click()
    for (const way of [0.3, -0.3]) {
      await dragTo(page, way, 0)
      await until('moves', () => look().isMoving)
      await page.mouse.up()
      await until('stands', () => !look().isMoving)
    }

    await page.getByTestId('ptz-reserve-take').click()
    await page.getByTestId('ptz-reserve-no-group').waitFor()
    await here.client.settings.write(key)
    await page.getByTestId('ptz-reserve-take').click()
    await page.locator('[data-testid=ptz-reserve][data-mine=true]').filter({ hasText: 'Reserved until' }).waitFor()
    await reserved.waitFor({ state: 'detached' })
    const standing = async () => (await colleague.client.ptz.reservations({})).reservations
    await until('told', async () => (await standing())[0]?.by === 'admin')
    await page.getByTestId('ptz-reserve-release').click()
    await until('given back', async () => (await standing()).length === 0)
    await page.getByTestId('ptz-reserve-take').waitFor()

    // In the chat of the group it is thin lines in words, and nothing to read.
    await page.getByTestId('area-chat').click()
    const row = page.locator(`[data-testid=conversation-row][data-partner="${group.id}"]`)
    await row.click()
    const lines = page.locator(`[data-testid=message-claim][data-about=camera]`)
    await until('three lines', async () => (await lines.count()) === 3)
    const words = await lines.locator('.words').allInnerTexts()
    const name = platform.fleet().devices.find(({ id }) => id === camera.puid)!.name
    expect(words[0]).toMatch(/ reserved the camera /)
    expect(words.slice(1)).toEqual([`You reserved the camera ${name}`, `You released the camera ${name}`])
    expect(await page.getByTestId('stream-box').innerText()).not.toContain('watchpost')
    expect(await row.innerText()).not.toMatch(/reserved|released|watchpost/)
    expect(complaints).toEqual([])
  })

  it('that cannot be stopped yet says so and why until it stands', async () => {
    const { page, platform, look } = await atCamera()
    await dragTo(page, -0.3, 0)
    await until('moves', () => look().isMoving)
    platform.control.refuse({ operation: 'ptz.control', code: 11 })
    await page.mouse.up()
    await mark(page, 'stopping').getByText('Not stopped yet: The platform has a fault').waitFor()
    expect(look().isMoving).toBe(true)
    platform.control.clear({})
    await until('stands', () => !look().isMoving, 15_000)
    await mark(page, 'stopping').waitFor({ state: 'detached' })
  })
})

describe('a hand that is gone', () => {
  it.each<[string, (page: Page) => Promise<unknown>]>([
    ['because the window lost the focus', (page) => page.evaluate(() => window.dispatchEvent(new Event('blur')))],
    ['to another area', (page) => page.evaluate(() => (location.hash = '#/settings'))],
    ['with its window', (page) => page.close()],
    ['because the page hangs', (page) => hang(page)],
  ])('%s', async (_why, leave) => {
    const { page, look } = await atCamera()
    await dragTo(page, 0.3, 0)
    await until('moves', () => look().isMoving)
    await leave(page)
    await until('stands', () => !look().isMoving)
  })
})

/** Not waited for: it comes back long after the core must have acted. */
function hang(page: Page): Promise<void> {
  const spin = (): void => {
    const end = performance.now() + 15_000
    while (performance.now() < end);
  }
  void page.evaluate(spin).catch(() => undefined)
  return Promise.resolve()
}
