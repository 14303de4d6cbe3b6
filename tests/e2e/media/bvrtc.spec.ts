/** Live pictures by the platform's websocket media, through the worker into the same panes as WebRTC's. */
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { toneFrequency } from '../../simulator/media/tone.ts'
import { hashText } from '../../simulator/random.ts'
import { setCodecs } from '../../support/codecs.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk, type DeskOptions } from '../support/desk.ts'
import { readPictures, untilPicture } from '../support/picture.ts'
import { heardHz } from '../support/sound.ts'
import { onlineDevices, openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

async function atTheDesk(options: DeskOptions = {}) {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ ...options, at: platform })
  return { ...desk, platform }
}

/** By the settings, for all panes. */
async function choose(page: Page, transport: 'auto' | 'webrtc' | 'bvrtc'): Promise<void> {
  await page.getByTestId('area-settings').click()
  await page.getByTestId(`transport-${transport}`).click()
  await page.getByTestId('area-live').click()
}

async function watching(count: number, options: DeskOptions = {}) {
  const desk = await atTheDesk({ transport: 'bvrtc', ...options })
  const devices = onlineDevices(desk.platform, count)
  for (const { id } of devices) await openDevice(desk.page, id)
  for (let number = 1; number <= count; number++) await untilState(desk.page, number, 'playing')
  return { ...desk, devices }
}

/** Of the first pane. What nobody hears does not even come. */
async function hear(page: Page): Promise<void> {
  await pane(page, 1).hover()
  await pane(page, 1).getByTestId('pane-audio').click()
}

const transportOf = (page: Page, number: number) => pane(page, number).getAttribute('data-transport')

describe('pictures by websocket', () => {
  it('are those of the devices, fresh and moving, and their dialogs are closed with them', async () => {
    const { page, platform, devices, complaints } = await watching(4)
    const read = await until('four pictures', async () => {
      const readings = await readPictures(page)
      return readings.length === 4 && readings
    })
    const numbers = read.toSorted((a, b) => a.pane - b.pane).map(({ device }) => device)
    expect(numbers).toEqual(devices.map(({ number }) => number))
    await until('four newer pictures, all fresh', async () => {
      const later = await readPictures(page)
      return read.every((before) =>
        later.some(({ pane: at, frame, ageMs }) => at === before.pane && frame !== before.frame && ageMs < 700),
      )
    })
    expect(platform.seen().dialogs.map(({ protocol }) => protocol)).toEqual(['bvrtc', 'bvrtc', 'bvrtc', 'bvrtc'])
    await page.getByTestId('clear-all').click()
    await until('no dialog', () => platform.seen().dialogs.length === 0)
    expect(platform.seen().violations).toEqual([])
    expect(complaints).toEqual([])
  })

  it('come with their sound, as long as somebody listens', async () => {
    const { page, devices } = await watching(1)
    const hasTrack = () =>
      page
        .locator('[data-testid=pane-1] video')
        .evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).getAudioTracks().length > 0)
    expect(await hasTrack()).toBe(false)
    await hear(page)
    expect(Math.abs((await heardHz(page, 1)) - toneFrequency(hashText(devices[0]!.id)))).toBeLessThan(12)
    await hear(page)
    await until('no sound any more', async () => !(await hasTrack()))
    await untilPicture(page, 1)
  })

  it('have their numbers, with the way, the delay and the age by the sender’s clock', async () => {
    const { page } = await watching(1)
    await pane(page, 1).hover()
    await pane(page, 1).getByTestId('pane-stats').click()
    for (const part of [
      /Comes by\s*Websocket · not encrypted/,
      /Codec\s*H264 /,
      /Picture\s*\d{3,4} × \d{3,4} · \d+ fps/,
      /Rate\s*[1-9]\d* kbit\/s/,
      /Loss\s*0 /,
      /Delay\s*buffer \d+ ms · \d+ ms by the sender’s clock/,
    ]) {
      await until(String(part), async () =>
        part.test(await pane(page, 1).getByTestId('pane-stats-overlay').innerText()),
      )
    }
  })

  it('go on after a loss that nobody makes good, and after a long freeze', async () => {
    const { page, platform, devices } = await watching(1)
    const [device] = devices
    platform.control.impair({ resends: false })
    const before = await untilPicture(page, 1)
    platform.control.lose({ dialog: platform.seen().dialogs[0]?.id ?? '', packets: 6 })
    await untilPicture(page, 1, ({ frame }) => frame > before.frame + 100)
    platform.control.freeze({ device: device!.id })
    await until('seen', async () => (await pane(page, 1).getAttribute('data-state')) !== 'playing')
    platform.control.thaw({ device: device!.id })
    await untilState(page, 1, 'playing')
    await untilPicture(page, 1, ({ device: number }) => number === device!.number)
    expect(await transportOf(page, 1)).toBe('bvrtc')
  })
})

