/** Live pictures by the platform's websocket media: from the simulator through the core to a window's channel. */
import { describe, expect, it } from 'vitest'
import { MediaFlag, readReceipt } from '../../shared/media/media-message.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record, type DeskOptions } from '../support/desk.ts'
import { openSocket } from '../support/loopback.ts'
import { openPlatform } from '../support/platform.ts'
import { mediaServer, untilEven, untilPictures, watchStream } from '../support/stream.ts'
import { until } from '../support/until.ts'

async function signedIn(options: DeskOptions = {}, platform?: Simulator) {
  const opened = platform ?? (await openPlatform())
  const desk = await openDesk(options)
  await desk.signIn(await desk.site(opened.url))
  const device = opened.fleet().devices.find(({ online }) => online)!
  const loopback = await mediaServer(desk)
  const target = { puid: device.id, index: device.channels[0]!.index }
  return { platform: opened, desk, device, target, loopback }
}

const dialogs = (platform: Simulator) => platform.seen().dialogs
const isKey = ({ flags }: { flags: number }) => (flags & MediaFlag.key) !== 0

describe('a stream', () => {
  it('brings pictures and sound on one line, and its dialog is closed with the lease', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    const lease = await desk.client.live.openStream(target)
    expect(lease).toMatchObject({ video: { codec: 'H264', clock: 90_000 }, audio: { codec: 'PCMA', clock: 8000 } })
    const watched = await watchStream(lease, loopback)
    // The sender tells its time within the first second: from then on both are placed by it.
    await until('the time of the sender', () => Number.isFinite(watched.pictures.at(-1)?.senderMs))
    expect(isKey(watched.pictures[0]!)).toBe(true)
    expect(watched.connected).toEqual([0])
    const line = await untilEven(watched, 25)
    const last = line.at(-1)!
    const delays = line.map(({ receivedMs, senderMs }) => Math.abs(receivedMs - senderMs))
    expect(Math.min(...delays)).toBeLessThan(500)
    const sound = watched.sounds.findLast(({ timeline }) => timeline === last.timeline)!
    expect(sound.bytes).toBe(32 + 160)
    expect(Math.abs(sound.mediaUs - last.mediaUs)).toBeLessThan(500_000)
    await until('numbers', () => watched.counters.packets > 100)
    expect(watched.counters).toMatchObject({ lost: 0, dropped: 0 })
    expect(dialogs(platform)).toMatchObject([{ protocol: 'bvrtc', device: target.puid, channel: target.index }])
    await desk.client.live.close({ leaseId: lease.leaseId })
    expect(dialogs(platform)).toEqual([])
    await until('the channel is closed', () => watched.socket.readyState === watched.socket.CLOSED)
    expect(platform.seen().violations).toEqual([])
  })

  it('is whole though packets are lost, late and doubled on the way', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    platform.control.impair({ loss: 0.03, reorder: 0.05, double: 0.03 })
    const watched = await watchStream(await desk.client.live.openStream(target), loopback)
    await until('losses made good', () => watched.counters.asked > 10 && watched.pictures.length > 100, 25_000)
    await untilEven(watched, 50)
    expect(watched.counters.lost).toBe(0)
  })

  it('goes on with a key frame after a loss that nobody makes good, and says so', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    platform.control.impair({ resends: false })
    const watched = await watchStream(await desk.client.live.openStream(target), loopback)
    await untilPictures(watched, 10)
    platform.control.lose({ dialog: dialogs(platform)[0]?.id ?? '', packets: 4 })
    const after = await until('a picture after it', () => watched.pictures.find(({ flags }) => flags & MediaFlag.lost))
    expect(isKey(after)).toBe(true)
    await until('the loss in the numbers', () => watched.counters.lost === 4)
  })

  it('keeps the media server’s interest: it greets and asks to be remembered', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    const watched = await watchStream(await desk.client.live.openStream(target), loopback)
    await untilPictures(watched, 10)
    // At once, soon after, and five at half a second, for each of two sections.
    await until('greetings', () => (dialogs(platform)[0]?.media.received ?? 0) >= 14)
  })
})

