import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record, type Desk } from '../support/desk.ts'
import { openViewer } from '../support/offer.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

async function signedIn(desk?: Desk) {
  const platform = await openPlatform()
  const opened = desk ?? (await openDesk())
  const site = await opened.site(platform.url)
  await opened.signIn(site)
  const device = platform.fleet().devices.find(({ online }) => online)!
  return { platform, desk: opened, site, target: { puid: device.id, index: device.channels[0]!.index } }
}

const openDialogs = (platform: Simulator): number => platform.seen().dialogs.length

describe('a lease', () => {
  it('opens a dialog with real media and closes it', async () => {
    const { platform, desk, target } = await signedIn()
    const viewer = await openViewer()
    const lease = await desk.client.live.open({ ...target, sdp: viewer.offer })
    viewer.answer(lease.sdp)
    await until('media', () => (platform.seen().dialogs[0]?.media.videoPackets ?? 0) > 20)
    expect(platform.seen().dialogs[0]?.media.state).toBe('connected')
    expect(platform.seen().dialogs).toMatchObject([{ account: 'admin', device: target.puid, channel: target.index }])
    expect(platform.seen().dialogs[0]?.host).toBe(new URL(platform.url).host)
    await desk.client.live.close({ leaseId: lease.leaseId })
    expect(openDialogs(platform)).toBe(0)
    expect(platform.seen().violations).toEqual([])
  })

  it('belongs to its window: another cannot close it, and it goes with the window', async () => {
    const { platform, desk, target } = await signedIn()
    const window = desk.window()
    const leases = await Promise.all(
      [1, 2, 3].map(async () => window.live.open({ ...target, sdp: (await openViewer()).offer })),
    )
    await desk.client.live.close({ leaseId: leases[0]!.leaseId })
    expect(openDialogs(platform)).toBe(3)
    const open = platform.seen().dialogs.map(({ id }) => id)
    expect((await window.live.dialogs({})).toSorted()).toEqual(open.toSorted())
    expect(await desk.client.live.dialogs({})).toEqual([])
    window.close()
    await until('all closed', () => openDialogs(platform) === 0)
  })

  it('that is asked for and not waited for is closed when it comes', async () => {
    const { platform, desk, target } = await signedIn()
    const viewer = await openViewer()
    platform.control.delay({ operation: 'dialog.openDeviceWebrtc', ms: 300 })
    const cancel = new AbortController()
    const opening = desk.client.live.open({ ...target, sdp: viewer.offer }, { signal: cancel.signal })
    cancel.abort()
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' })
    await until('opened and closed', () => platform.seen().dialogsClosed === 1)
    expect(openDialogs(platform)).toBe(0)
  })

  it('under way when its window goes is closed when it comes', async () => {
    const { platform, desk, target } = await signedIn()
    const window = desk.window()
    platform.control.delay({ operation: 'dialog.openDeviceWebrtc', ms: 300 })
    const { offer: sdp } = await openViewer()
    const opening = window.live.open({ ...target, sdp })
    // Answers come in order of arrival: when this one is there, the core has the other call.
    await window.app.info({})
    window.close()
    await expect(opening).rejects.toMatchObject({ code: 'disconnected' })
    await until('opened and closed', () => platform.seen().dialogsClosed === 1)
  })

  it('is refused in the words of the platform', async () => {
    const { platform, desk, target } = await signedIn()
    const { offer: sdp } = await openViewer()
    const refused = (code: number) =>
      expect.objectContaining({ code: 'platform', details: expect.objectContaining({ platformCode: code }) })
    platform.control.setOnline({ device: target.puid, online: false })
    await expect(desk.client.live.open({ ...target, sdp })).rejects.toEqual(refused(5))
    await expect(desk.client.live.open({ puid: 'PU_nobody', index: 0, sdp })).rejects.toEqual(refused(2))
    platform.control.refuse({ operation: 'dialog.openDeviceWebrtc', code: 12, times: 1 })
    await expect(desk.client.live.open({ ...target, sdp })).rejects.toEqual(refused(12))
    expect(openDialogs(platform)).toBe(0)
  })
})

