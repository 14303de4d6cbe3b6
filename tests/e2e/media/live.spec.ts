import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk, type Desk } from '../support/desk.ts'
import { readPictures, untilPicture } from '../support/picture.ts'
import { find, onlineDevices, openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

async function atTheDesk(account?: { username: string; password: string }): Promise<Desk & { platform: Simulator }> {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ at: platform, ...(account ? { account } : {}) })
  return { ...desk, platform }
}

const dialogs = (platform: Simulator) => platform.seen().dialogs

/** How many are on screen. */
const panes = (page: Page): Promise<number> => page.locator('[data-testid="live-grid"] > section').count()

async function words(page: Page, number: number, text: string | RegExp): Promise<void> {
  await pane(page, number).getByTestId('pane-words').getByText(text).waitFor()
}

describe('pictures', () => {
  it('sixteen at once, each its own device, each fresh', async () => {
    const { page, platform, complaints } = await atTheDesk()
    const devices = onlineDevices(platform, 16)
    await page.getByTestId('grid-16').click()
    for (const device of devices) await openDevice(page, device.id)
    const read = await until(
      'sixteen readable pictures',
      async () => {
        const readings = await readPictures(page)
        return readings.length === 16 && readings
      },
      40_000,
    )
    const numbers = read.toSorted((a, b) => a.pane - b.pane).map(({ device }) => device)
    expect(numbers).toEqual(devices.map(({ number }) => number))
    expect(new Set(read.map(({ time, frame }) => `${time}/${frame}`)).size).toBeGreaterThan(1)
    // Moving: every pane shows a later frame of the same device.
    await until('sixteen newer pictures', async () => {
      const later = await readPictures(page)
      return read.every((before) =>
        later.some(
          ({ pane, device, frame }) => pane === before.pane && device === before.device && frame !== before.frame,
        ),
      )
    })
    await until('fresh pictures', async () => {
      const now = await readPictures(page)
      return now.length === 16 && now.every(({ ageMs }) => ageMs >= -50 && ageMs < 1000)
    })
    expect(dialogs(platform)).toHaveLength(16)
    expect(platform.seen().violations).toEqual([])
    expect(complaints).toEqual([])
  })

  it('open by Enter and by drag and drop onto the pane that was meant', async () => {
    const { page, platform } = await atTheDesk()
    const [first, second] = onlineDevices(platform, 2)
    await (await find(page, first!.id)).click()
    await page.keyboard.press('Enter')
    expect((await untilPicture(page, 1)).device).toBe(first!.number)
    await (await find(page, second!.id)).dragTo(pane(page, 6))
    expect((await untilPicture(page, 6)).device).toBe(second!.number)
  })

  it('swap by drag and keep playing without a new dialog', async () => {
    const { page, platform } = await atTheDesk()
    const [first, second] = onlineDevices(platform, 2)
    await openDevice(page, first!.id)
    await openDevice(page, second!.id)
    await untilPicture(page, 1)
    await untilPicture(page, 2)
    await pane(page, 1).getByTestId('pane-name').dragTo(pane(page, 2))
    await untilPicture(page, 1, ({ device }) => device === second!.number)
    await untilPicture(page, 2, ({ device }) => device === first!.number)
    expect(platform.seen().dialogsOpened).toBe(2)
  })

  it('fill the window by double-click and come back by Escape, the others playing on', async () => {
    const { page, platform } = await atTheDesk()
    const [first, second] = onlineDevices(platform, 2)
    await openDevice(page, first!.id)
    await openDevice(page, second!.id)
    await untilPicture(page, 1)
    await untilPicture(page, 2)
    const before = (await pane(page, 1).boundingBox())!
    await pane(page, 1).locator('video').dblclick()
    await until('large', async () => ((await pane(page, 1).boundingBox())?.width ?? 0) > before.width * 2)
    await page.keyboard.press('Escape')
    await until('back', async () => (await pane(page, 1).boundingBox())?.width === before.width)
    await untilPicture(page, 2, ({ device }) => device === second!.number)
    expect(platform.seen().dialogsOpened).toBe(2)
  })

  it('go one by one and all together, and their dialogs with them', async () => {
    const { page, platform } = await atTheDesk()
    for (const { id } of onlineDevices(platform, 3)) await openDevice(page, id)
    await until('three dialogs', () => dialogs(platform).length === 3)
    for (const number of [1, 2, 3]) await untilState(page, number, 'playing')
    await pane(page, 2).hover()
    await pane(page, 2).getByTestId('pane-close').click()
    await until('two dialogs', () => dialogs(platform).length === 2)
    await page.getByTestId('clear-all').click()
    await until('no dialog', () => dialogs(platform).length === 0)
    await untilState(page, 1, 'idle')
  })

  it('stand in shapes with a large one among small ones, and up to sixty-four at once', async () => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1)
    const widthOf = async (number: number): Promise<number> => (await pane(page, number).boundingBox())?.width ?? 0
    for (const [size, large, times] of [
      [6, 1, 2],
      [8, 1, 3],
      [10, 2, 2],
      [13, 1, 2],
    ] as const) {
      await page.getByTestId(`grid-${size}`).click()
      expect(await panes(page)).toBe(size)
      expect(Math.round((await widthOf(large)) / (await widthOf(large + 1)))).toBe(times)
      expect(Math.round((await widthOf(large)) / (await widthOf(size)))).toBe(times)
    }
    await page.keyboard.press('Control+Shift+Digit8')
    expect(await panes(page)).toBe(64)
    expect((await untilPicture(page, 1)).device).toBe(device!.number)
    expect(dialogs(platform)).toHaveLength(1)
  })

  it('come back with the layout after a restart', async () => {
    const { page, platform, serve, profile } = await atTheDesk()
    const [first, second] = onlineDevices(platform, 2)
    await page.getByTestId('grid-4').click()
    await openDevice(page, first!.id)
    await (await find(page, second!.id)).dragTo(pane(page, 4))
    await untilPicture(page, 4)
    await serve.end()
    await until('dialogs closed', () => dialogs(platform).length === 0)
    const next = await openDesk({ profile, at: platform })
    expect((await untilPicture(next.page, 1)).device).toBe(first!.number)
    expect((await untilPicture(next.page, 4)).device).toBe(second!.number)
    expect(await pane(next.page, 5).count()).toBe(0)
  })

  it('play on while the operator is in another area', async () => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1)
    await page.getByTestId('area-settings').click()
    await page.getByTestId('settings').waitFor()
    await page.getByTestId('area-live').click()
    await untilPicture(page, 1)
    expect(platform.seen().dialogsOpened).toBe(1)
  })
})

