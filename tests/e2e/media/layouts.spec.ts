import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { alarmRow, goToAlarms, raise } from '../support/alarms.ts'
import { closeSharedBrowser, openDesk, type Desk } from '../support/desk.ts'
import { dragBetween, fromMenu, noteStates, tab, untilTabs } from '../support/layouts.ts'
import { readPictures, untilPicture } from '../support/picture.ts'
import { startServe } from '../support/serve-process.ts'
import { fillSignIn } from '../support/sign-in.ts'
import { find, onlineDevices, openDevice, pane, row, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

async function atTheDesk(): Promise<Desk & { platform: Simulator }> {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ at: platform })
  return { ...desk, platform }
}

const opened = (platform: Simulator): number => platform.seen().dialogsOpened

/** A group without groups below, with three devices on-line. */
function groupOfThree(platform: Simulator) {
  const { groups, devices } = platform.fleet()
  const online = devices.filter(({ online }) => online)
  const { id: gid } = groups.find(
    ({ id }) => !groups.some(({ pid }) => pid === id) && online.filter((device) => device.gid === id).length >= 3,
  )!
  const [one, two, three, ...others] = online.filter((device) => device.gid === gid)
  for (const { id } of others) platform.control.setOnline({ device: id, online: false })
  const offline = devices.filter((device) => device.gid === gid).length - 3
  return { gid, devices: [one!, two!, three!], offline }
}

async function rename(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F2')
  await page.getByTestId('layout-name').fill(name)
  await page.keyboard.press('Enter')
}

