/** The vendor's own player, as it comes from its maker, plays what the simulator sends. */
import { expect, it, onTestFinished } from 'vitest'
import { StreamType } from '../../../shared/platform/device-encoder.ts'
import { operations } from '../../../shared/platform/index.ts'
import { pictureAgeMs, type PictureCode } from '../../simulator/picture-code.ts'
import { NRU_ID } from '../../simulator/recordings/recordings.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { takeSeat } from '../../unit/simulator/seat.ts'
import { onlineDevices } from '../support/tree.ts'
import { openTalkingBrowser, openVendorPage, untilShown } from '../support/vendor-player.ts'

const TONE_HZ = 700
const PROTOCOLS = ['webrtc', 'ws-bvrtc'] as const

async function vendorDesk() {
  // The player reads the keys that it sends, not those of the printed documentation.
  const platform = await openPlatform({ devices: 60, asDocumented: false })
  const [device] = onlineDevices(platform, 1)
  if (!device) throw new Error('nothing on-line')
  const browser = await openTalkingBrowser(TONE_HZ)
  onTestFinished(() => browser.close())
  return { platform, device, ...(await openVendorPage(browser, platform)) }
}

const dialogOf = (platform: Simulator) => platform.seen().dialogs[0]

it.each(PROTOCOLS)('shows live pictures by %s', async (type) => {
  const { platform, device, page, open } = await vendorDesk()
  await open('PuPlayer', {
    puOption: { id: device.id, index: 0 },
    type,
    muted: true,
    bvrtcConfig: { realTimeLevel: 10 },
  })
  const first = await untilShown(page, 'a picture', ({ device: number }) => number === device.number)
  const later = await untilShown(page, 'two seconds more', ({ frame }) => frame > first.frame + 50)
  expect(later).toMatchObject({ device: device.number, channel: 0 })
  expect(pictureAgeMs(later, Date.now())).toBeLessThan(5000)
  expect(dialogOf(platform)).toMatchObject({ protocol: type === 'webrtc' ? 'webrtc' : 'bvrtc', purpose: 'live' })
  await page.evaluate('instance.close()')
  await until('the dialog is closed', () => platform.seen().dialogs.length === 0)
  expect(platform.seen().violations).toEqual([])
})

it('shows H265 with AAC by ws-bvrtc, decoded by itself', async () => {
  const { platform, device, page, open } = await vendorDesk()
  const seat = await takeSeat(platform)
  const params = { puid: device.id, index: 0 }
  const { data } = await seat.ask(operations.deviceEncoder.encoders, { params })
  const sending = data.find(({ type }) => type === StreamType.transport)
  if (!sending) throw new Error('nothing is sent')
  const { videoCodecAll: _codecs, imageSizeAll: _sizes, rateControlAll: _rates, ...settings } = sending
  await seat.ask(operations.deviceEncoder.setEncoders, {
    params,
    body: [{ ...settings, videoCodecIndex: 1, audioCodecIndex: 1 }],
  })
  await open('PuPlayer', {
    puOption: { id: device.id, index: 0 },
    type: 'ws-bvrtc',
    muted: true,
    bvrtcConfig: { realTimeLevel: 10 },
  })
  // It decodes these in software, on one thread.
  const first = await untilShown(page, 'a picture', ({ device: number }) => number === device.number, 50_000)
  await untilShown(page, 'some more', ({ frame }) => frame > first.frame + 10, 50_000)
  const dialog = dialogOf(platform)
  const info = await seat.ask(operations.mediaStream.info, { params: { id: dialog?.id ?? '' } })
  expect(JSON.stringify(info.data)).toContain('H265,AAC')
})

it.each(PROTOCOLS)('is heard talking by %s', async (protocol) => {
  const { platform, device, page, open } = await vendorDesk()
  await open('Intercom', { puOption: { id: device.id, index: 0 } }, protocol)
  const heard = () => {
    const dialog = dialogOf(platform)
    return dialog && platform.control.heard({ dialog: dialog.id })
  }
  await until('its tone', () => heard()?.frequencyHz === TONE_HZ, 30_000)
  await until('a second of it', () => (heard()?.ms ?? 0) > 1000)
  await page.evaluate('instance.close()')
  await until('the dialog is closed', () => platform.seen().dialogs.length === 0)
  expect(platform.seen().violations).toEqual([])
})

it('plays a file of the platform, jumps in it and plays it faster', async () => {
  const { platform, page, open } = await vendorDesk()
  const seat = await takeSeat(platform)
  const { data } = await seat.ask(operations.recordFile.list, {
    body: { page: 0, pageSize: 1, filter: { fileType: ['video'] } },
  })
  const [file] = data
  if (!file) throw new Error('no film')
  await open('PlayBack', {
    fileID: file.fileID,
    puOption: { nruId: NRU_ID },
    type: 'ws-bvrtc',
    displayMode: 'playback',
    bvrtcConfig: { realTimeLevel: 10 },
  })
  await until('it is opened', () => dialogOf(platform)?.media.state === 'connected', 30_000)
  const told = () =>
    platform
      .seen()
      .requests.filter(({ operation }) => operation === 'dialog.controlPlayback')
      .map(({ body }) => body as { cmd: string; scale?: number; range?: number[] })
  await until('it waits', () => told().at(-1)?.cmd === 'PAUSE')

  await page.evaluate('instance.resume()')
  const first = await untilShown(page, 'the beginning', () => true)
  const fileMs = ({ time }: PictureCode) => (time - file.beginTime * 1000) | 0
  expect(fileMs(first)).toBe(first.frame * 40)
  expect(first.frame).toBeLessThan(100)

  await page.keyboard.press('ArrowRight')
  const jump = await until('a jump', () => told().find(({ cmd }) => cmd === 'SEEK'))
  const target = (jump.range?.[0] ?? 0) * 1000
  expect(target).toBeGreaterThanOrEqual(2000)
  // It lands on the key frame before, of which there is one in two seconds.
  const landed = await untilShown(page, 'where it jumped', (code) => fileMs(code) > target - 2000)
  expect(fileMs(landed)).toBe(landed.frame * 40)

  await page.locator('.options-item', { hasText: '4.0x' }).dispatchEvent('click')
  await until('four times the speed', () => told().at(-1)?.scale === 4)
  const shown = async (afterMs: number) => {
    const code = await untilShown(page, 'it plays', (next) => fileMs(next) > afterMs)
    return { fileMs: fileMs(code), wallMs: performance.now() }
  }
  const from = await shown(fileMs(landed) + 2000)
  const to = await shown(from.fileMs + 12_000)
  const speed = (to.fileMs - from.fileMs) / (to.wallMs - from.wallMs)
  expect(speed).toBeGreaterThan(2.5)
  expect(speed).toBeLessThan(6)

  await page.evaluate('instance.pause()')
  await until('it pauses', () => told().at(-1)?.cmd === 'PAUSE')
  await page.evaluate('instance.close()')
  await until('the dialog is closed', () => platform.seen().dialogs.length === 0)
  expect(platform.seen().violations).toEqual([])
})
