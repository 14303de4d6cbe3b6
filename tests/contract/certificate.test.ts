import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { alarmsLive } from '../support/alarms.ts'
import { chatLive } from '../support/chat.ts'
import { openDesk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { openSwitch } from '../support/switch.ts'
import { until } from '../support/until.ts'

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  return (await promise.then(
    () => new Error('it was taken'),
    (error: unknown) => error,
  )) as AppError
}

describe('an unknown certificate', () => {
  it('is refused with its facts before anything was sent', async () => {
    const platform = await openPlatform({ tls: true, commonName: 'control.example', alternativeNames: ['localhost'] })
    const desk = await openDesk()
    const error = await refusal(desk.signIn(await desk.site(platform.url)))
    expect(error).toMatchObject({
      code: 'tls-unknown',
      details: {
        certificate: {
          fingerprint: platform.fingerprint256,
          subject: expect.stringContaining('control.example'),
          issuer: expect.stringContaining('control.example'),
          names: ['localhost'],
          reason: expect.stringMatching(/SELF_SIGNED|ALTNAME/),
        },
      },
    })
    const { validFrom, validTo } = error.details.certificate!
    expect(validFrom).toBeLessThan(Date.now())
    expect(validTo).toBeGreaterThan(Date.now())
    expect(platform.seen().requests).toEqual([])
  })

  it('is asked for once: trusted, it works for calls and for the subscription, after a restart too', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const error = await refusal(desk.signIn(site))
    await desk.client.sites.trust({ siteId: site.id, fingerprint: error.details.certificate!.fingerprint })
    expect(await desk.signIn(site)).toMatchObject({ phase: 'signed-in', insecure: false })
    await until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
    await desk.core.dispose()
    const next = await openDesk({ folder: desk.folder })
    expect(await next.signIn(site)).toMatchObject({ phase: 'signed-in' })
  })

  it('cannot be trusted for another address than the one that showed it', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const { fingerprint } = (await refusal(desk.signIn(site))).details.certificate!
    await desk.client.sites.save({ id: site.id, name: 'Moved', address: 'https://elsewhere.invalid' })
    await expect(desk.client.sites.trust({ siteId: site.id, fingerprint })).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('cannot be trusted unseen', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const fingerprint = platform.fingerprint256!
    await expect(desk.client.sites.trust({ siteId: site.id, fingerprint })).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('a changed certificate', () => {
  it('is refused with both fingerprints, sends nothing, and cannot be trusted over the known one', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    const first = (await refusal(desk.signIn(site))).details.certificate!.fingerprint
    await desk.client.sites.trust({ siteId: site.id, fingerprint: first })
    await desk.signIn(site)
    await desk.client.session.signOut({})
    const { fingerprint256: second } = platform.control.certificate({})
    platform.control.forget({})
    const error = await refusal(desk.signIn(site))
    expect(error).toMatchObject({
      code: 'tls-changed',
      details: { knownFingerprint: first, certificate: { fingerprint: second } },
    })
    expect(platform.seen().requests).toEqual([])
    await expect(desk.client.sites.trust({ siteId: site.id, fingerprint: second })).rejects.toMatchObject({
      code: 'bad-input',
    })
    await desk.client.sites.forgetCertificate({ siteId: site.id })
    expect(await refusal(desk.signIn(site))).toMatchObject({ code: 'tls-unknown' })
    await desk.client.sites.trust({ siteId: site.id, fingerprint: second })
    expect(await desk.signIn(site)).toMatchObject({ phase: 'signed-in' })
  })
})

it('https where the platform speaks http is said to be that', async () => {
  const platform = await openPlatform()
  const desk = await openDesk()
  const site = await desk.site(platform.url.replace('http:', 'https:'))
  expect(await desk.signIn(site)).toMatchObject({ phase: 'away', error: { code: 'tls-failed' } })
})

describe('a handshake that fails', () => {
  it('is a platform that is away: it is tried again until there is a secure connection', async () => {
    const platform = await openPlatform({ tls: true })
    const way = await openSwitch(Number(new URL(platform.url).port))
    const desk = await openDesk()
    const site = await desk.site(way.url)
    await refusal(desk.signIn(site))
    await desk.client.sites.trust({ siteId: site.id, fingerprint: platform.fingerprint256! })
    way.breakHandshakes()
    expect(await desk.signIn(site)).toMatchObject({ phase: 'away', error: { code: 'tls-failed' } })
    way.mend()
    await until('in', async () => (await desk.client.session.state({})).session.phase === 'signed-in')
  })

  it('while a token is renewed does not end the session', async () => {
    const platform = await openPlatform({ tls: true })
    const way = await openSwitch(Number(new URL(platform.url).port))
    const desk = await openDesk()
    const site = await desk.site(way.url)
    await refusal(desk.signIn(site))
    await desk.client.sites.trust({ siteId: site.id, fingerprint: platform.fingerprint256! })
    await desk.signIn(site)
    await until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
    // Nothing of the client's own is under way any more: the call below is the one that meets the expired token.
    await Promise.all([chatLive(desk), alarmsLive(desk)])
    const logins = platform.seen().counts['auth.login']
    platform.control.drop({ operation: 'user.requirement', times: 1 })
    const wasDropped = (): boolean =>
      platform.seen().requests.some(({ operation, code }) => operation === 'user.requirement' && code === -1)
    way.breakAtClose(wasDropped)
    platform.control.expireTokens({})
    const error = await refusal(desk.client.platform.call({ operation: 'pugroup.root' }))
    expect(error.code).toBe('tls-failed')
    // It was the silent sign-in that met it.
    expect(wasDropped()).toBe(true)
    expect((await desk.client.session.state({})).session.phase).toBe('signed-in')
    way.mend()
    await desk.client.platform.call({ operation: 'pugroup.root' })
    expect(platform.seen().counts['auth.login']).toBe((logins ?? 0) + 1)
  })
})

describe('a site that takes only what the system trusts', () => {
  it('refuses any other certificate and lets nobody trust it', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.client.sites.save({ name: 'Strict', address: platform.url, tls: 'system' })
    const error = await refusal(desk.signIn(site))
    expect(error.code).toBe('tls-unknown')
    const { fingerprint } = error.details.certificate!
    await expect(desk.client.sites.trust({ siteId: site.id, fingerprint })).rejects.toMatchObject({ code: 'bad-input' })
    expect(platform.seen().requests).toEqual([])
  })

  it('no longer takes what the operator trusted before', async () => {
    const platform = await openPlatform({ tls: true })
    const desk = await openDesk()
    const site = await desk.site(platform.url)
    await refusal(desk.signIn(site))
    await desk.client.sites.trust({ siteId: site.id, fingerprint: platform.fingerprint256! })
    // A new name alone changes nothing about it.
    await desk.client.sites.save({ id: site.id, name: 'Renamed', address: platform.url })
    await desk.signIn(site)
    await desk.client.session.signOut({})
    await desk.client.sites.save({ id: site.id, name: 'Strict', address: platform.url, tls: 'system' })
    expect((await refusal(desk.signIn(site))).code).toBe('tls-unknown')
    const { sites } = await desk.client.sites.list({})
    expect(sites).toMatchObject([{ tls: 'system' }])
    expect(sites[0]).not.toHaveProperty('pinnedFingerprint')
  })
})