describe('layouts', () => {
  it('in tabs keep their own pictures, can be locked, and come back after a restart', async () => {
    const { page, platform, serve, profile, complaints } = await atTheDesk()
    const [first, second, third] = onlineDevices(platform, 3)
    await page.getByTestId('grid-4').click()
    await openDevice(page, first!.id)
    await untilPicture(page, 1)
    await rename(page, 'North')
    await page.getByTestId('layout-add').click()
    await untilTabs(page, ['North', 'Layout 1'], 'Layout 1')
    await openDevice(page, second!.id)
    await untilPicture(page, 1, ({ device }) => device === second!.number)

    // There and back: the pictures are there without a new dialog, in the same pane.
    await page.keyboard.press('Control+Tab')
    await untilPicture(page, 1, ({ device }) => device === first!.number)
    await page.keyboard.press('Alt+PageDown')
    await untilPicture(page, 1, ({ device }) => device === second!.number)
    expect(opened(platform)).toBe(2)

    // A name another one has is refused; the locked one sends what is opened to a tab of its own.
    await tab(page, 'Layout 1').dblclick()
    await page.getByTestId('layout-name').fill('north')
    await page.keyboard.press('Enter')
    expect(await page.getByTestId('layout-name').getAttribute('aria-invalid')).toBe('true')
    await page.keyboard.press('Escape')
    await tab(page, 'North').click()
    await page.getByTestId('layout-lock').click()
    await tab(page, 'North').getByTestId('layout-locked').waitFor()
    expect(await page.getByTestId('clear-all').isDisabled()).toBe(true)
    expect(await pane(page, 1).getAttribute('draggable')).toBe('false')
    await openDevice(page, third!.id)
    await untilTabs(page, ['North', 'Layout 2', 'Layout 1'], 'Layout 2')
    await untilPicture(page, 1, ({ device }) => device === third!.number)

    await fromMenu(page, 'Layout 1', 'duplicate')
    await untilTabs(page, ['North', 'Layout 2', 'Layout 1', 'Layout 3'], 'Layout 3')
    await page.keyboard.press('Control+Shift+T')
    await tab(page, 'Layout 3').getByTestId('layout-close').click()
    await untilTabs(page, ['North', 'Layout 2', 'Layout 1'])
    await page.getByTestId('layout-undo').click()
    await untilTabs(page, ['North', 'Layout 2', 'Layout 1', 'Layout 3'], 'Layout 3')
    await tab(page, 'Layout 3').dragTo(tab(page, 'North'), { targetPosition: { x: 4, y: 10 } })
    await untilTabs(page, ['Layout 3', 'North', 'Layout 2', 'Layout 1'], 'Layout 3')
    await tab(page, 'North').click()
    await untilPicture(page, 1, ({ device }) => device === first!.number)
    expect(complaints).toEqual([])

    await serve.end()
    const next = await openDesk({ profile, at: platform })
    await untilTabs(next.page, ['Layout 3', 'North', 'Layout 2', 'Layout 1'], 'North')
    await tab(next.page, 'North').getByTestId('layout-locked').waitFor()
    await untilPicture(next.page, 1, ({ device }) => device === first!.number)
    await tab(next.page, 'Layout 3').click()
    await untilPicture(next.page, 1, ({ device }) => device === second!.number)
  })

  it('can be placed freely by hand and by keys while pictures play on', async () => {
    const { page, platform, complaints } = await atTheDesk()
    const [first, second] = onlineDevices(platform, 2)
    await page.getByTestId('grid-4').click()
    await openDevice(page, first!.id)
    await openDevice(page, second!.id)
    const before = await untilPicture(page, 2)
    await page.getByTestId('free-edit').click()
    const cell = (number: number) => page.getByTestId(`free-pane-${number}`).getAttribute('data-cell')
    expect(await cell(1)).toBe('1,1,12,12')

    const grip = page.getByTestId('free-pane-1').locator('[data-grip=se]')
    const area = (await page.getByTestId('free-editor').boundingBox())!
    await grip.hover()
    await page.mouse.down()
    await page.mouse.move(area.x + (area.width * 6) / 24, area.y + (area.height * 8) / 24, { steps: 4 })
    await page.mouse.up()
    expect(await cell(1)).toBe('1,1,6,8')
    // By keys: right, wider; then the neighbour stops it.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    expect(await cell(1)).toBe('2,1,7,8')
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowRight')
    expect(await cell(1)).toBe('6,1,7,8')
    await page.getByTestId('free-remove-4').click()
    await page.getByTestId('free-add').click()
    expect(await cell(4)).toBe('13,13,8,8')
    await page.getByTestId('free-aspect-4').click()
    expect(await cell(4)).not.toBe('13,13,8,8')
    await untilPicture(page, 2, ({ device, frame }) => device === second!.number && frame !== before.frame)
    expect(opened(platform)).toBe(2)
    await page.keyboard.press('Escape')
    await page.getByTestId('free-editor').waitFor({ state: 'detached' })

    await page.reload()
    await untilPicture(page, 1, ({ device }) => device === first!.number)
    const wide = (await pane(page, 1).boundingBox())!.width
    expect(wide / (await page.getByTestId('live-grid').boundingBox())!.width).toBeCloseTo(7 / 24, 1)
    expect(complaints).toEqual([])
  })

  it('show devices in turn without a gap, leave out who is off-line, and go on after a restart', async () => {
    const { page, platform, serve, profile, complaints } = await atTheDesk()
    const { gid, devices, offline } = groupOfThree(platform)
    await page.getByTestId('grid-4').click()
    await pane(page, 2).click()
    // A search shows the group that holds what was found.
    await find(page, devices[0]!.id)
    await row(page, gid).click({ button: 'right' })
    await page.getByTestId('fleet-menu-tour').click()
    await page.locator('#tour-dwell').fill('3')
    await page.getByTestId('tour-begin').click()
    const shownFirst = await untilPicture(page, 2)
    await untilState(page, 2, 'playing')
    const states = await noteStates(page, 2)
    const order = [shownFirst.device]
    for (let change = 0; change < 3; change += 1) {
      const { device } = await untilPicture(page, 2, (reading) => reading.device !== order.at(-1))
      order.push(device)
    }
    expect(order[3]).toBe(order[0])
    expect(order.slice(0, 3).sort()).toEqual(devices.map(({ number }) => number).sort())
    // Each was playing when it came: no other state was ever on screen.
    expect(await states()).toEqual(['playing'])

    const gone = devices.find(({ number }) => number === order[1])!
    platform.control.setOnline({ device: gone.id, online: false })
    await untilPicture(page, 2, ({ device }) => device === order[2])
    expect(await page.getByTestId('tour').getAttribute('data-skipped')).toBe(String(offline + 1))
    await page.getByTestId('tour-toggle').click()
    await page.locator('[data-testid=tour][data-running=false]').waitFor()
    await page.getByTestId('tour-next').click()
    await untilPicture(page, 2, ({ device }) => device === order[0])
    await page.getByTestId('tour-toggle').click()
    expect(complaints).toEqual([])

    await serve.end()
    const next = await openDesk({ profile, at: platform })
    await next.page.locator('[data-testid=tour][data-running=true]').waitFor()
    const again = await untilPicture(next.page, 2)
    await untilPicture(next.page, 2, ({ device }) => device !== again.device)
  })

  it('have windows of their own, between which pictures are dragged', async () => {
    const { page, platform, context, serve, profile, complaints } = await atTheDesk()
    const [first, second] = onlineDevices(platform, 2)
    await page.getByTestId('grid-4').click()
    await openDevice(page, first!.id)
    await untilPicture(page, 1)
    await rename(page, 'Gate')
    await page.getByTestId('layout-add').click()
    await openDevice(page, second!.id)
    await untilPicture(page, 1, ({ device }) => device === second!.number)

    await context.addInitScript(() => {
      const ask = navigator.wakeLock.request.bind(navigator.wakeLock)
      navigator.wakeLock.request = (kind) => {
        document.documentElement.dataset['awake'] = kind ?? 'screen'
        return ask(kind)
      }
    })
    const coming = context.waitForEvent('page')
    await fromMenu(page, 'Gate', 'window')
    const wall = await coming
    await wall.locator('[data-testid=wall-screen][data-layout=Gate]').waitFor()
    await untilPicture(wall, 1, ({ device }) => device === first!.number)
    expect(await wall.getByTestId('fleet-panel').count()).toBe(0)
    // Pictures play: the screen is kept from going dark.
    await wall.locator('html[data-awake=screen]').waitFor({ state: 'attached' })
    // Here its pictures ended: two are open in all.
    await until('two dialogs', () => platform.seen().dialogs.length === 2)
    await tab(page, 'Gate').click()
    await page.getByTestId('layout-elsewhere').waitFor()
    await tab(page, 'Layout 1').click()
    await untilPicture(page, 1, ({ device }) => device === second!.number)

    await dragBetween(pane(page, 1), pane(wall, 3))
    await untilPicture(wall, 3, ({ device }) => device === second!.number)
    await until('the pane it came from is empty', async () => (await readPictures(page)).length === 0)
    // An alarm from its list, too.
    const { key, device } = raise(platform, AlarmType.inverted, 2)
    await goToAlarms(page)
    await alarmRow(page, key).waitFor()
    await dragBetween(alarmRow(page, key), pane(wall, 4))
    await untilPicture(wall, 4, ({ device: number }) => number === onlineDevices(platform, 3)[2]!.number)
    expect(await pane(wall, 4).getAttribute('data-puid')).toBe(device)
    await page.getByTestId('area-live').click()
    // The bar comes with the pointer.
    expect(await wall.getByTestId('wall-bar').getAttribute('data-shown')).toBe('false')
    await wall.mouse.move(300, 4)
    await wall.locator('[data-testid=wall-bar][data-shown=true]').waitFor()

    await tab(page, 'Gate').click()
    const closed = wall.waitForEvent('close')
    await page.getByTestId('layout-recall').click()
    await closed
    await untilPicture(page, 1, ({ device }) => device === first!.number)
    await untilPicture(page, 3, ({ device }) => device === second!.number)
    expect(complaints).toEqual([])

    // The same by the command line, where a name that is none is refused with those there are.
    await serve.end()
    await expect(startServe(profile, ['--wall', 'Harbour'])).rejects.toThrow(
      'There is no layout "Harbour". There are: "Gate", "Layout 1".',
    )
    await expect(startServe(profile, ['--wall', 'Gate', '--kiosk'])).rejects.toThrow('need --open')
    const next = await openDesk({ profile, serve: ['--wall', 'gate'] })
    await fillSignIn(next.page, 'admin', '123456')
    await next.page.locator('[data-testid=wall-screen][data-layout=Gate]').waitFor()
    await untilPicture(next.page, 3, ({ device }) => device === second!.number)
    await next.page.evaluate(() => (window.location.hash = '#/wall?name=Harbour&kiosk=1'))
    await next.page.reload()
    await next.page.getByTestId('wall-unknown').getByText('“Gate”, “Layout 1”').waitFor()
    await next.page.keyboard.press('Control+Shift+Q')
    await next.page.getByTestId('kiosk-leave').waitFor()
  })
})
