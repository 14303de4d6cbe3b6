import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { connect } from 'node:tls'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk, type Desk } from './support/desk.ts'
import { noteAppearances, shownText, untilConnection, untilFleet } from './support/shown.ts'
import { addSite, fillSignIn } from './support/sign-in.ts'

afterAll(closeSharedBrowser)

const PASSWORD = 'Watch-2026'
const DAY_MS = 86_400_000

/** Hexadecimal digits alone: the screen groups them, Node puts colons between. */
const digits = (fingerprint: string | undefined): string => (fingerprint ?? '').replace(/[^0-9A-F]/gi, '')
const shownDigits = async (page: Page, testId: string): Promise<string> => digits(await shownText(page, testId))

/** `yyyy-MM-dd` of the machine's time zone, as the screen writes it. */
function day(timeMs: number): string {
  const time = new Date(timeMs)
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-')
}

async function trustAndEnter(page: Page): Promise<void> {
  await page.getByTestId('tls-trust').click()
  await page.getByTestId('shell').waitFor()
}

/** The platform's certificate as a file, to be installed in the system's place of trust. */
async function certificateFile(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { raw } = socket.getPeerCertificate()
  socket.destroy()
  const file = path.join(tempFolder(), 'issuer.pem')
  await writeFile(file, new X509Certificate(raw).toString())
  return file
}

/** A desk that has trusted the platform's first certificate and has no session. */
async function trusted(): Promise<{ platform: Simulator; first: Desk; oldFingerprint: string }> {
  const platform = await openPlatform({ tls: true })
  const first = await openDesk()
  await addSite(first.page, platform.url)
  await fillSignIn(first.page, 'operator', PASSWORD)
  await trustAndEnter(first.page)
  return { platform, first, oldFingerprint: digits(platform.fingerprint256) }
}

describe('a certificate nobody knows', () => {
  it('is shown with its true fingerprint, names and dates, and nothing is sent before it is trusted', async () => {
    const startedAt = Date.now()
    const platform = await openPlatform({ tls: true, commonName: 'dispatch.city.example' })
    const { page } = await openDesk()
    await addSite(page, platform.url)
    await fillSignIn(page, 'operator', PASSWORD)
    await page.getByTestId('tls-unknown').waitFor()
    expect(digits(platform.fingerprint256)).toHaveLength(64)
    expect(await shownDigits(page, 'tls-fingerprint')).toBe(digits(platform.fingerprint256))
    expect(await shownText(page, 'tls-unknown')).toContain(
      `The identity of ${new URL(platform.url).host} is not proven`,
    )
    const facts = await shownText(page, 'tls-facts')
    for (const part of ['dispatch.city.example', 'localhost, 127.0.0.1', 'It signed itself']) {
      expect(facts).toContain(part)
    }
    expect(facts).toMatch(new RegExp(`Valid from\\s+${day(startedAt - DAY_MS)}`))
    expect(facts).toMatch(new RegExp(`Valid to\\s+${day(startedAt + 365 * DAY_MS)}`))
    expect(await page.getByTestId('tls-expired').count()).toBe(0)
    // Enter, held from the form, trusts nothing.
    await page.keyboard.press('Enter')
    await page.getByTestId('tls-back').click()
    await page.getByTestId('sign-in-form').waitFor()
    expect(platform.seen()).toMatchObject({ requests: [], violations: [], websockets: [] })

    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('tls-unknown').waitFor()
    expect(platform.seen().requests).toEqual([])
    await trustAndEnter(page)
    await untilFleet(page, 'live')
    const { violations, websockets } = platform.seen()
    expect(violations).toEqual([])
    expect(new Set(websockets.map(({ account }) => account))).toEqual(new Set(['operator']))
    expect(await page.getByTestId('insecure').count()).toBe(0)
  })

  it('once trusted is not asked for again after a restart, until it is forgotten', async () => {
    const { platform, first, oldFingerprint } = await trusted()
    await first.serve.end()
    const { page } = await openDesk({ profile: first.profile })
    const appeared = await noteAppearances(page, ['tls-unknown', 'tls-changed', 'error'])
    await fillSignIn(page, 'operator', PASSWORD)
    await page.getByTestId('shell').waitFor()
    expect(await appeared()).toEqual([])

    await page.getByTestId('sign-out').click()
    await page.getByTestId('site-edit').click()
    expect(await shownDigits(page, 'site-fingerprint')).toBe(oldFingerprint)
    await page.getByTestId('site-forget-certificate').click()
    await page.getByTestId('site-fingerprint').waitFor({ state: 'detached' })
    await page.getByTestId('site-cancel').click()
    platform.control.forget({})
    await fillSignIn(page, 'operator', PASSWORD)
    await page.getByTestId('tls-unknown').waitFor()
    expect(platform.seen().requests).toEqual([])
  })
})

