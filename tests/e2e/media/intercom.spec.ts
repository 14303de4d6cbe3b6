import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { until } from '../../support/until.ts'
import { alarmRow, goToAlarms } from '../support/alarms.ts'
import { closeSharedBrowser, sharedBrowser } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { find, openDevice, pane } from '../support/tree.ts'
import { meterOf, noteNext, talkHeard, talkingDesk, untilHeard } from '../support/voice.ts'

afterAll(closeSharedBrowser)

/** Body cameras do one direction at a time, cars both. */
const BODY_CAMERA = 101
const CAR = 102
/** After letting go nothing leaves any more: a requirement. */
const MOST_AFTER_MS = 100

function unit(platform: Simulator, classId: number, isOnline = true) {
  const found = platform
    .fleet()
    .devices.find((device) => device.classId === classId && device.online === isOnline && !device.terminal)
  if (!found) throw new Error(`no device of class ${classId}`)
  return found
}

const bar = (page: Page) => page.getByTestId('intercom')
const untilPhase = (page: Page, phase: string) =>
  page.locator(`[data-testid=intercom][data-phase=${phase}]`).waitFor({ timeout: 20_000 })
const words = (page: Page, text: string) => page.getByTestId('intercom-words').getByText(text).waitFor()

async function talkFromTree(page: Page, id: string): Promise<void> {
  await (await find(page, id)).click({ button: 'right' })
  await page.getByTestId(`fleet-menu-talk-${id}`).click()
}

/** No packet came later than a moment after `releasedMs`, while the device went on to send for a while. */
async function expectNothingLeaves(platform: Simulator, releasedMs: number): Promise<void> {
  const sent = (): number => platform.seen().dialogs.find(({ purpose }) => purpose === 'talk')?.media.audioPackets ?? 0
  const before = sent()
  await until('more of the device', () => sent() > before + 15)
  expect(talkHeard(platform)!.packetAt! - releasedMs).toBeLessThanOrEqual(MOST_AFTER_MS)
}

it('from a pane: heard while the key is held and not after, the device silent meanwhile, pictures going on', async () => {
  const { page, platform } = await talkingDesk()
  const device = unit(platform, BODY_CAMERA)
  await openDevice(page, device.id)
  await untilPicture(page, 1)
  await pane(page, 1).hover()
  await pane(page, 1).getByTestId('pane-talk').click()
  await untilPhase(page, 'ready')
  await page.getByTestId('intercom-half-duplex').waitFor()
  const isLoud = async () => (await meterOf(page, 'intercom-heard-level')) > 40
  const isQuiet = async () => (await meterOf(page, 'intercom-heard-level')) < 10
  await until('the device heard', isLoud)
  expect(talkHeard(platform)?.packets).toBe(0)

  // Space is the key at once: who asked for the line wants to talk.
  await page.keyboard.down('Space')
  await untilPhase(page, 'talking')
  await untilHeard(platform)
  await until('the device silent meanwhile', isQuiet)
  const released = await noteNext(page, 'keyup')
  await page.keyboard.up('Space')
  await untilPhase(page, 'ready')
  await expectNothingLeaves(platform, await released())
  await until('the device heard again', isLoud)
  const shown = await untilPicture(page, 1)
  await untilPicture(page, 1, ({ frame }) => frame !== shown.frame)

  // By the mouse, and the window loses the focus while the button is down.
  await page.getByTestId('intercom-talk').hover()
  await page.mouse.down()
  await untilPhase(page, 'talking')
  await untilHeard(platform, Date.now())
  const blurred = await noteNext(page, 'blur')
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await words(page, 'this window lost the focus')
  await expectNothingLeaves(platform, await blurred())
  await page.mouse.up()

  await page.getByTestId('intercom-hang-up').click()
  await untilPhase(page, 'ended')
  await until('closed', () => !platform.seen().dialogs.some(({ purpose }) => purpose === 'talk'))
  expect(platform.seen().violations).toEqual([])
})

