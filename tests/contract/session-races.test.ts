/** Several windows act at once, and things change while the platform thinks: whatever it was, the state told is the state there is. */
import { describe, expect, it } from 'vitest'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accountFolder } from '../../electron/core/account-folder.ts'
import { openDesk, record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const phaseOf = async (desk: Desk) => (await desk.client.session.state({})).session.phase

/** Signed in means: calls work. Signed out means: nothing of ours is open at the platform. */
async function expectWorking(desk: Desk): Promise<void> {
  expect(await phaseOf(desk)).toBe('signed-in')
  await until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
  await desk.client.fleet.refresh({})
}

describe('two windows', () => {
  it('that sign out at once end one session, not the next one', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site)
    // The second farewell must not still be under way when somebody is signed in again.
    const outs = [desk.client.session.signOut({}), desk.window().session.signOut({})]
    await Promise.race(outs)
    await desk.signIn(site)
    await Promise.all(outs)
    expect(platform.seen().counts['auth.logout']).toBe(1)
    await expectWorking(desk)
  })

  it('of which one signs in while the other signs out end in a session that works', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site)
    platform.control.delay({ operation: 'auth.logout', ms: 200, times: 1 })
    const out = desk.window().session.signOut({})
    await desk.client.app.info({})
    await desk.signIn(site)
    await out
    await expectWorking(desk)
  })

  it('that sign in at once as two people leave one of them signed in, who works', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site)
    const other = desk.window()
    const results = await Promise.allSettled([
      desk.signIn(site, 'operator', 'Watch-2026'),
      other.session.signIn({ siteId: site.id, username: 'newcomer', password: 'Start-2026', remember: false }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect((await desk.client.session.state({})).session).toMatchObject({ username: 'newcomer' })
    // The one who lost is not left signed in at the platform.
    await until('one session', () => platform.seen().websockets.every(({ account }) => account !== 'operator'))
  })

  it('of which one signs out while the other is entering leave nothing running', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const states = record(desk.client, 'session.changed')
    const entering = desk.signIn(site).catch(() => undefined)
    await until('entered', () => states.some(({ phase }) => phase === 'signed-in'))
    await desk.window().session.signOut({})
    await entering
    expect(await phaseOf(desk)).toBe('signed-out')
    await until('nothing open', () => platform.seen().websockets.length === 0)
    expect(await desk.client.fleet.state({})).toMatchObject({ phase: 'empty' })
  })
})

describe('a sign-in that is given up', () => {
  it('gives back the token it already had', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    platform.control.delay({ operation: 'auth.userinfo', ms: 60_000, times: 1 })
    const refused = expect(desk.signIn(await desk.site(platform.url))).rejects.toMatchObject({ code: 'cancelled' })
    // It has the token when it asks who it is.
    await until('that question', () => platform.control.armed({ operation: 'auth.userinfo' }) === 0)
    await desk.client.session.cancel({})
    await refused
    expect(platform.seen().counts['auth.logout']).toBe(1)
  })

  it('because the site was removed while it was away ends signed out, with the reason', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await platform.control.listen({ up: false })
    expect(await desk.signIn(site)).toMatchObject({ phase: 'away' })
    await desk.client.sites.remove({ siteId: site.id })
    await until('signed out', async () => (await phaseOf(desk)) === 'signed-out')
    expect((await desk.client.session.state({})).session.error).toMatchObject({ code: 'not-found' })
  })

  it('because this machine cannot open its files ends signed out, with the reason', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const folder = accountFolder(desk.folder, site.id, 'admin')
    mkdirSync(path.dirname(folder), { recursive: true })
    writeFileSync(folder, 'a file where the folder of the account should be')
    await expect(desk.signIn(site)).rejects.toMatchObject({ code: 'disk' })
    expect((await desk.client.session.state({})).session).toMatchObject({
      phase: 'signed-out',
      error: { code: 'disk' },
    })
    await until('nothing open', () => platform.seen().websockets.length === 0)
    rmSync(folder)
    await desk.signIn(site)
    await expectWorking(desk)
  })
})

describe('a password', () => {
  it('that was changed although the answer behind it was lost lets the new one in', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site, 'newcomer', 'Start-2026')
    platform.control.refuse({ operation: 'auth.userinfo', code: 11, times: 2 })
    await expect(
      desk.client.session.changePassword({ oldPassword: 'Start-2026', newPassword: 'Better-2026' }),
    ).rejects.toMatchObject({ code: 'platform' })
    expect(await desk.signIn(site, 'newcomer', 'Better-2026')).toMatchObject({ phase: 'signed-in' })
    await expectWorking(desk)
  })

  it('that must be changed since the last sign-in is demanded when the token is renewed', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await desk.signIn(site, 'operator', 'Watch-2026')
    platform.control.changePassword({ account: 'operator', wanted: true })
    platform.control.expireTokens({})
    await desk.client.fleet.deviceDetails({ puid: platform.fleet().devices[0]!.id })
    expect(await phaseOf(desk)).toBe('must-change-password')
    await desk.client.session.changePassword({ oldPassword: 'Watch-2026', newPassword: 'Better-2026' })
    await expectWorking(desk)
  })

  it('that cannot be kept does not make the user forgotten', async () => {
    const platform = await openPlatform()
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    // A folder in the place of the file that is written beside: neither root nor anybody else can write it.
    mkdirSync(path.join(desk.folder, 'secrets.json.new', 'full'), { recursive: true })
    const input = { siteId: site.id, username: 'operator', password: 'Watch-2026', remember: true }
    expect(await desk.client.session.signIn(input)).toMatchObject({ phase: 'signed-in' })
    const [kept] = (await desk.client.sites.list({})).sites
    expect(kept).toMatchObject({ lastUsername: 'operator', hasPassword: false })
  })
})