describe('a platform that is set to take only what the system trusts', () => {
  it('refuses an unknown certificate without a question, and takes it once the system knows it', async () => {
    const platform = await openPlatform({ tls: true })
    const first = await openDesk()
    await first.page.getByTestId('site-form').waitFor()
    await first.page.getByTestId('site-tls-system').click()
    await addSite(first.page, platform.url)
    await fillSignIn(first.page, 'operator', PASSWORD)
    await first.page.getByTestId('tls-unknown').getByText('set to take no other').waitFor()
    expect(await first.page.getByTestId('tls-trust').count()).toBe(0)
    expect(platform.seen().requests).toEqual([])
    await first.serve.end()

    vi.stubEnv('NODE_EXTRA_CA_CERTS', await certificateFile(platform.url))
    onTestFinished(() => void vi.unstubAllEnvs())
    const { page } = await openDesk({ profile: first.profile })
    const appeared = await noteAppearances(page, ['tls-unknown', 'error'])
    await fillSignIn(page, 'operator', PASSWORD)
    await page.getByTestId('shell').waitFor()
    expect(await appeared()).toEqual([])
    await page.getByTestId('sign-out').click()
    await page.getByTestId('site-edit').click()
    expect(await page.getByTestId('site-fingerprint').count()).toBe(0)
    expect(await page.getByTestId('site-tls-system').getAttribute('aria-checked')).toBe('true')
  })
})

describe('a certificate that changed', () => {
  it('is refused with both fingerprints; only the way of forgetting leads to the question of the first time', async () => {
    const { platform, first, oldFingerprint } = await trusted()
    await first.serve.end()
    const newFingerprint = digits(platform.control.certificate({ commonName: 'renewed.example' }).fingerprint256)
    expect(newFingerprint).not.toBe(oldFingerprint)
    platform.control.forget({})

    const { page } = await openDesk({ profile: first.profile })
    await fillSignIn(page, 'operator', PASSWORD)
    await page.getByTestId('tls-changed').waitFor()
    expect(await shownDigits(page, 'tls-old-fingerprint')).toBe(oldFingerprint)
    expect(await shownDigits(page, 'tls-fingerprint')).toBe(newFingerprint)
    expect(await shownText(page, 'tls-facts')).toContain('renewed.example')
    expect(await shownText(page, 'tls-changed')).toContain('Nothing was sent')
    expect(await page.getByTestId('tls-trust').count()).toBe(0)
    expect(await page.getByTestId('tls-forget').count()).toBe(0)

    // Back, and once more: it does not get weaker by trying.
    await page.getByTestId('tls-back').click()
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('tls-changed').waitFor()
    await page.getByTestId('tls-forget-step').click()
    expect(await page.getByTestId('tls-forget').isDisabled()).toBe(true)
    await page.getByTestId('tls-compared').click()
    await page.getByTestId('tls-forget').click()
    await page.getByTestId('tls-unknown').waitFor()
    expect(await shownDigits(page, 'tls-fingerprint')).toBe(newFingerprint)
    expect(platform.seen()).toMatchObject({ requests: [], violations: [], websockets: [] })

    await trustAndEnter(page)
    expect(platform.seen().counts['auth.login']).toBe(1)
  })

  it('in the middle of work is said in the status bar, and nothing more is sent', async () => {
    const { platform, first } = await trusted()
    const { page } = first
    await untilFleet(page, 'live')
    platform.control.certificate({})
    platform.control.forget({})
    await untilConnection(page, 'alarm')
    await page.getByTestId('status-connection').getByText('has changed since you trusted it').waitFor()
    await untilFleet(page, 'stale')
    await until('no subscription', () => platform.seen().websockets.length === 0)
    await page.getByTestId('sign-out').click()
    await page.getByTestId('sign-in-form').waitFor()
    await fillSignIn(page, 'operator', PASSWORD)
    await page.getByTestId('tls-changed').waitFor()
    expect(platform.seen()).toMatchObject({ requests: [], violations: [], websockets: [] })
  })
})