it('from the tree: an open line is heard both ways at once, muted and unmuted; another line ends it', async () => {
  const { page, platform } = await talkingDesk()
  const car = unit(platform, CAR)
  await talkFromTree(page, car.id)
  await untilPhase(page, 'ready')
  await page.getByTestId('intercom-mode-open').click()
  await words(page, 'your microphone is off')
  await page.getByTestId('intercom-talk').click()
  await untilHeard(platform)
  await until('the device heard', async () => (await meterOf(page, 'intercom-heard-level')) > 40)
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await untilHeard(platform, Date.now())
  expect(await bar(page).getAttribute('data-phase')).toBe('talking')
  const muted = await noteNext(page, 'pointerdown')
  await page.getByTestId('intercom-talk').click()
  await untilPhase(page, 'ready')
  await expectNothingLeaves(platform, await muted())

  const other = unit(platform, BODY_CAMERA)
  await talkFromTree(page, other.id)
  await page.locator(`[data-testid=intercom][data-puid="${other.id}"][data-phase=ready]`).waitFor()
  await until('one line', () => {
    const talks = platform.seen().dialogs.filter(({ purpose }) => purpose === 'talk')
    return talks.length === 1 && talks[0]?.device === other.id
  })
  // Kept for each device.
  await talkFromTree(page, car.id)
  await page.locator(`[data-testid=intercom][data-puid="${car.id}"][data-phase=ready]`).waitFor()
  await page.locator('[data-testid=intercom-mode-open][aria-pressed=true]').waitFor()
  await page.close()
  await until('closed with its window', () => platform.seen().dialogs.length === 0)
})

it('that cannot be says why: off-line, busy, gone while one talks; and is tried again, and written down', async () => {
  const { page, platform } = await talkingDesk()
  await talkFromTree(page, unit(platform, BODY_CAMERA, false).id)
  await words(page, 'The device is off-line')
  expect(platform.control.seen({ operation: 'dialog.openDeviceWebrtc' }).requests).toEqual([])

  const device = unit(platform, BODY_CAMERA)
  const { key } = platform.control.alarm({
    device: device.id,
    type: AlarmType.manDown,
    description: 'Raised by the test',
  })
  await goToAlarms(page)
  await alarmRow(page, key).click()
  platform.control.refuse({ operation: 'dialog.openDeviceWebrtc', code: 7, times: 1 })
  await page.getByTestId('alarm-card').getByTestId('talk-start').click()
  await words(page, 'Somebody else is talking to this device')
  await page.getByTestId('intercom-again').click()
  await untilPhase(page, 'ready')
  await page.getByTestId('intercom-talk').hover()
  await page.mouse.down()
  await untilHeard(platform)
  platform.control.setOnline({ device: device.id, online: false })
  await words(page, 'The device went off-line')
  await until('closed', () => platform.seen().dialogs.length === 0)
  await page.mouse.up()

  // What was said stands at the alarm, and in the ledger.
  await page.getByTestId('alarm-card').getByTestId('alarm-burst').getByText(device.name).waitFor()
  await page.getByTestId('ledger-open').click()
  const rows = page.getByTestId('ledger-row')
  await rows.getByText(device.name).waitFor()
  expect(await rows.getByTestId('ledger-ended').innerText()).toBe('Connection or microphone lost')
  await page.getByTestId('ledger-last').getByText(device.name).waitFor()
  await page.getByTestId('ledger-text').fill('nobody of this name')
  await page.getByText('No speech fits this filter').waitFor()
  await page.getByTestId('ledger-text').fill(device.name)
  await rows.getByTestId('ledger-place').click()
  await page.getByTestId('ledger-only-place').getByText(device.name).waitFor()
  await until('the one of that place', async () => (await rows.count()) === 1)
})

it('without a microphone says so, and opens nothing', async () => {
  const { page, platform } = await talkingDesk({ browser: sharedBrowser() })
  await talkFromTree(page, unit(platform, CAR).id)
  await untilPhase(page, 'ended')
  await page.getByTestId('intercom-words').getByText('microphone').waitFor()
  await page.getByTestId('intercom-again').waitFor()
  expect(platform.control.seen({ operation: 'dialog.openDeviceWebrtc' }).requests).toEqual([])
})
