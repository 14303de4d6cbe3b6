import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { openDesk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
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
  const error = await refusal(desk.signIn(await desk.site(platform.url.replace('http:', 'https:'))))
  expect(error.code).toBe('tls-failed')
})