describe('codecs', () => {
  it('AAC is heard', async () => {
    const { page, platform } = await atTheDesk({ transport: 'bvrtc' })
    const [device] = onlineDevices(platform, 1)
    await setCodecs(platform, device!.id, { videoCodecIndex: 0, audioCodecIndex: 1 })
    await openDevice(page, device!.id)
    await untilPicture(page, 1, ({ device: number }) => number === device!.number)
    await hear(page)
    expect(Math.abs((await heardHz(page, 1)) - 440)).toBeLessThan(12)
  })

  it.each(['bvrtc', 'auto'] as const)(
    'one that this machine cannot decode is named, with what can be done (%s)',
    async (transport) => {
      const { page, platform } = await atTheDesk({ transport })
      const [device] = onlineDevices(platform, 1)
      await setCodecs(platform, device!.id, { videoCodecIndex: 1, audioCodecIndex: 0 })
      await openDevice(page, device!.id)
      // By WebRTC the platform refuses such a channel: that it is the codec is what helps.
      await untilState(page, 1, 'failed')
      const words = await pane(page, 1).getByTestId('pane-words').innerText()
      expect(words).toContain('The device sends H265, which this computer cannot decode.')
      expect(words).toContain('Set its encoder to one of H264.')
      await until('no dialog', () => platform.seen().dialogs.length === 0)
      await setCodecs(platform, device!.id, { videoCodecIndex: 0, audioCodecIndex: 0 })
      await pane(page, 1).getByTestId('pane-retry').click()
      await untilPicture(page, 1, ({ device: number }) => number === device!.number)
    },
  )
})

describe('the other way', () => {
  it.each(['en', 'zh-CN'] as const)(
    'is taken when the first gives no picture, and the pane says so (%s)',
    async (language) => {
      const { page, platform } = await atTheDesk({ language })
      platform.control.refuse({ operation: 'dialog.openDeviceWebrtc', code: 12 })
      await choose(page, 'webrtc')
      const [device] = onlineDevices(platform, 1)
      await openDevice(page, device!.id)
      await untilPicture(page, 1, ({ device: number }) => number === device!.number)
      expect(await transportOf(page, 1)).toBe('bvrtc')
      const said = pane(page, 1).getByTestId('pane-fell-back')
      expect(await said.innerText()).toBe(language === 'en' ? 'Websocket, not WebRTC' : 'WebSocket（非 WebRTC）')
      expect(await said.getAttribute('title')).toContain(
        language === 'en' ? 'WebRTC gave no picture' : 'WebRTC 没有画面',
      )
    },
  )

  it('is chosen for one pane by key and by list, and stays chosen after a restart', async () => {
    const { page, platform, serve, profile } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilState(page, 1, 'playing')
    expect(await transportOf(page, 1)).toBe('webrtc')
    await pane(page, 1).hover()
    await pane(page, 1).getByTestId('pane-transport').selectOption('bvrtc')
    await until('by websocket', async () => (await transportOf(page, 1)) === 'bvrtc')
    await untilState(page, 1, 'playing')
    await until('one dialog', () => platform.seen().dialogs.length === 1)
    await serve.end()
    const next = await openDesk({ profile, at: platform })
    await untilState(next.page, 1, 'playing')
    expect(await transportOf(next.page, 1)).toBe('bvrtc')
    // Own choice "websocket", then as all of them.
    await pane(next.page, 1).focus()
    await next.page.keyboard.press('t')
    await until('by WebRTC', async () => (await transportOf(next.page, 1)) === 'webrtc')
  })
})

describe('without a choice', () => {
  it('both ways are tried at once, the first picture stays and the other dialog is closed; the winner is remembered', async () => {
    const { page, platform, complaints } = await atTheDesk({ transport: 'auto' })
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1, ({ device: number }) => number === device!.number)
    expect(platform.seen().dialogsOpened).toBe(2)
    await until('one dialog', () => platform.seen().dialogs.length === 1)
    const winner = await transportOf(page, 1)
    expect(platform.seen().dialogs[0]?.protocol).toBe(winner)
    expect(await pane(page, 1).getByTestId('pane-fell-back').count()).toBe(0)
    await page.getByTestId('clear-all').click()
    await until('no dialog', () => platform.seen().dialogs.length === 0)
    await openDevice(page, device!.id)
    await untilPicture(page, 1)
    expect([platform.seen().dialogsOpened, await transportOf(page, 1)]).toEqual([3, winner])
    expect(complaints).toEqual([])
  })

  it('one way that is refused is no matter, and the pane says so', async () => {
    const { page, platform } = await atTheDesk({ transport: 'auto' })
    platform.control.refuse({ operation: 'dialog.openDeviceWebrtc', code: 12 })
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1, ({ device: number }) => number === device!.number)
    expect(await pane(page, 1).getByTestId('pane-fell-back').innerText()).toBe('Websocket, not WebRTC')
  })

  it('another choice in the settings is followed at once by what plays', async () => {
    const { page, platform } = await atTheDesk()
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilState(page, 1, 'playing')
    await choose(page, 'bvrtc')
    await until('by websocket', async () => (await transportOf(page, 1)) === 'bvrtc')
    await untilPicture(page, 1, ({ device: number }) => number === device!.number)
    await until(
      'one dialog',
      () =>
        platform
          .seen()
          .dialogs.map(({ protocol }) => protocol)
          .join() === 'bvrtc',
    )
  })
})
