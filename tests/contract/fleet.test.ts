import { describe, expect, it } from 'vitest'
import type { PowerEvent } from '../../electron/core/host.ts'
import type { Device } from '../../shared/contract/fleet.ts'
import { Emitter } from '../../shared/emitter.ts'
import { openDesk, record, type Desk } from '../support/desk.ts'
import { ownSubscriptions } from '../support/own-subscriptions.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

async function allDevices(desk: Desk): Promise<Map<string, Device>> {
  const devices = new Map<string, Device>()
  for (let offset = 0; ; offset += 1000) {
    const page = await desk.client.fleet.read({ kind: 'devices', offset, limit: 1000 })
    if (page.kind !== 'devices' || page.rows.length === 0) return devices
    for (const row of page.rows) devices.set(row.id, row)
  }
}

async function live(desk: Desk): Promise<void> {
  await until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
}

async function signedIn(options: Parameters<typeof openPlatform>[0] = {}, desk?: Desk) {
  const platform = await openPlatform(options)
  const opened = desk ?? (await openDesk())
  const site = await opened.site(platform.url)
  await opened.signIn(site)
  return { platform, desk: opened, site }
}

describe('the fill', () => {
  it('brings every device, group and user once, with names, channels and state', async () => {
    const { platform, desk } = await signedIn({ devices: 1700 })
    await live(desk)
    const facts = platform.fleet()
    const devices = await allDevices(desk)
    expect(devices.size).toBe(1700)
    for (const fact of facts.devices) {
      expect(devices.get(fact.id)).toMatchObject({ name: fact.name, groupId: fact.gid, online: fact.online })
      expect(devices.get(fact.id)?.channels.length).toBe(fact.channels.length)
    }
    const groups = await desk.client.fleet.read({ kind: 'groups', offset: 0, limit: 5000 })
    expect(groups.total).toBe(facts.groups.length)
    expect((await desk.client.fleet.read({ kind: 'users', offset: 0, limit: 10 })).total).toBeGreaterThan(3)
    expect(platform.seen().violations).toEqual([])
  })

  it('shows what it has while it goes on, and how far it is', async () => {
    const desk = await openDesk()
    const states = record(desk.client, 'fleet.stateChanged')
    const rows = record(desk.client, 'fleet.devicesChanged')
    await signedIn({ devices: 2600 }, desk)
    await live(desk)
    const loading = states.filter(({ phase }) => phase === 'loading')
    expect(loading.some(({ loaded, total }) => loaded > 0 && loaded < total && total === 2600)).toBe(true)
    expect(rows.length).toBeGreaterThan(1)
  })

  it('that fails is tried again and says why meanwhile', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const states = record(desk.client, 'fleet.stateChanged')
    platform.control.refuse({ operation: 'device.list', code: 11, times: 2 })
    await desk.signIn(await desk.site(platform.url))
    await live(desk)
    expect(states.some(({ error }) => error?.details.platformCode === 11)).toBe(true)
    expect((await allDevices(desk)).size).toBe(40)
  })
})

