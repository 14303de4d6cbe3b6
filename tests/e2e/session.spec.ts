import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { shownText, untilCountsDown } from './support/shown.ts'
import { addSite, fillSignIn, signIn } from './support/sign-in.ts'

afterAll(closeSharedBrowser)

const logins = (platform: Awaited<ReturnType<typeof openPlatform>>) => platform.seen().counts['auth.login'] ?? 0
const submit = (page: Page) => page.getByTestId('sign-in-submit')
const sentence = (page: Page, text: string | RegExp) => page.getByTestId('error-sentence').getByText(text).waitFor()

describe('signing in', () => {
  it('leads from an empty start to the live area', async () => {
    const platform = await openPlatform()
    const { page, complaints } = await openDesk()
    await addSite(page, platform.url)
    await signIn(page)
    await page.getByTestId('status-user').getByText('Administrator').waitFor()
    expect(await page.evaluate(() => location.hash)).toBe('#/live')
    expect(platform.seen().violations).toEqual([])
    expect(complaints).toEqual([])
  })

  it('says how many tries are left after a wrong password, and takes the right one', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk()
    await addSite(page, platform.url)
    await fillSignIn(page, 'operator', 'wrong')
    await sentence(page, '4 tries left')
    expect(await shownText(page, 'error-detail')).toContain('Code 14')
    expect(await page.getByTestId('shell').count()).toBe(0)
    await fillSignIn(page, 'operator', 'wrong again')
    await sentence(page, '3 tries left')
    await signIn(page, 'operator', 'Watch-2026')
    expect(logins(platform)).toBe(3)
  })

  it('counts down a locked account and lets the operator in when it is free', async () => {
    const platform = await openPlatform({ lockS: 6 })
    const { page } = await openDesk()
    await addSite(page, platform.url)
    for (const left of ['4 tries left', '3 tries left', '2 tries left', 'One try left']) {
      await fillSignIn(page, 'operator', 'wrong')
      await sentence(page, left)
    }
    await fillSignIn(page, 'operator', 'wrong')
    await sentence(page, 'Too many wrong passwords. The account is locked for another 0:0')
    await untilCountsDown(page.getByTestId('error-sentence'), secondsLocked, 3)
    await page.getByTestId('sign-in-password').fill('Watch-2026')
    expect(await submit(page).isDisabled()).toBe(true)
    await page.getByTestId('sign-in-password').press('Enter')
    expect(logins(platform)).toBe(5)
    // Another account is not locked with this one.
    await page.getByTestId('sign-in-username').fill('viewer')
    expect(await submit(page).isEnabled()).toBe(true)
    await page.getByTestId('sign-in-username').fill('operator')
    expect(await submit(page).isDisabled()).toBe(true)
    await until('the end of the lock', () => submit(page).isEnabled())
    expect(await shownText(page, 'error-sentence')).not.toContain('locked for another')
    await submit(page).click()
    await page.getByTestId('shell').waitFor()
  })

  it('marks plain HTTP where the address is typed, in the list, over the form and in the status bar', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk()
    await page.getByTestId('site-address').fill('https://10.0.0.1')
    expect(await page.getByTestId('insecure').count()).toBe(0)
    await page.getByTestId('site-address').fill(platform.url)
    await page.getByTestId('site-form').getByTestId('insecure').waitFor()
    await addSite(page, platform.url)
    expect(await page.getByTestId('site-list').getByTestId('insecure').innerText()).toBe('HTTP')
    await page.getByTestId('site-add').click()
    await page.getByTestId('site-address').fill('somewhere.invalid')
    await page.getByTestId('site-save').click()
    await page.getByTestId('sign-in-site').waitFor()
    expect(await page.getByTestId('site-list').getByTestId('insecure').count()).toBe(1)
    await page.getByTestId('site-list').getByText('Control centre').click()
    await page.getByText('HTTP — not encrypted').waitFor()
    await signIn(page)
    expect(await page.getByTestId('status-site').getByTestId('insecure').innerText()).toBe('HTTP — not encrypted')
  })
})

