import { describe, expect, it } from 'vitest'
import { openDesk, record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

describe('the connection', () => {
  it('is as old as the session, not as the program', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await until('a later millisecond', async () => {
      const { connection } = await desk.client.session.state({})
      return Date.now() > connection.since
    })
    const before = Date.now()
    await desk.signIn(site)
    const { connection } = await desk.client.session.state({})
    expect(connection).toMatchObject({ reachable: true, network: '127.0.0.0' })
    expect(connection.since).toBeGreaterThanOrEqual(before)
  })

  it('is away since it went, whatever the reason becomes', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    await desk.signIn(await desk.site(platform.url))
    await until('a live list', async () => (await desk.client.fleet.state({})).phase === 'live')
    const told = record(desk.client, 'session.connectionChanged')
    await platform.control.listen({ up: false })
    await until('two reasons', () => new Set(told.map(({ error }) => error?.code)).size === 2)
    expect(told.map(({ reachable }) => reachable)).toEqual(told.map(() => false))
    expect(new Set(told.map(({ since }) => since)).size).toBe(1)
  })
})

it('a resumption that was cancelled while the platform thought leaves the session expired', async () => {
  const platform = await openPlatform()
  const desk = await openDesk()
  const site = await desk.site(platform.url)
  await desk.signIn(site, 'operator', 'Watch-2026')
  platform.control.setPassword({ account: 'operator', password: 'Changed-2026' })
  platform.control.expireTokens({})
  await desk.client.fleet.deviceDetails({ puid: platform.fleet().devices[0]!.id })
  platform.control.delay({ operation: 'user.requirement', ms: 60_000, times: 1 })
  const refused = expect(desk.signIn(site, 'operator', 'Changed-2026')).rejects.toMatchObject({ code: 'cancelled' })
  await desk.client.session.cancel({})
  await refused
  platform.control.clear({})
  expect((await desk.client.session.state({})).session.phase).toBe('expired')
  expect(await desk.signIn(site, 'operator', 'Changed-2026')).toMatchObject({ phase: 'signed-in' })
})