describe('the subscription', () => {
  it('flips states without touching names or channels', async () => {
    const { platform, desk } = await signedIn()
    await live(desk)
    const before = await allDevices(desk)
    const target = platform.fleet().devices.find(({ online, channels }) => online && channels.length > 0)!
    const flips = record(desk.client, 'fleet.devicesStatusChanged')
    platform.control.setOnline({ device: target.id, online: false })
    await until('off', () =>
      flips.flatMap(({ changes }) => changes).some(({ id, online }) => id === target.id && !online),
    )
    const off = (await allDevices(desk)).get(target.id)
    expect(off).toEqual({ ...before.get(target.id), online: false })
    platform.control.setOnline({ device: target.id, online: true })
    await until('on again', async () => (await allDevices(desk)).get(target.id)?.online)
    expect((await allDevices(desk)).get(target.id)).toEqual(before.get(target.id))
  })

  it('that is lost makes the fleet stale since then; what happened meanwhile is there before it is live again', async () => {
    const { platform, desk } = await signedIn()
    await live(desk)
    const states = record(desk.client, 'fleet.stateChanged')
    const target = platform.fleet().devices.find(({ online }) => online)!
    const before = Date.now()
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({})
    const stale = await until('stale', () => states.find(({ phase }) => phase === 'stale'))
    expect(stale.staleSince).toBeGreaterThanOrEqual(before - 50)
    platform.control.setOnline({ device: target.id, online: false })
    expect((await allDevices(desk)).get(target.id)?.online).toBe(true)
    platform.control.upgrades({ mode: 'accept' })
    await until('live again', () => states.at(-1)?.phase === 'live')
    expect((await allDevices(desk)).get(target.id)?.online).toBe(false)
  })

  it('finds a half-open socket by itself', async () => {
    const desk = await openDesk({ timings: { keepaliveMs: 50, livenessMs: 400 } })
    const { platform } = await signedIn({}, desk)
    await live(desk)
    const states = record(desk.client, 'fleet.stateChanged')
    platform.control.holdWebsockets({ held: true })
    const stale = await until('stale', () => states.find(({ phase }) => phase === 'stale'))
    expect(stale.error?.code).toBe('timeout')
    await until('live again', () => states.at(-1)?.phase === 'live')
  })

  it('is tried at once when the machine wakes up, however long the wait was to be', async () => {
    const power = new Emitter<PowerEvent>()
    const desk = await openDesk({
      timings: { backoffFirstMs: 600_000, backoffMostMs: 600_000 },
      host: { onPower: (listener) => power.on(listener) },
    })
    const { platform } = await signedIn({}, desk)
    await live(desk)
    platform.control.upgrades({ mode: 'refuse' })
    platform.control.closeWebsockets({})
    const stale = async () => {
      const { phase, retryAt = 0 } = await desk.client.fleet.state({})
      return phase === 'stale' && retryAt > Date.now()
    }
    await until('stale', stale)
    platform.control.upgrades({ mode: 'accept' })
    power.emit('suspend')
    expect(await stale()).toBe(true)
    power.emit('resume')
    await live(desk)
  })

  it('keeps the platform from closing it for silence', async () => {
    const desk = await openDesk({ timings: { keepaliveMs: 60 } })
    const { platform } = await signedIn({ idleMs: 400 }, desk)
    await live(desk)
    await ownSubscriptions(platform)
    const opened = () => platform.seen().websockets.map(({ path, openedAt }) => `${path} ${openedAt}`)
    const first = opened()
    const startedAt = Date.now()
    await until('time far beyond the limit', () => Date.now() - startedAt > 1500)
    expect(opened()).toEqual(first)
  })

  it('survives a kick: signed in again without a word, the fleet goes on', async () => {
    const { platform, desk } = await signedIn()
    await live(desk)
    const states = record(desk.client, 'fleet.stateChanged')
    platform.control.kick({ account: 'admin' })
    await until('stale', () => states.some(({ phase }) => phase === 'stale'))
    await until('live again', () => states.at(-1)?.phase === 'live')
    expect(platform.seen().counts['auth.login']).toBe(2)
  })

  it('tells of users who come and go', async () => {
    const { platform, desk, site } = await signedIn()
    await live(desk)
    const other = await openDesk()
    const changed = record(desk.client, 'fleet.usersChanged')
    await other.signIn(await other.site(site.address), 'operator', 'Watch-2026')
    const told = (online: boolean) =>
      until(`operator ${String(online)}`, () =>
        changed.flatMap(({ upserts }) => upserts).some((user) => user.id === 'operator' && user.online === online),
      )
    await told(true)
    await other.client.session.signOut({})
    await told(false)
    expect(platform.seen().violations).toEqual([])
  })
})