describe('a password', () => {
  it('that was ticked signs in after a restart without typing, until it is forgotten', async () => {
    const platform = await openPlatform()
    const first = await openDesk()
    await addSite(first.page, platform.url)
    await first.page.getByTestId('sign-in-remember').click()
    // Encrypted by one or not, as the host has it: it is said.
    expect(await shownText(first.page, 'sign-in-secrets')).toContain('keyring')
    await signIn(first.page, 'operator', 'Watch-2026')
    await first.serve.end()

    const { page } = await openDesk({ profile: first.profile })
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
    expect(await page.getByTestId('sign-in-password').inputValue()).toBe('')
    await submit(page).click()
    await page.getByTestId('shell').waitFor()

    await page.getByTestId('sign-out').click()
    await page.getByTestId('site-edit').click()
    await page.getByTestId('site-forget-password').click()
    await page.getByTestId('site-forget-password').waitFor({ state: 'detached' })
    await page.getByTestId('site-cancel').click()
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
    expect(await submit(page).isDisabled()).toBe(true)
  })

  it('that was not ticked is asked for after a restart', async () => {
    const platform = await openPlatform()
    const first = await openDesk()
    await addSite(first.page, platform.url)
    await signIn(first.page, 'operator', 'Watch-2026')
    await first.serve.end()
    const { page } = await openDesk({ profile: first.profile })
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
    expect(await submit(page).isDisabled()).toBe(true)
    await page.getByTestId('sign-in-password').fill('Watch-2026')
    expect(await submit(page).isEnabled()).toBe(true)
  })

  it('that the platform wants changed stands before all work, with rules that follow the typing', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk()
    await addSite(page, platform.url)
    await fillSignIn(page, 'newcomer', 'Start-2026')
    await page.getByTestId('change-password').waitFor()
    const change = page.getByTestId('change-submit')
    const rulesAfter = async (typed: string, repeated: string): Promise<string[]> => {
      await page.getByTestId('change-new').fill(typed)
      await page.getByTestId('change-repeat').fill(repeated)
      return await passedRules(page)
    }
    await page.getByTestId('change-old').fill('not the old one')
    expect(await rulesAfter('', '')).toEqual([])
    expect(await rulesAfter('abc', '')).toEqual(['notAccount'])
    expect(await rulesAfter('newcomer', '')).toEqual(['length'])
    expect(await rulesAfter('Short-1', '')).toEqual(['kinds', 'notAccount'])
    expect(await rulesAfter('Patrol-2026', 'Patrol-2025')).toEqual(['length', 'kinds', 'notAccount'])
    expect(await change.isDisabled()).toBe(true)
    expect(await rulesAfter('Patrol-2026', 'Patrol-2026')).toEqual(['length', 'kinds', 'notAccount', 'repeated'])
    await change.click()
    await sentence(page, 'The old password is wrong.')
    expect(platform.seen().counts['device.list']).toBeUndefined()
    expect(await page.getByTestId('shell').count()).toBe(0)

    await page.getByTestId('change-old').fill('Start-2026')
    await change.click()
    await page.getByTestId('shell').waitFor()
    await page.getByTestId('status-user').getByText('新员工 / Newcomer').waitFor()
    await page.getByTestId('sign-out').click()
    await signIn(page, 'newcomer', 'Patrol-2026')
    expect(platform.seen().violations).toEqual([])
  })
})

describe('a platform that is down at the sign-in', () => {
  it('is named with its reason, counted down to the next try, and entered by itself when it is up', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk()
    await addSite(page, platform.url)
    await platform.control.listen({ up: false })
    await fillSignIn(page, 'operator', 'Watch-2026')
    await page.getByTestId('away').waitFor()
    await sentence(page, `${new URL(platform.url).host} refuses connections`)
    await untilCountsDown(page.getByTestId('away-next'), secondsToNextTry, 2)
    await platform.control.listen({ up: true })
    await page.getByTestId('shell').waitFor({ timeout: 40_000 })
    await page.getByTestId('status-user').getByText('值班员 / Operator').waitFor()
  })

  it('is tried at once on request, and left alone after cancel', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk()
    await addSite(page, platform.url)
    await platform.control.listen({ up: false })
    await fillSignIn(page, 'operator', 'Watch-2026')
    await page.getByTestId('away-try').click()
    await page.getByTestId('away-next').getByText('Next try in').waitFor()
    await page.getByTestId('away-cancel').click()
    await page.getByTestId('sign-in-form').waitFor()
    await platform.control.listen({ up: true })
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
    await signIn(page, 'operator', 'Watch-2026')
    expect(logins(platform)).toBe(1)
  })

  it('does not hold an operator who cancels while it thinks', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk()
    await addSite(page, platform.url)
    platform.control.delay({ operation: 'auth.login', ms: 60_000, times: 1 })
    await fillSignIn(page, 'operator', 'Watch-2026')
    await page.getByTestId('sign-in-cancel').click()
    await until('a form that takes input again', () => page.getByTestId('sign-in-username').isEnabled())
    expect(await page.getByTestId('error').count()).toBe(0)
    // A quick hand cancels before the request has gone out: then the delay still waits for one.
    platform.control.clear({})
    await signIn(page, 'operator', 'Watch-2026')
  })
})

/** Rules shown as met, in their order. Each rule says so in its mark and in a word for screen readers. */
async function passedRules(page: Page): Promise<string[]> {
  const rules = ['length', 'kinds', 'notAccount', 'repeated']
  const marks = await Promise.all(rules.map((rule) => page.getByTestId(`rule-${rule}`).getAttribute('data-passed')))
  return rules.filter((_, index) => marks[index] === 'true')
}

function secondsLocked(text: string): number | undefined {
  const [, minutes, seconds] = /another (\d+):(\d\d)\./.exec(text) ?? []
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(seconds)
}

/** While a try runs no number is shown. */
function secondsToNextTry(text: string): number | undefined {
  const seconds = /Next try in (\d+) s/.exec(text)?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}
