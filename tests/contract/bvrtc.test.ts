/** Our reading of the platform's websocket media, through a real websocket, on a way that loses and mixes packets. */
import { expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { mediaUrls, readAnswer } from '../../shared/media/answer.ts'
import { Assembler } from '../../shared/media/assembler.ts'
import { buildOffer } from '../../shared/media/offer.ts'
import { Reorder } from '../../shared/media/reorder.ts'
import { receiverReport, requestAgain } from '../../shared/media/rtcp.ts'
import { emptyRtpHeader, isRtcp, readRtp } from '../../shared/media/rtp.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { call, tokenOf } from '../unit/simulator/desk.ts'

interface Shown {
  readonly timestamp: number
  readonly isKey: boolean
  readonly bytes: number
}

/** Opens the first device and watches it, asking again for what is missing. */
async function watch(platform: Simulator, address: 'platform' | 'media server' = 'platform') {
  const device = platform.fleet().devices.find(({ online }) => online)
  const offer = buildOffer({ video: true })
  const opened = await call(platform, 'dialog.openDeviceBvrtc', {
    token: await tokenOf(platform),
    body: { id: device?.id ?? '', index: 0, sdp: offer.text },
  })
  const answer = readAnswer((opened.data as { sdp: string }).sdp)
  const [theirs, ours] = [answer?.sections[0]?.ssrc ?? 0, offer.sections[0]?.ssrc ?? 0]
  const urls = answer ? mediaUrls(answer, platform.url) : []
  const socket = new WebSocket((address === 'platform' ? urls[0] : urls.at(-1)) ?? '')
  onTestFinished(() => socket.terminate())
  const shown: Shown[] = []
  const told = { asked: 0, lost: 0 }
  const header = emptyRtpHeader()
  const assembler = new Assembler('H264', ({ timestamp, isKey, data }) =>
    shown.push({ timestamp, isKey, bytes: data.length }),
  )
  const reorder = new Reorder({
    onPacket: (message) => readRtp(message, header) && assembler.push(header, message),
    onMissing(sequences) {
      told.asked += sequences.length
      socket.send(requestAgain(theirs, ours, sequences))
    },
    onLost(count) {
      told.lost += count
      assembler.lost()
    },
  })
  socket.on('open', () => socket.send(receiverReport(theirs, ours)))
  socket.on('message', (data: Buffer) => {
    if (isRtcp(data) || !readRtp(data, header)) return
    expect(header.ssrc).toBe(ours)
    reorder.push(header.sequence, data, performance.now())
  })
  const timer = setInterval(() => reorder.tick(performance.now()), 10)
  onTestFinished(() => clearInterval(timer))
  return { shown, told, socket }
}

/** Pictures that were left out. */
const gaps = (shown: readonly Shown[]) =>
  shown.slice(1).filter(({ timestamp }, at) => (timestamp - (shown[at]?.timestamp ?? 0)) >>> 0 !== 3600).length

it('shows every picture, though packets are lost, late and doubled on the way', async () => {
  const platform = await openPlatform()
  platform.control.impair({ loss: 0.03, reorder: 0.05, double: 0.03 })
  const { shown, told } = await watch(platform)
  await until('losses that were made good', () => told.asked > 10 && shown.length > 100, 20_000)
  expect(told.lost).toBe(0)
  expect(shown[0]?.isKey).toBe(true)
  expect(gaps(shown)).toBe(0)
  expect(platform.seen().dialogs[0]?.media.lost).toBeGreaterThan(0)
})

it('goes on with the next key frame where nothing is sent again', async () => {
  const platform = await openPlatform()
  platform.control.impair({ resends: false })
  const { shown, told } = await watch(platform)
  await until('pictures', () => shown.length > 10)
  const dialog = platform.seen().dialogs[0]?.id ?? ''
  platform.control.lose({ dialog, packets: 4 })
  await until('a loss', () => told.lost > 0)
  expect(told.lost).toBe(4)
  const before = shown.length
  await until('pictures again', () => shown.length > before + 10)
  expect(shown[before]?.isKey).toBe(true)
  expect(gaps(shown)).toBe(1)
})

it('reaches the media server where the platform has no way to it', async () => {
  const platform = await openPlatform()
  platform.control.mediaAddress({ port: 'own', throughPlatform: false })
  const { shown } = await watch(platform, 'media server')
  await until('pictures', () => shown.length > 10)
})
