import { describe, expect, it } from 'vitest'
import { openDesk, record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const PASSWORD = 'Watch-2026'

/** A computer on which the operator worked, started again while the platform cannot be reached. */
async function returned(password = PASSWORD) {
  const platform = await openPlatform()
  const before = await openDesk()
  const site = await before.site(platform.url)
  const { permissions, displayName } = await before.signIn(site, 'operator', PASSWORD)
  await until('chat is level', async () => (await before.client.chat.state({})).phase === 'live')
  await until('alarms are level', async () => (await before.client.alarms.state({})).phase === 'live')
  await before.core.dispose()
  await platform.control.listen({ up: false })
  const desk = await openDesk({ folder: before.folder })
  const away = await desk.signIn(site, 'operator', password)
  return { platform, desk, site, away, permissions, displayName }
}

describe('a computer whose platform is away from the start', () => {
  it('lets in who last signed in there, with everything it kept', async () => {
    const { desk, away, permissions, displayName } = await returned()
    expect(away).toMatchObject({ phase: 'away', canEnterOffline: true })
    const state = await desk.client.session.enterOffline({})
    expect(state).toMatchObject({ phase: 'signed-in', offline: true, permissions, displayName })
    expect((await desk.client.session.state({})).connection).toMatchObject({ reachable: false })
    expect((await desk.client.alarms.list({ filter: {}, limit: 10 })).alarms.length).toBeGreaterThan(0)
    expect((await desk.client.chat.conversations({})).length).toBeGreaterThan(0)
    // Old it is from the start; why, it knows when it has tried.
    await until('chat says that it is old, and why', async () => {
      const { phase, error } = await desk.client.chat.state({})
      return phase === 'stale' && error !== undefined
    })
  })

  it('is an ordinary session when the platform is back, without a word from the operator', async () => {
    const { platform, desk } = await returned()
    await desk.client.session.enterOffline({})
    const told = record(desk.client, 'session.changed')
    await platform.control.listen({ up: true })
    await until('the platform took the password', () => told.at(-1)?.phase === 'signed-in' && !told.at(-1)?.offline)
    await until('chat is level', async () => (await desk.client.chat.state({})).phase === 'live')
    await until('the fleet is level', async () => (await desk.client.fleet.state({})).phase === 'live')
    expect((await desk.client.session.state({})).connection).toMatchObject({ reachable: true })
  })

  it('asks for the password when the platform, back again, does not take the old one', async () => {
    const { platform, desk, site } = await returned()
    await desk.client.session.enterOffline({})
    platform.control.setPassword({ account: 'operator', password: 'Changed-2026' })
    const told = record(desk.client, 'session.changed')
    await platform.control.listen({ up: true })
    await until('expired', () => told.at(-1)?.phase === 'expired')
    expect(told.at(-1)?.error).toMatchObject({ code: 'platform' })
    const state = await desk.signIn(site, 'operator', 'Changed-2026')
    expect(state.phase).toBe('signed-in')
    expect(state.offline).toBeUndefined()
    await until('the fleet is level', async () => (await desk.client.fleet.state({})).phase === 'live')
  })

  it('lets in nobody with another password, and nobody it does not know', async () => {
    const { desk, away, site } = await returned('Guess-2026')
    expect(away.canEnterOffline).toBeUndefined()
    await expect(desk.client.session.enterOffline({})).rejects.toMatchObject({ code: 'not-found' })
    expect((await desk.signIn(site, 'constructor', PASSWORD)).canEnterOffline).toBeUndefined()
    await expect(desk.client.session.enterOffline({})).rejects.toMatchObject({ code: 'not-found' })
  })

  it('forgets a password that the platform refused, and with the site all of them', async () => {
    const { platform, desk, site } = await returned()
    await platform.control.listen({ up: true })
    platform.control.setPassword({ account: 'operator', password: 'Changed-2026' })
    await desk.client.session.cancel({})
    await expect(desk.signIn(site, 'operator', PASSWORD)).rejects.toMatchObject({ code: 'platform' })
    await platform.control.listen({ up: false })
    await until('not recognised', async () => {
      const state = await desk.signIn(site, 'operator', PASSWORD)
      return state.phase === 'away' && !state.canEnterOffline
    })
  })

  it('keeps the way in after the password was changed from here', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site, 'operator', PASSWORD)
    await desk.client.session.changePassword({ oldPassword: PASSWORD, newPassword: 'Changed-2026' })
    await desk.client.session.signOut({})
    await platform.control.listen({ up: false })
    expect((await desk.signIn(site, 'operator', PASSWORD)).canEnterOffline).toBeUndefined()
    expect(await desk.signIn(site, 'operator', 'Changed-2026')).toMatchObject({ canEnterOffline: true })
  })

  it('ends at once when the operator leaves, and tries no more', async () => {
    const { platform, desk, site } = await returned()
    await desk.client.session.enterOffline({})
    await desk.client.session.signOut({})
    const told = record(desk.client, 'session.changed')
    await platform.control.listen({ up: true })
    await desk.signIn(site, 'viewer', 'View-2026')
    expect(new Set(told.map(({ username }) => username))).toEqual(new Set(['viewer']))
  })
})

it('keeps nothing of the password that could be read', async () => {
  const platform = await openPlatform()
  const kept: string[] = []
  const desk = await openDesk({
    host: {
      secrets: {
        store: 'file',
        get: () => Promise.resolve(undefined),
        set: (_, value) => Promise.resolve(void kept.push(value)),
        delete: () => Promise.resolve(),
      },
    },
  })
  await desk.signIn(await desk.site(platform.url), 'operator', PASSWORD)
  expect(kept).toHaveLength(1)
  expect(kept[0]).not.toContain(PASSWORD)
})