describe('the way to the media', () => {
  it('is the media server’s own address where the platform has none', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    platform.control.mediaAddress({ port: 'own', throughPlatform: false })
    for (let count = 0; count < 2; count++) {
      const watched = await watchStream(await desk.client.live.openStream(target), loopback)
      await untilPictures(watched, 5)
      await desk.client.live.close({ leaseId: watched.lease.leaseId })
    }
  })

  it('is trusted as the platform is: by the fingerprint that was pinned', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.client.sites.trust({ siteId: site.id, fingerprint: await refusedFingerprint(desk.signIn(site)) })
    await desk.signIn(site)
    const device = platform.fleet().devices.find(({ online }) => online)!
    const lease = await desk.client.live.openStream({ puid: device.id, index: device.channels[0]!.index })
    const watched = await watchStream(lease, await mediaServer(desk))
    await untilPictures(watched, 5)
    expect(watched.connected).toEqual([MediaFlag.encrypted])
  })

  it('that is nowhere is told through the channel, and its dialog is closed', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    platform.control.mediaAddress({ port: 9, throughPlatform: false })
    const watched = await watchStream(await desk.client.live.openStream(target), loopback)
    await until('its end', () => watched.ended.length > 0)
    await until('closed', () => dialogs(platform).length === 0)
    expect(watched.pictures).toEqual([])
  })

  it('that goes silent is given up', async () => {
    const { platform, desk, target, loopback } = await signedIn({ timings: { mediaSilenceMs: 600 } })
    const watched = await watchStream(await desk.client.live.openStream(target), loopback)
    await untilPictures(watched, 3)
    platform.control.freeze({ device: target.puid })
    await until('its end', () => watched.ended.length > 0)
    await until('closed', () => dialogs(platform).length === 0)
  })
})

describe('a window', () => {
  it('that goes takes its streams with it, and one that closes the channel only that one', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    const window = desk.window()
    const [one, other] = [await window.live.openStream(target), await window.live.openStream(target)]
    const first = await watchStream(one, loopback)
    await watchStream(other, loopback)
    await untilPictures(first, 3)
    first.socket.close()
    await until('one dialog left', () => dialogs(platform).length === 1)
    window.close()
    await until('none', () => dialogs(platform).length === 0)
  })

  it('that never comes for its stream loses it', async () => {
    const { platform, desk, target } = await signedIn({ timings: { mediaUnclaimedMs: 300 } })
    await desk.client.live.openStream(target)
    expect(dialogs(platform)).toHaveLength(1)
    await until('closed', () => dialogs(platform).length === 0)
  })

  it('gets a stream once, with its ticket, from its own page', async () => {
    const { desk, target, loopback } = await signedIn()
    const lease = await desk.client.live.openStream(target)
    const { origin } = loopback.server
    const url = `${origin.replace('http', 'ws')}/media/${lease.ticket}`
    const cookie = await loopback.enter()
    expect(await openSocket(url, { origin })).toBe(403)
    expect(await openSocket(url, { origin: 'http://evil.example', cookie })).toBe(403)
    await untilPictures(await watchStream(lease, loopback), 1)
    const again = await watchStream(lease, loopback)
    await until('closed', () => again.socket.readyState === again.socket.CLOSED)
    expect(again.bytes).toBe(0)
  })

  it('that does not keep up loses whole frames, and goes on with a key frame; its calls are answered meanwhile', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    const watched = await watchStream(await desk.client.live.openStream(target), loopback, false)
    await until('frames that were sent', () => watched.pictures.length > 10)
    // What is sent and not read stays bounded: after that nothing comes any more, whatever the media server sends.
    const packets = () => dialogs(platform)[0]?.media.videoPackets ?? 0
    let [seen, since] = [0, 0]
    await until('nothing more though much was sent', () => {
      if (watched.pictures.length !== seen) [seen, since] = [watched.pictures.length, packets()]
      return packets() > since + 200
    })
    const [pictures, bytes] = [watched.pictures.length, watched.bytes]
    expect(bytes).toBeLessThan(3 * 1024 * 1024)
    const asked = performance.now()
    await desk.client.app.info({})
    expect(performance.now() - asked).toBeLessThan(500)
    watched.reads = true
    watched.socket.send(new Uint8Array([0, 0, 0xff, 0xff]))
    // That many it never got: no receipt.
    expect(watched.pictures).toHaveLength(pictures)
    watched.socket.send(readReceipt(watched.read))
    await untilPictures(watched, pictures + 10)
    const next = watched.pictures[pictures]!
    expect(next.flags & (MediaFlag.key | MediaFlag.dropped)).toBe(MediaFlag.key | MediaFlag.dropped)
    await until('the number of them', () => watched.counters.dropped > 20)
  })

  it('is told when the session ends', async () => {
    const { platform, desk, target, loopback } = await signedIn()
    const ended = record(desk.client, 'live.leaseEnded')
    const watched = await watchStream(await desk.client.live.openStream(target), loopback)
    await untilPictures(watched, 1)
    await desk.client.session.signOut({})
    expect(ended).toHaveLength(1)
    expect(dialogs(platform)).toEqual([])
  })
})

async function refusedFingerprint(signingIn: Promise<unknown>): Promise<string> {
  const error = await signingIn.then(
    () => undefined,
    (refusal: { details: { certificate?: { fingerprint: string } } }) => refusal,
  )
  return error?.details.certificate?.fingerprint ?? ''
}
