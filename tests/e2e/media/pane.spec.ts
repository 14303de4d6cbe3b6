/** What stands around a picture: numbers, age, sound, size, and the words while there is none. */
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { hashText } from '../../simulator/random.ts'
import { toneFrequency } from '../../simulator/media/tone.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { openBrowser } from '../support/browser.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { untilCountsDown } from '../support/shown.ts'
import { heardHz, soundOf } from '../support/sound.ts'
import { onlineDevices, openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

async function watching(count: number, browser?: Awaited<ReturnType<typeof openBrowser>>) {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ at: platform, ...(browser ? { browser } : {}) })
  const devices = onlineDevices(platform, count)
  for (const { id } of devices) await openDevice(desk.page, id)
  for (let number = 1; number <= count; number++) await untilState(desk.page, number, 'playing')
  return { ...desk, platform, devices }
}

/** A button of the controls, which show themselves to the mouse. */
async function press(page: Page, number: number, testId: string): Promise<void> {
  await pane(page, number).hover()
  await pane(page, number).getByTestId(testId).click()
}

const width = async (page: Page, number: number): Promise<number> =>
  (await pane(page, number).boundingBox())?.width ?? 0

it('numbers are shown for one pane or all, and are those of the stream', async () => {
  const { page } = await watching(2)
  const numbers = (number: number) => pane(page, number).getByTestId('pane-stats-overlay')
  await press(page, 1, 'pane-stats')
  for (const part of [
    /Codec\s*H264 /,
    /Picture\s*\d{3,4} × \d{3,4} · \d+ fps/,
    /Rate\s*[1-9]\d* kbit\/s/,
    /Loss\s*0 /,
  ]) {
    await until(String(part), async () => part.test(await numbers(1).innerText()))
  }
  expect(await numbers(1).innerText()).toMatch(/jitter \d+ ms/)
  expect(await numbers(2).count()).toBe(0)
  await page.getByTestId('stats-all').click()
  await until('none', async () => (await numbers(1).count()) === 0)
  await page.getByTestId('stats-all').click()
  await numbers(1).waitFor()
  await numbers(2).waitFor()
})

it('a pane fills the grid, and the screen, and comes back', async () => {
  const { page } = await watching(2)
  const before = await width(page, 1)
  await press(page, 1, 'pane-maximise')
  await until('large', async () => (await width(page, 1)) > before * 2)
  await press(page, 1, 'pane-maximise')
  await until('back', async () => (await width(page, 1)) === before)
  await press(page, 2, 'pane-fullscreen')
  const full = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.fullscreenElement?.getAttribute('data-testid'))
  await until('full screen', async () => (await full()) === 'pane-2')
  await press(page, 2, 'pane-fullscreen')
  await until('no full screen', async () => (await full()) === undefined)
  expect(await width(page, 2)).toBe(before)
  await untilPicture(page, 2)
})

it('each pane receives the sound of its own device, and lets it out as loud as it was set', async () => {
  const { page, devices } = await watching(2)
  const tones = devices.map(({ id }) => toneFrequency(hashText(id)))
  expect(tones[0]).not.toBe(tones[1])
  for (const number of [1, 2]) {
    expect(await soundOf(page, number)).toMatchObject({ muted: true })
    // The grid of the tones is 50 Hz.
    expect(Math.abs((await heardHz(page, number)) - (tones[number - 1] ?? 0))).toBeLessThan(12)
  }
  expect(await pane(page, 1).getByTestId('pane-volume').count()).toBe(0)
  await press(page, 1, 'pane-audio')
  await pane(page, 1).getByTestId('pane-volume').fill('0.35')
  await until('quieter', async () => (await soundOf(page, 1)).volume === 0.35)
  expect(await soundOf(page, 1)).toMatchObject({ muted: false })
  expect(await soundOf(page, 2)).toMatchObject({ muted: true })
})