describe('sound', () => {
  it('is on for one pane at a time', async () => {
    const { page, platform } = await atTheDesk()
    for (const { id } of onlineDevices(platform, 2)) await openDevice(page, id)
    await untilPicture(page, 1)
    await untilPicture(page, 2)
    const sounding = (): Promise<number[]> =>
      page.evaluate(() =>
        [1, 2].filter((number) => {
          const video = document.querySelector<HTMLVideoElement>(`[data-testid=pane-${number}] video`)
          return video !== null && !video.muted
        }),
      )
    expect(await sounding()).toEqual([])
    await pane(page, 1).hover()
    await pane(page, 1).getByTestId('pane-audio').click()
    await until('sound of pane 1', async () => String(await sounding()) === '1')
    await pane(page, 2).hover()
    await pane(page, 2).getByTestId('pane-audio').click()
    await until('sound of pane 2', async () => String(await sounding()) === '2')
    await page.getByTestId('mute-all').click()
    await until('silence', async () => (await sounding()).length === 0)
  })
})

describe('a picture that stops', () => {
  it('is noticed within two seconds although the connection stands, and plays again by itself', async () => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1)
    await untilState(page, 1, 'playing')
    const noticed = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const element = document.querySelector('[data-testid=pane-1]')!
          const video = element.querySelector('video')!
          let lastFrameAt = performance.now()
          const frame = (): void => {
            lastFrameAt = performance.now()
            video.requestVideoFrameCallback(frame)
          }
          video.requestVideoFrameCallback(frame)
          new MutationObserver(() => {
            if (element.getAttribute('data-state') !== 'playing') resolve(performance.now() - lastFrameAt)
          }).observe(element, { attributes: true })
        }),
    )
    platform.control.freeze({ device: device!.id })
    // The requirement itself, not a benchmark: an operator must not watch a still for longer.
    expect(await noticed).toBeLessThan(2000)
    await pane(page, 1).getByTestId('pane-words').waitFor()
    platform.control.thaw({ device: device!.id })
    await untilState(page, 1, 'playing')
    await untilPicture(page, 1, ({ ageMs }) => ageMs < 1000)
    await until('one dialog', () => dialogs(platform).length === 1)
  })

  it('of a device that goes off-line says so and is back at once when the device is', async () => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1)
    platform.control.setOnline({ device: device!.id, online: false })
    await untilState(page, 1, 'offline')
    await words(page, 1, 'Device off-line')
    platform.control.setOnline({ device: device!.id, online: true })
    await untilPicture(page, 1, ({ ageMs }) => ageMs < 1000)
    await untilState(page, 1, 'playing')
  })
})

describe('a pane without a picture names the broken link', () => {
  it.each([
    [12, 'Media server'],
    [7, 'Device'],
    [16, 'Account'],
    [2, 'Channel'],
  ])('platform code %i: %s', async (code, link) => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    for (const operation of ['dialog.openDeviceWebrtc', 'dialog.openDeviceBvrtc'])
      platform.control.refuse({ operation, code, msg: 'in words of its own' })
    await openDevice(page, device!.id)
    await words(page, 1, link)
    await words(page, 1, `Platform: in words of its own (code ${code})`)
    platform.control.clear({})
    // What is tried again by itself may come before the hand: then the button is gone.
    await pane(page, 1)
      .getByTestId('pane-retry')
      .click({ timeout: 5_000 })
      .catch(() => undefined)
    await untilPicture(page, 1)
  })

  it('when the connection stands and nothing arrives', async () => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    platform.control.stopVideo({ device: device!.id })
    await openDevice(page, device!.id)
    await words(page, 1, 'Connected, but nothing arrives.')
    platform.control.thaw({})
    await untilPicture(page, 1)
  })

  it('for an account that may not watch the device', async () => {
    const { page, platform } = await atTheDesk({ username: 'viewer', password: 'View-2026' })
    const denied = platform.fleet().devices.find(({ online, number }) => online && number % 3 === 0)!
    await openDevice(page, denied.id)
    await words(page, 1, 'Your account may not watch this channel.')
  })
})