describe('users and their terminals', () => {
  it('are told together, and a terminal that goes takes its user with it until it is back', async () => {
    const { platform, desk } = await signedIn({ devices: 120 })
    await live(desk)
    const users = async () => {
      const page = await desk.client.fleet.read({ kind: 'users', offset: 0, limit: 1000 })
      return page.kind === 'users' ? page.rows : []
    }
    const held = platform.fleet().devices.filter(({ terminal, online }) => terminal && online)
    expect(held.length).toBeGreaterThan(2)
    const shown = (await users()).flatMap(({ online, terminals }) => (online ? terminals : []))
    expect(shown.map(({ deviceId }) => deviceId).toSorted()).toEqual(held.map(({ id }) => id).toSorted())
    for (const { deviceId, name, channels } of shown) {
      const fact = held.find(({ id }) => id === deviceId)!
      expect(name).toBe(fact.name)
      expect(channels.map((channel) => channel.name)).toEqual(fact.channels.map((channel) => channel.name))
    }
    const [terminal] = held
    const owner = (await users()).find(({ terminals }) => terminals.some(({ deviceId }) => deviceId === terminal!.id))!
    const ownerNow = async () => (await users()).find(({ id }) => id === owner.id)
    platform.control.setOnline({ device: terminal!.id, online: false })
    await until('its user gone', async () => (await ownerNow())?.online === false)
    expect((await ownerNow())?.terminals).toEqual([])
    platform.control.setOnline({ device: terminal!.id, online: true })
    await until('its user back', async () => (await ownerNow())?.online)
    expect(await ownerNow()).toEqual(owner)
  })
})

describe('details', () => {
  it('come in our units', async () => {
    const { platform, desk } = await signedIn()
    // A body camera: it has a battery and moves.
    const target = platform.fleet().devices.find(({ online, classId }) => online && classId === 101)!
    const details = await desk.client.fleet.deviceDetails({ puid: target.id })
    expect(details).toMatchObject({ info: { ok: true, name: target.name }, status: { ok: true, online: true } })
    if (!details.battery.ok || !details.position.ok) throw new Error('battery and position should be there')
    expect(details.battery.percent).toBeGreaterThan(0)
    expect(details.battery.percent).toBeLessThanOrEqual(100)
    expect(Math.abs(details.position.time - Date.now())).toBeLessThan(3_600_000)
    expect(details.position.speedKmh).toBeLessThan(200)
    expect(details.position.headingDeg).toBeLessThanOrEqual(360)
  })

  it('tell what the device is made of, where it is and by which network, as far as the platform says', async () => {
    const { platform, desk } = await signedIn()
    const cameras = platform.fleet().devices.filter(({ online, classId }) => online && classId === 101)
    const status = async (puid: string) => {
      const { data } = await desk.client.platform.call({ operation: 'device.status', params: { puid } })
      return data as { network: number; addr: string; onlineTime: number; bootTime: number }
    }
    const words = new Map([
      [4, 'wifiOrCellular'],
      [8, 'cellular'],
    ])
    const kinds = new Set<string | undefined>()
    for (const { id } of cameras) {
      const told = await status(id)
      const details = await desk.client.fleet.deviceDetails({ puid: id })
      expect(details.status).toEqual({
        ok: true,
        online: true,
        network: words.get(told.network),
        address: told.addr,
        protocol: 'sip',
        onlineSince: told.onlineTime,
        bootedAt: told.bootTime,
      })
      kinds.add(details.status.ok ? details.status.network : undefined)
    }
    expect(kinds).toEqual(new Set(['cellular', 'wifiOrCellular']))
    expect((await desk.client.fleet.deviceDetails({ puid: cameras[0]!.id })).info).toMatchObject({
      manufacturer: 'BesoVideo',
      product: 'DSJ-B9',
      className: '执法记录仪 / Body camera',
      softwareVersion: expect.stringMatching(/^2\.\d+\.\d+$/),
      hardwareVersion: expect.stringMatching(/^V[123]\.0$/),
      hardware: { WIFI: 1, radio: 1, videoIn: 1, audioIn: 1, audioOut: 1, PTZ: 0, storage: 1, GPS: 1 },
      channels: [{ index: 0, name: 'Front camera' }],
    })
  })

  it('say by themselves which part failed', async () => {
    const { platform, desk } = await signedIn()
    platform.control.refuse({ operation: 'device.battery', code: 8 })
    const details = await desk.client.fleet.deviceDetails({ puid: platform.fleet().devices[0]!.id })
    expect(details.info.ok).toBe(true)
    expect(details.battery).toMatchObject({ ok: false, error: { code: 'platform', details: { platformCode: 8 } } })
  })
})