it('sound that the browser holds back says so instead of being thought on', async () => {
  const browser = await openBrowser(['--autoplay-policy=document-user-activation-required'])
  const { page: first, context } = await watching(1, browser)
  const page = await context.newPage()
  // A window nobody has touched: each look into it by the test would count as a touch, so it switches and tells by itself.
  await page.addInitScript(() => {
    const look = setInterval(() => {
      const element = document.querySelector('[data-testid=pane-1][data-state=playing]')
      const button = element?.querySelector<HTMLElement>('[data-testid=pane-audio][aria-pressed=false]')
      const words = element?.querySelector('[data-testid=pane-sound-blocked]')?.textContent
      if (words) {
        clearInterval(look)
        throw new Error(words)
      } else button?.click()
    }, 100)
  })
  const said = page.waitForEvent('pageerror', ({ message }) => message.includes('held back until you click'))
  await page.goto(first.url())
  await said
  expect(await soundOf(page, 1)).toMatchObject({ muted: true })
  await untilPicture(page, 1)
  await press(page, 1, 'pane-audio')
  await pane(page, 1).getByTestId('pane-sound-blocked').waitFor({ state: 'detached' })
  expect(await soundOf(page, 1)).toMatchObject({ muted: false })
})

it('a still picture is not called live: it says how old it is, since when it stands, and when the next try is', async () => {
  const { page, platform, devices } = await watching(1)
  const age = (): Promise<string> => pane(page, 1).getByTestId('pane-age').innerText()
  const words = pane(page, 1).getByTestId('pane-words')
  await pane(page, 1).getByTestId('pane-live').waitFor()
  await until('a fresh picture', async () => (await age()) === '')
  platform.control.freeze({ device: devices[0]!.id })
  await until('its age', async () => /^\d+\.\d s$/.test(await age()))
  const frozenAt = Date.now()
  await words.getByText(/Frozen since \d\d:\d\d:\d\d/).waitFor()
  const [, hours, minutes, seconds] = /since (\d\d):(\d\d):(\d\d)/.exec(await words.innerText())!
  const since = new Date(frozenAt).setHours(Number(hours), Number(minutes), Number(seconds), 0)
  expect(frozenAt - since).toBeLessThan(4_000)
  expect(await pane(page, 1).getByTestId('pane-live').count()).toBe(0)
  await until('an age in whole seconds', async () => /^1\d s$/.test(await age()), 20_000)
  for (const operation of ['dialog.openDeviceWebrtc', 'dialog.openDeviceBvrtc'])
    platform.control.refuse({ operation, code: 12 })
  await untilCountsDown(words, (text) => Number(/Retrying in (\d+) s/.exec(text)?.[1] ?? NaN) || undefined, 2)
  expect(await words.innerText()).toMatch(/Picture from \d\d:\d\d:\d\d/)
  platform.control.clear({})
  platform.control.thaw({})
  await untilState(page, 1, 'playing')
  await until('a fresh picture', async () => (await age()) === '')
})

it('a picture is looked at more closely by wheel, drag and keys, and is whole again', async () => {
  const { page } = await watching(1)
  const screen = pane(page, 1).locator('.pane-screen')
  const place = async () => (await screen.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const mark = pane(page, 1).getByTestId('pane-zoom')
  const whole = await place()
  // The left third of the picture, half as high: it stays under the pointer.
  await page.mouse.move(whole.x + whole.width / 3, whole.y + whole.height / 2)
  await page.mouse.wheel(0, -400)
  await mark.filter({ hasText: /^\s*2\.4×\s*$/ }).waitFor()
  const near = await place()
  expect(near.width / whole.width).toBeCloseTo(1.25 ** 4, 1)
  expect((whole.x + whole.width / 3 - near.x) / near.width).toBeCloseTo(1 / 3, 1)
  await page.mouse.down()
  await page.mouse.move(whole.x + whole.width / 3 - 60, whole.y + whole.height / 2, { steps: 4 })
  await page.mouse.up()
  expect((await place()).x).toBeCloseTo(near.x - 60, 0)
  await page.keyboard.press('Digit0')
  await until('no mark', async () => (await mark.count()) === 0)
  expect((await place()).width).toBeCloseTo(whole.width, 0)
  await page.keyboard.press('Equal')
  await mark.filter({ hasText: /^\s*1\.3×\s*$/ }).waitFor()
  await mark.click()
  await until('no mark', async () => (await mark.count()) === 0)
})
