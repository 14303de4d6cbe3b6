import { describe, expect, it } from 'vitest'
import type { Timings } from '../../electron/core/platform/timings.ts'
import { operations, pushes } from '../../shared/platform/index.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { openRelay } from '../support/relay.ts'
import { until } from '../support/until.ts'

const LIST = operations.device.list.path

const live = (desk: Desk) => until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')

async function deviceOf(desk: Desk, id: string) {
  const page = await desk.client.fleet.read({ kind: 'devices', offset: 0, limit: 5000 })
  return page.kind === 'devices' ? page.rows.find((row) => row.id === id) : undefined
}

async function open(devices = 40, timings: Partial<Timings> = {}) {
  const platform = await openPlatform({ devices })
  const relay = await openRelay(platform.url)
  const desk = await openDesk({ timings })
  const site = await desk.site(relay.url)
  return { platform, relay, desk, site }
}

/** The list as it was when the platform made it, delivered when `release` is called. */
function hold() {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const between = async (body: string): Promise<string> => {
    asked.resolve()
    await released.promise
    return body
  }
  return { between, asked: asked.promise, release: released.resolve }
}

/** As if the device were not in the platform's list. */
const without =
  (id: string) =>
  (body: string): string => {
    const answer = JSON.parse(body) as { data: { id: string }[]; pageInfo: { totalCount: number } }
    answer.data = answer.data.filter((row) => row.id !== id)
    answer.pageInfo.totalCount = answer.data.length
    return JSON.stringify(answer)
  }

describe('a refresh', () => {
  it('does not overwrite what was told after the platform made its list, and tells it before it says that all is right', async () => {
    // States are collected so long that nothing else than the end of the refresh can tell them.
    const { platform, relay, desk, site } = await open(40, { collectMs: 60_000 })
    await desk.signIn(site)
    await live(desk)
    const target = platform.fleet().devices.find(({ online }) => online)!
    const told: string[] = []
    desk.client.on('fleet.devicesStatusChanged', ({ changes }) => told.push(...changes.map(({ id }) => id)))
    desk.client.on('fleet.stateChanged', ({ phase }) => told.push(phase))
    const list = hold()
    relay.put(LIST, list.between)
    const refreshing = desk.client.fleet.refresh({})
    await list.asked
    platform.control.setOnline({ device: target.id, online: false })
    await until('off-line', async () => (await deviceOf(desk, target.id))?.online === false)
    list.release()
    await refreshing
    expect((await deviceOf(desk, target.id))?.online).toBe(false)
    expect(told.slice(-2)).toEqual([target.id, 'live'])
  })

  it('keeps a device that was added after the platform made its list', async () => {
    const { platform, relay, desk, site } = await open()
    const target = platform.fleet().devices.find(({ online }) => !online)!
    relay.put(LIST, without(target.id))
    await desk.signIn(site)
    await live(desk)
    expect(await deviceOf(desk, target.id)).toBeUndefined()
    const list = hold()
    relay.put(LIST, async (body) => without(target.id)(await list.between(body)))
    const refreshing = desk.client.fleet.refresh({})
    await list.asked
    platform.control.setOnline({ device: target.id, online: true })
    await until('added', () => deviceOf(desk, target.id))
    list.release()
    await refreshing
    expect(await deviceOf(desk, target.id)).toMatchObject({ online: true, name: target.name })
  })

  it('drops a device that was removed', async () => {
    const { platform, relay, desk, site } = await open()
    await desk.signIn(site)
    await live(desk)
    const target = platform.fleet().devices[0]!
    relay.put(LIST, without(target.id))
    await desk.client.fleet.refresh({})
    expect(await deviceOf(desk, target.id)).toBeUndefined()
  })

  it('that fails half-way leaves the list whole and says so', async () => {
    const { platform, relay, desk, site } = await open(1200)
    await desk.signIn(site)
    await live(desk)
    let pages = 0
    relay.put(LIST, (body) => (++pages === 1 ? body : JSON.stringify({ code: 11, msg: 'no' })))
    await expect(desk.client.fleet.refresh({})).rejects.toMatchObject({ code: 'platform' })
    expect(await desk.client.fleet.state({})).toEqual({ phase: 'live', loaded: 1200, total: 1200 })
    expect(platform.fleet().devices).toHaveLength(1200)
  })

  it('that meets a reconnection waits for its turn', async () => {
    const { platform, relay, desk, site } = await open()
    await desk.signIn(site)
    await live(desk)
    const list = hold()
    relay.put(LIST, list.between)
    const online = () => platform.seen().websockets.filter(({ path }) => path === pushes.onlineStatus.path)
    const [first] = online()
    const refreshing = desk.client.fleet.refresh({})
    await list.asked
    relay.put(LIST)
    platform.control.closeWebsockets({})
    await until('another', () => online().some(({ openedAt }) => openedAt !== first?.openedAt))
    // Two ways to the platform and back: a filling that did not wait would have begun.
    await desk.client.fleet.deviceDetails({ puid: platform.fleet().devices[0]!.id })
    await desk.client.fleet.deviceDetails({ puid: platform.fleet().devices[0]!.id })
    expect(platform.seen().counts['pugroup.root']).toBe(2)
    list.release()
    await refreshing
    await live(desk)
    expect(platform.seen().counts['pugroup.root']).toBe(3)
  })
})

it('a list that changes while it is read is read again', async () => {
  const { platform, relay, desk, site } = await open(1200)
  const [gone, slipped] = platform.fleet().devices
  let pages = 0
  // The first reading loses a row over the edge of its first page and tells another length with the second.
  relay.put(LIST, (body) => {
    pages++
    if (pages === 1) return without(slipped!.id)(body).replace(/"totalCount":\d+/, '"totalCount":1200')
    return pages === 2 ? body.replace(/"totalCount":\d+/, '"totalCount":1199') : body
  })
  await desk.signIn(site)
  await live(desk)
  expect(await deviceOf(desk, slipped!.id)).toMatchObject({ name: slipped!.name })
  expect(await deviceOf(desk, gone!.id)).toBeDefined()
})