describe('signing out', () => {
  it('closes every dialog before it gives the token back, and tells the windows', async () => {
    const { platform, desk, target } = await signedIn()
    const ended = record(desk.client, 'live.leaseEnded')
    for (let count = 0; count < 4; count++) await desk.client.live.open({ ...target, sdp: (await openViewer()).offer })
    await desk.client.session.signOut({})
    expect(openDialogs(platform)).toBe(0)
    expect(ended).toHaveLength(4)
    const order = platform.seen().requests.map(({ operation }) => operation)
    expect(order.lastIndexOf('dialog.close')).toBeLessThan(order.indexOf('auth.logout'))
  })

  it('waits for an opening under way and closes what it brought', async () => {
    const { platform, desk, target } = await signedIn()
    const { offer: sdp } = await openViewer()
    platform.control.delay({ operation: 'dialog.openDeviceWebrtc', ms: 300 })
    const refused = expect(desk.client.live.open({ ...target, sdp })).rejects.toMatchObject({ code: 'cancelled' })
    await desk.client.session.signOut({})
    await refused
    expect(platform.seen().dialogsClosed).toBe(1)
    expect(openDialogs(platform)).toBe(0)
    const order = platform.seen().requests.map(({ operation }) => operation)
    expect(order.indexOf('dialog.close')).toBeLessThan(order.indexOf('auth.logout'))
  })
})

describe('what cannot be closed', () => {
  it('because the disk with the journal fails costs no picture', async () => {
    const { platform, desk, target } = await signedIn()
    rmSync(path.join(desk.folder, 'accounts'), { recursive: true })
    const lease = await desk.client.live.open({ ...target, sdp: (await openViewer()).offer })
    await desk.client.live.close({ leaseId: lease.leaseId })
    expect(openDialogs(platform)).toBe(0)
  })

  it('because the platform is away is closed as soon as it is back', async () => {
    const { platform, desk, target } = await signedIn()
    const lease = await desk.client.live.open({ ...target, sdp: (await openViewer()).offer })
    platform.control.drop({ operation: 'dialog.close', times: 1 })
    await desk.client.live.close({ leaseId: lease.leaseId })
    await until('closed by a later try', () => openDialogs(platform) === 0)
  })

  it('because the session expired is closed when it goes on, or at the next sign-in', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site, 'operator', 'Watch-2026')
    const { id: puid, channels } = platform.fleet().devices.find(({ online }) => online)!
    const target = { puid, index: channels[0]!.index }
    const open = async () => desk.client.live.open({ ...target, sdp: (await openViewer()).offer })
    const [first, second] = [await open(), await open()]
    platform.control.setPassword({ account: 'operator', password: 'Changed-2026' })
    platform.control.expireTokens({})
    await desk.client.live.close({ leaseId: first.leaseId })
    expect((await desk.client.session.state({})).session.phase).toBe('expired')
    await desk.signIn(site, 'operator', 'Changed-2026')
    await until('the first closed', () => openDialogs(platform) === 1)
    platform.control.setPassword({ account: 'operator', password: 'Again-2026' })
    platform.control.expireTokens({})
    await desk.client.live.close({ leaseId: second.leaseId })
    await desk.client.session.signOut({})
    expect(openDialogs(platform)).toBe(1)
    await desk.signIn(site, 'operator', 'Again-2026')
    await until('the second closed', () => openDialogs(platform) === 0)
  })
})

describe('after a crash', () => {
  it('the next sign-in closes what was left open', async () => {
    const { platform, desk, site, target } = await signedIn()
    await desk.client.live.open({ ...target, sdp: (await openViewer()).offer })
    // The platform drops the closing request and the farewell: as if the process had died with the dialog open.
    platform.control.drop({ operation: 'dialog.close' })
    await desk.core.dispose()
    expect(openDialogs(platform)).toBe(1)
    platform.control.clear({})
    const next = await openDesk({ folder: desk.folder })
    await next.signIn(site)
    await until('left-over closed', () => openDialogs(platform) === 0)
    const journals = (): string[] =>
      readdirSync(path.join(next.folder, 'accounts'), { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.log'))
    await until('journal forgotten', () => journals().length === 0)
  })
})
