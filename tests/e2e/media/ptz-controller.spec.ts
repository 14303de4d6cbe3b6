/** A joystick at the desk: it moves the camera of the selected pane, and nothing moves on when it or the window is gone. */
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { installPad } from '../support/controller.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { addSite, signIn } from '../support/sign-in.ts'
import { openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

const NAME = 'Test pad (Vendor: 1234 Product: 5678)'

async function atCamera() {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk()
  const pad = await installPad(desk.page, NAME)
  await desk.page.reload()
  await addSite(desk.page, platform.url)
  await signIn(desk.page)
  const device = platform.fleet().devices.find(({ online, channels }) => online && (channels[0]?.ptz ?? -1) >= 0)!
  await openDevice(desk.page, device.id)
  await untilState(desk.page, 1, 'playing')
  const index = device.channels[0]!.ptz
  const look = () => platform.control.ptz({ device: device.id, index })
  const orders = () =>
    platform.control
      .seen({ operation: 'ptz.control' })
      .requests.map(({ body }) => body as { operate: string; stop: boolean; hSpeed?: number })
  const stands = () => until('stands', () => !look().isMoving)
  return { ...desk, platform, pad, look, orders, stands }
}

it('turns, zooms and goes to presets by it; it lets go with its cable, its window and its pane', async () => {
  const { page, pad, look, orders, stands, complaints } = await atCamera()
  // Held when it is plugged in: a stick that leans by itself must not turn a camera.
  await pad.show({ axes: [1, 0] })
  await pad.show({ axes: [1, 0.3] })
  expect(orders()).toEqual([])
  await pad.show({})
  await pad.hold({ axes: [0.6, 0] })
  await untilPicture(page, 1, ({ view }) => view !== undefined && view.pan > 3 && view.pan < 180)
  await page.locator('[data-testid=ptz-mark][data-phase=moving]').waitFor()
  await pad.show({})
  await stands()
  const [first] = orders()
  expect(first).toMatchObject({ operate: 'right' })
  // In proportion: neither full speed nor the least.
  expect(first!.hSpeed).toBeGreaterThan(20)
  expect(first!.hSpeed).toBeLessThan(70)

  await pad.hold({ axes: [0, 0, 0, -1] })
  await untilPicture(page, 1, ({ view }) => view !== undefined && view.zoom > 2)
  await pad.unplug()
  await stands()

  await pad.show({})
  await pad.hold({ axes: [0, 1] })
  await until('looks down', () => look().tilt < -2)
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await stands()
  const before = orders().length
  // Back at the window with the stick still held: only after a rest it moves.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await pad.show({ axes: [0, 0.8] })
  await pad.hold({ axes: [0, 0.8], down: [9] })
  await page.getByTestId('ptz-panel').waitFor()
  expect(orders()).toHaveLength(before)

  await pad.show({})
  await pad.hold({ axes: [-1, 0] })
  await until('moves', () => look().isMoving)
  await pane(page, 2).click()
  await stands()
  await pane(page, 1).click({ position: { x: 8, y: 8 } })
  await pad.show({})
  const { pan } = look()
  await pad.hold({ down: [1] })
  await until('at the preset', () => !look().isMoving && look().pan !== pan)
  expect(complaints).toEqual([])
})

it('is shown and set up in the settings, by moving what is meant; that is kept', async () => {
  const { page, pad, look, stands } = await atCamera()
  await page.evaluate(() => (location.hash = '#/settings'))
  await page.getByTestId('controller-none').waitFor()
  await pad.hold({ axes: [0.1, 0, 0.7], down: [3] })
  await page.locator('[data-testid=pad-axis-0][data-resting=true]').waitFor()
  await page.locator('[data-testid=pad-axis-2][data-resting=false]').waitFor()
  await page.locator('[data-testid=pad-button-3][data-down=true]').waitFor()
  expect(await page.getByTestId('controller-choice').innerText()).toContain(NAME)

  await pad.show({})
  await page.locator('[data-testid=pad-axis-2][data-resting=true]').waitFor()
  await page.getByTestId('learn-pan').click()
  await pad.hold({ axes: [0, 0, -0.9] })
  await page.getByTestId('role-pan').filter({ hasText: 'Axis 3' }).waitFor()
  await page.locator('[data-testid=invert-pan][aria-checked=true]').waitFor()
  await pad.show({})
  await page.locator('[data-testid=pad-axis-2][data-resting=true]').waitFor()
  await page.getByTestId('learn-preset8').click()
  await pad.hold({ down: [11] })
  await page.getByTestId('role-preset8').filter({ hasText: 'Button 12' }).waitFor()

  await page.reload()
  // An address that changes while the first one is still being opened would be lost.
  await page.getByTestId('controller-none').waitFor()
  await page.evaluate(() => (location.hash = '#/live'))
  await untilState(page, 1, 'playing')
  await pane(page, 1).click({ position: { x: 8, y: 8 } })
  await pad.show({})
  await pad.hold({ axes: [0, 0, -1] })
  await until('turned to the right', () => look().pan > 5 && look().pan < 180)
  await pad.unplug()
  await stands()

  await page.evaluate(() => (location.hash = '#/settings'))
  await pad.show({})
  await page.getByTestId('controller-reset').click()
  await page.getByTestId('role-pan').filter({ hasText: 'Axis 1' }).waitFor()
})
