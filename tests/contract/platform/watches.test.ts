/** The platform's subscriptions looked at by hand, and its operations whose answer is no envelope. */
import { describe, expect, it } from 'vitest'
import type { EventPayload } from '../../../shared/contract/define.ts'
import type { WatchpostClient, WatchpostContract } from '../../../shared/contract/index.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { openDesk, record } from '../../support/desk.ts'
import { ownSubscriptions } from '../../support/own-subscriptions.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'

async function signedIn() {
  const platform = await openPlatform()
  const desk = await openDesk()
  await desk.signIn(await desk.site(platform.url))
  return { platform, desk, client: desk.client }
}

type States = EventPayload<WatchpostContract, 'platform.watchStateChanged'>[]

async function watch(client: WatchpostClient, subscription: string) {
  const states: States = record(client, 'platform.watchStateChanged')
  const batches = record(client, 'platform.framesArrived')
  const { watchId } = await client.platform.watch({ subscription })
  const own = () => batches.filter((batch) => batch.watchId === watchId).flatMap(({ frames }) => frames)
  await until('live', () => states.some((told) => told.watchId === watchId && told.state.phase === 'live'))
  return { watchId, frames: own, batches, states }
}

describe('a watch', () => {
  it.each(Object.values(pushes).map(({ name }) => name))('opens %s at the platform and closes it', async (name) => {
    const { platform, client } = await signedIn()
    const own = await ownSubscriptions(platform)
    const { watchId } = await watch(client, name)
    expect(platform.seen().websockets).toHaveLength(own + 1)
    await client.platform.unwatch({ watchId })
    await until('closed', () => platform.seen().websockets.length === own)
  })

  it('tells what is pushed, and says what the subscription takes', async () => {
    const { platform, client } = await signedIn()
    const { watchId, frames } = await watch(client, 'gpsdata')
    expect(frames()).toEqual([])
    await client.platform.say({ watchId, message: { all: true } })
    platform.control.positions({ perSecond: 50 })
    await until('positions', () => frames().length > 5)
    expect(frames()[0]).toMatchObject({
      frame: { devId: expect.any(String) as string, lng: expect.any(Number) as number },
    })
    expect(platform.seen().violations).toEqual([])
  })

  it('sends nothing that does not fit, and nothing where nothing is taken', async () => {
    const { platform, client } = await signedIn()
    const gps = await watch(client, 'gpsdata')
    await expect(client.platform.say({ watchId: gps.watchId, message: { puid: 'PU_1' } })).rejects.toMatchObject({
      code: 'bad-input',
      details: { operation: 'gpsdata', path: '/puid' },
    })
    const alarm = await watch(client, 'alarm')
    const hello = client.platform.say({ watchId: alarm.watchId, message: 'hello' })
    await expect(hello).rejects.toMatchObject({ code: 'bad-input' })
    expect(platform.seen().violations).toEqual([])
  })

  it('holds back what nobody could look at, and says how much', async () => {
    const { platform, client } = await signedIn()
    const { watchId, batches } = await watch(client, 'gpsdata')
    await client.platform.say({ watchId, message: { all: true } })
    platform.control.positions({ perSecond: 20_000, intervalMs: 100 })
    await until('dropped', () => batches.some(({ dropped }) => dropped > 0))
    expect(Math.max(...batches.map(({ frames }) => frames.length))).toBe(200)
  })

  it('comes back by itself, and says so', async () => {
    const { platform, client } = await signedIn()
    const { states } = await watch(client, 'conference')
    platform.control.closeWebsockets({ subscription: 'conference' })
    await until('lost and live again', () =>
      states
        .map(({ state }) => state.phase)
        .join()
        .endsWith('lost,live'),
    )
    expect(states.find(({ state }) => state.phase === 'lost')?.state.error?.code).toBe('reset')
  })

  it('is its own window’s, and goes with it or with the session', async () => {
    const { platform, desk, client } = await signedIn()
    const own = await ownSubscriptions(platform)
    const other = desk.window()
    const { watchId } = await watch(other, 'gpsdata')
    await expect(client.platform.say({ watchId, message: {} })).rejects.toMatchObject({ code: 'not-found' })
    await client.platform.unwatch({ watchId })
    await other.platform.say({ watchId, message: {} })
    other.close()
    await until('closed with the window', () => platform.seen().websockets.length === own)
    const ended = record(client, 'platform.watchEnded')
    const mine = await watch(client, 'im')
    await client.session.signOut({})
    await until('ended', () => ended.length === 1)
    expect(ended).toEqual([{ watchId: mine.watchId }])
    await until('closed with the session', () => platform.seen().websockets.length === 0)
    await expect(client.platform.watch({ subscription: 'im' })).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  it('is refused for what is none, and beyond a dozen', async () => {
    const { client } = await signedIn()
    await expect(client.platform.watch({ subscription: 'weather' })).rejects.toMatchObject({ code: 'bad-input' })
    for (let count = 0; count < 12; count++) await client.platform.watch({ subscription: 'alarm' })
    await expect(client.platform.watch({ subscription: 'alarm' })).rejects.toMatchObject({ code: 'limit' })
  })
})

describe('a transparent command', () => {
  it('gives what the device said: JSON as such, text as text, a refusal as one', async () => {
    const { platform, client } = await signedIn()
    const device = platform.fleet().devices.find(({ online, terminal }) => online && !terminal)
    const offline = platform.fleet().devices.find(({ online }) => !online)
    const send = (puid: string | undefined, body: unknown) =>
      client.platform.call({ operation: 'device.command', params: { puid: puid ?? '', index: 3 }, body })
    expect((await send(device?.id, { lamp: 'on' })).data).toEqual({
      device: device?.id,
      command: 3,
      result: 'OK',
      received: { lamp: 'on' },
    })
    expect((await send(device?.id, 'lamp on')).data).toBe(`${device?.id} 3 OK lamp on`)
    await expect(send(offline?.id, {})).rejects.toMatchObject({ code: 'platform', details: { platformCode: 5 } })
  })
})

describe('operations of the session and of media', () => {
  it('are there as far as they only read or close', async () => {
    const { client } = await signedIn()
    expect((await client.platform.call({ operation: 'auth.userinfo' })).data).toMatchObject({ id: 'admin' })
    expect((await client.platform.call({ operation: 'dialog.list', body: { page: 0, pageSize: 5 } })).data).toEqual([])
    const closed = client.platform.call({ operation: 'dialog.close', params: { dialogid: 'none' } })
    await expect(closed).rejects.toMatchObject({ code: 'platform' })
  })

  it.each([
    'auth.login',
    'auth.logout',
    'auth.refresh',
    'auth.password',
    'dialog.openDeviceWebrtc',
    'dialog.openPlayback',
  ])('%s is not', async (operation) => {
    const { platform, client } = await signedIn()
    platform.control.forget({})
    await expect(client.platform.call({ operation })).rejects.toMatchObject({
      code: 'bad-input',
      details: { reason: 'not allowed' },
    })
    expect(platform.control.seen({ operation }).requests).toEqual([])
  })
})
