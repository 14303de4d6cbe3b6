import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDesk, record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const platformError = (platformCode: number, more: object = {}) =>
  expect.objectContaining({ code: 'platform', details: expect.objectContaining({ platformCode, ...more }) })

/** Everything the core keeps on this machine, as one text. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

describe('signing in', () => {
  it('follows the platform: name and permissions come with it', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const state = await desk.signIn(await desk.site(platform.url))
    expect(state).toMatchObject({ phase: 'signed-in', username: 'admin', insecure: true })
    expect(state.displayName).toContain('Administrator')
    expect(state.permissions).toContain('superAdmin')
    expect(platform.seen().violations).toEqual([])
  })

  it('gives a plain user no permissions he does not have', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const state = await desk.signIn(await desk.site(platform.url), 'operator', 'Watch-2026')
    expect(state.permissions).not.toContain('superAdmin')
  })

  it('tells how many tries are left, then for how long the account is locked', async () => {
    const platform = await openPlatform({ lockS: 120 })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await expect(desk.signIn(site, 'operator', 'wrong')).rejects.toEqual(platformError(14, { triesLeft: 4 }))
    for (let tries = 0; tries < 4; tries++) await desk.signIn(site, 'operator', 'wrong').catch(() => undefined)
    const before = Date.now()
    const error: unknown = await desk.signIn(site, 'operator', 'Watch-2026').catch((thrown: unknown) => thrown)
    expect(error).toEqual(platformError(17, { lockedUntil: expect.any(Number) }))
    const { lockedUntil } = (error as { details: { lockedUntil: number } }).details
    expect(lockedUntil - before).toBeGreaterThan(100_000)
    expect(lockedUntil - before).toBeLessThan(125_000)
  })

  it('says why the last try failed to a window that opens later', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    await desk.signIn(await desk.site(platform.url), 'operator', 'wrong').catch(() => undefined)
    const { session } = await desk.window().session.state({})
    expect(session).toMatchObject({ phase: 'signed-out', error: { code: 'platform' } })
  })
})

describe('a platform that is away', () => {
  it('is named by its reason and entered by itself as soon as it is back', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const states = record(desk.client, 'session.changed')
    await platform.control.listen({ up: false })
    const state = await desk.signIn(site)
    expect(state).toMatchObject({ phase: 'away', error: { code: 'refused' } })
    expect(state.retryAt).toBeGreaterThan(Date.now() - 1000)
    await platform.control.listen({ up: true })
    await until('signed in', () => states.at(-1)?.phase === 'signed-in')
  })

  it('is left alone after cancel', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await platform.control.listen({ up: false })
    await desk.signIn(site)
    await desk.client.session.cancel({})
    expect((await desk.client.session.state({})).session.phase).toBe('signed-out')
    await platform.control.listen({ up: true })
    await desk.client.sites.list({})
    expect(platform.seen().requests).toEqual([])
  })

  it('that has no name is told from one that refuses', async () => {
    const desk = await openDesk()
    const state = await desk.signIn(await desk.site('http://no-such-host.invalid'))
    expect(state).toMatchObject({ phase: 'away', error: { code: 'dns', details: { host: 'no-such-host.invalid:80' } } })
  })

  it('that does not answer runs into the time-out', async () => {
    const platform = await openPlatform()
    const desk = await openDesk({ timings: { callMs: 150 } })
    platform.control.delay({ operation: 'user.requirement', ms: 3000 })
    expect(await desk.signIn(await desk.site(platform.url))).toMatchObject({
      phase: 'away',
      error: { code: 'timeout' },
    })
  })
})

describe('passwords', () => {
  it('are kept nowhere unless asked for', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site, 'operator', 'Watch-2026')
    expect(everythingIn(desk.folder)).not.toContain('Watch-2026')
    await expect(
      desk.client.session.signIn({ siteId: site.id, username: 'operator', remember: true }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('that were kept sign in without typing, after a restart too, and are forgotten on request', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const input = { siteId: site.id, username: 'operator', remember: true }
    await desk.client.session.signIn({ ...input, password: 'Watch-2026' })
    await desk.core.dispose()
    const next = await openDesk({ folder: desk.folder })
    const { sites, lastSiteId } = await next.client.sites.list({})
    expect(sites).toMatchObject([{ lastUsername: 'operator', hasPassword: true }])
    expect(lastSiteId).toBe(site.id)
    expect(await next.client.session.signIn(input)).toMatchObject({ phase: 'signed-in' })
    await next.client.sites.forgetPassword({ siteId: site.id })
    expect(everythingIn(next.folder)).not.toContain('Watch-2026')
  })

  it('do not follow a site that moves to another address', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.client.session.signIn({
      siteId: site.id,
      username: 'operator',
      password: 'Watch-2026',
      remember: true,
    })
    await desk.client.sites.save({ id: site.id, name: 'Moved', address: 'https://elsewhere.invalid' })
    expect((await desk.client.sites.list({})).sites).toMatchObject([{ hasPassword: false }])
    expect(everythingIn(desk.folder)).not.toContain('Watch-2026')
  })

  it('that must be changed stand before all work', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const state = await desk.signIn(await desk.site(platform.url), 'newcomer', 'Start-2026')
    expect(state.phase).toBe('must-change-password')
    await expect(desk.client.fleet.refresh({})).rejects.toMatchObject({ code: 'not-signed-in' })
    expect(await desk.client.session.passwordRules({})).toMatchObject({ complex: true })
    await expect(
      desk.client.session.changePassword({ oldPassword: 'wrong', newPassword: 'Better-2026' }),
    ).rejects.toEqual(platformError(14))
    await desk.client.session.changePassword({ oldPassword: 'Start-2026', newPassword: 'Better-2026' })
    const { session } = await desk.client.session.state({})
    expect(session.phase).toBe('signed-in')
    await desk.client.session.signOut({})
    const [site] = (await desk.client.sites.list({})).sites
    expect(await desk.signIn(site!, 'newcomer', 'Better-2026')).toMatchObject({ phase: 'signed-in' })
  })
})

describe('the token', () => {
  it('is refreshed ahead of its end: nobody signs in twice', async () => {
    // Long enough that a busy machine is not late for it.
    const platform = await openPlatform({ tokenLifetimeS: 4 })
    const desk = await openDesk()
    await desk.signIn(await desk.site(platform.url))
    await until('two refreshes', () => (platform.seen().counts['auth.refresh'] ?? 0) >= 2, 20_000)
    expect(platform.seen().counts['auth.login']).toBe(1)
  })

  it('that is refused leads to one silent sign-in for all who wait, and their calls are repeated', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const states = record(desk.client, 'session.changed')
    await desk.signIn(await desk.site(platform.url))
    const device = platform.fleet().devices[0]!
    platform.control.expireTokens({})
    const details = await Promise.all(
      Array.from({ length: 6 }, () => desk.client.fleet.deviceDetails({ puid: device.id })),
    )
    expect(details.every(({ info }) => info.ok)).toBe(true)
    expect(platform.seen().counts['auth.login']).toBe(2)
    expect(states.at(-1)?.phase).toBe('signed-in')
  })

  it('that cannot be renewed expires the session with the reason, without further tries', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site, 'operator', 'Watch-2026')
    platform.control.setPassword({ account: 'operator', password: 'Changed-2026' })
    platform.control.expireTokens({})
    const device = platform.fleet().devices[0]!
    const first = await desk.client.fleet.deviceDetails({ puid: device.id })
    expect(first.info).toMatchObject({ ok: false, error: { code: 'platform' } })
    await desk.client.fleet.deviceDetails({ puid: device.id })
    const { session } = await desk.client.session.state({})
    expect(session).toMatchObject({ phase: 'expired', username: 'operator', error: { details: { platformCode: 14 } } })
    // One sign-in, one silent try: a second one would help to lock the account.
    expect(platform.seen().counts['auth.login']).toBe(2)
    expect(await desk.signIn(site, 'operator', 'Changed-2026')).toMatchObject({ phase: 'signed-in' })
    expect((await desk.client.fleet.deviceDetails({ puid: device.id })).info.ok).toBe(true)
  })

  it('never reaches the renderer or the disk', async () => {
    const desk = await openDesk()
    const told: unknown[] = [record(desk.client, 'session.changed'), record(desk.client, 'fleet.stateChanged')]
    told.push(await desk.signIn(await desk.site(await openTokenPlatform('SECRET-TOKEN-1234'))))
    told.push(await desk.client.session.state({}), await desk.client.sites.list({}), await desk.client.app.info({}))
    expect(told[2]).toMatchObject({ phase: 'signed-in' })
    expect(JSON.stringify(told)).not.toContain('SECRET-TOKEN-1234')
    expect(everythingIn(desk.folder)).not.toContain('SECRET-TOKEN-1234')
    expect(desk.log.join()).not.toContain('SECRET-TOKEN-1234')
  })
})

describe('signing out', () => {
  it('tells the platform and leaves nothing of the session behind', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    await desk.signIn(await desk.site(platform.url))
    await until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
    const cleared = record(desk.client, 'fleet.cleared')
    await desk.client.session.signOut({})
    expect(platform.seen().counts['auth.logout']).toBe(1)
    await until('subscription closed', () => platform.seen().websockets.length === 0)
    expect(cleared).toHaveLength(1)
    expect(await desk.client.fleet.read({ kind: 'devices', offset: 0, limit: 10 })).toMatchObject({ total: 0 })
    await expect(desk.client.fleet.refresh({})).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  it('ends within its bound when the platform is gone', async () => {
    const platform = await openPlatform()
    const desk = await openDesk({ timings: { farewellMs: 200 } })
    await desk.signIn(await desk.site(platform.url))
    platform.control.delay({ operation: 'auth.logout', ms: 60_000 })
    await desk.client.session.signOut({})
    expect((await desk.client.session.state({})).session.phase).toBe('signed-out')
  })

  it('comes before signing in as somebody else', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site)
    expect(await desk.signIn(site, 'operator', 'Watch-2026')).toMatchObject({ username: 'operator' })
    expect(platform.seen().counts['auth.logout']).toBe(1)
  })
})

/** A platform that knows three calls and hands out a token we can look for. */
async function openTokenPlatform(token: string): Promise<string> {
  const answers: Record<string, unknown> = {
    '/bvcsp/v1/user/requirement': { password_alg: 'SHA256' },
    '/bvcsp/v1/auth/login': { token, timeout: 3600 },
    '/bvcsp/v1/auth/userinfo': { id: 'admin', name: 'A', gid: '0', loginTime: 1 },
  }
  const server = createServer((request, response) => {
    const data = answers[request.url ?? '']
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(data ? { code: 0, msg: 'OK', data } : { code: 2, msg: 'unknown' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
