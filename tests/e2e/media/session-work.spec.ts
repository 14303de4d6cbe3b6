import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk, type Desk } from '../support/desk.ts'
import { askAgain, showDetails } from '../support/details.ts'
import { untilPicture } from '../support/picture.ts'
import { noteAppearances, shownText, untilConnection, untilFleet } from '../support/shown.ts'
import { signIn } from '../support/sign-in.ts'
import { onlineDevices, openDevice, row, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

const PASSWORD = 'Watch-2026'

interface AtWork extends Desk {
  platform: Simulator
  /** ID of the device whose details are shown. */
  device: string
}

/** An operator in the middle of work: signed in, a device searched and looked at. */
async function atWork(): Promise<AtWork> {
  const platform = await openPlatform()
  const desk = await openDesk({ at: platform, account: { username: 'operator', password: PASSWORD } })
  await untilFleet(desk.page, 'live')
  const device = onlineDevices(platform, 1)[0]?.id ?? ''
  await showDetails(desk.page, device)
  return { ...desk, platform, device }
}

const codes = (platform: Simulator, operation: string) =>
  platform.control.seen({ operation }).requests.map(({ code }) => code)

/** One call with the token as it is now. Another of the client's may come first: then the form is there, and lets no hand reach the key. */
async function meetExpiry(page: Page): Promise<void> {
  await page.getByTestId('device-refresh').dispatchEvent('click')
}

async function changePassword(page: Page, old: string, wanted: string): Promise<void> {
  await page.getByTestId('change-old').fill(old)
  await page.getByTestId('change-new').fill(wanted)
  await page.getByTestId('change-repeat').fill(wanted)
  await page.getByTestId('change-submit').click()
}

describe('tokens that expired', () => {
  it('are renewed without the operator noticing', async () => {
    const { page, platform, complaints } = await atWork()
    const appeared = await noteAppearances(page, ['expired', 'sign-in-screen', 'sign-in-form', 'error', 'fleet-stale'])
    platform.control.forget({})
    expect(platform.control.expireTokens({}).ended).toBe(1)
    await askAgain(page)
    expect(codes(platform, 'auth.login')).toEqual([0])
    // Whichever call came first met the expired token; this one was answered in the end.
    expect(platform.seen().requests.map(({ code }) => code)).toContain(9)
    expect(codes(platform, 'device.info').at(-1)).toBe(0)
    expect(await appeared()).toEqual([])
    await untilConnection(page, 'ok')
    expect(complaints).toEqual([])
  })

  it('with a password that changed meanwhile: the area stays, the new password resumes it', async () => {
    const { page, platform, device } = await atWork()
    await openDevice(page, device)
    await untilState(page, 1, 'playing')
    const panel = await page.getByTestId('fleet-panel').elementHandle()
    const video = await page.locator('[data-testid=pane-1] video').elementHandle()
    const gone = await noteAppearances(page, ['sign-in-screen'])
    platform.control.setPassword({ account: 'operator', password: 'Patrol-2027' })
    platform.control.expireTokens({})
    await meetExpiry(page)
    await page.getByTestId('expired').waitFor()
    expect(await shownText(page, 'status-connection')).toBe('Session ended')
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
    expect(await page.getByTestId('sign-in-username').isDisabled()).toBe(true)
    // The pictures of the area under it go on; its keys are dead.
    const { frame } = await untilPicture(page, 1)
    await untilPicture(page, 1, (reading) => reading.frame !== frame)
    await page.keyboard.press('Control+9')
    expect(await page.evaluate(() => location.hash)).toBe('#/live')

    await page.getByTestId('sign-in-password').fill(PASSWORD)
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('expired').getByText('Wrong account or password. 3 tries left').waitFor()
    await page.getByTestId('sign-in-password').fill('Patrol-2027')
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('expired').waitFor({ state: 'detached' })

    await untilConnection(page, 'ok')
    expect(await page.evaluate(() => location.hash)).toBe('#/live')
    expect(await page.getByTestId('fleet-search').inputValue()).toBe(device)
    await askAgain(page)
    expect(await panel?.evaluate((element) => element.isConnected)).toBe(true)
    expect(await video?.evaluate((element) => element.isConnected)).toBe(true)
    await untilState(page, 1, 'playing')
    expect(platform.seen()).toMatchObject({ dialogsOpened: 1, dialogsClosed: 0, violations: [] })
    await untilFleet(page, 'live')
    expect(await gone()).toEqual([])
  })

  it('and an operator who would rather leave', async () => {
    const { page, platform } = await atWork()
    platform.control.setPassword({ account: 'operator', password: 'Patrol-2027' })
    platform.control.expireTokens({})
    await meetExpiry(page)
    await page.getByTestId('expired-sign-out').click()
    await page.getByTestId('sign-in-screen').waitFor()
    await signIn(page, 'viewer', 'View-2026')
    await page.getByTestId('status-user').getByText('访客 / Viewer').waitFor()
  })

  it('are renewed with the password the operator changed himself', async () => {
    const { page, platform } = await atWork()
    await page.getByTestId('status-user').click()
    await page.getByTestId('user-change-password').click()
    await changePassword(page, 'not the old one', 'Patrol-2027')
    await page.getByTestId('change-password').getByText('The old password is wrong.').waitFor()
    await changePassword(page, PASSWORD, 'Patrol-2027')
    await page.getByText('Password changed.').waitFor()
    await page.getByTestId('change-password').waitFor({ state: 'detached' })
    platform.control.forget({})
    platform.control.expireTokens({})
    await askAgain(page)
    expect(codes(platform, 'auth.login')).toEqual([0])
    expect(await page.getByTestId('expired').count()).toBe(0)
  })
})

describe('a resumption', () => {
  it('can be cancelled while the platform thinks, and tried again', async () => {
    const { page, platform } = await atWork()
    platform.control.setPassword({ account: 'operator', password: 'Patrol-2027' })
    platform.control.expireTokens({})
    await meetExpiry(page)
    await page.getByTestId('expired').waitFor()
    platform.control.delay({ operation: 'auth.login', ms: 60_000, times: 1 })
    await page.getByTestId('sign-in-password').fill('Patrol-2027')
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('sign-in-cancel').click()
    await until('a form that takes input again', () => page.getByTestId('sign-in-password').isEnabled())
    platform.control.clear({})
    await page.getByTestId('sign-in-password').fill('Patrol-2027')
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('expired').waitFor({ state: 'detached' })
    await askAgain(page)
  })
})

describe('a platform that goes away while somebody works', () => {
  it('is shown as away since then with the reason, the list as stale, and both come back by themselves', async () => {
    const { page, platform, device } = await atWork()
    const connected = sinceOf(await shownText(page, 'status-connection'))
    await platform.control.listen({ up: false })
    await untilConnection(page, 'alarm')
    await page.getByTestId('status-connection').getByText('refuses connections').waitFor()
    expect(await shownText(page, 'status-connection')).toMatch(/^Not reachable since \d\d:\d\d:\d\d/)
    expect(sinceOf(await shownText(page, 'status-connection'))).not.toBe('')
    await untilFleet(page, 'stale')
    expect(await shownText(page, 'status-fleet')).toMatch(/Devices stale since \d\d:\d\d:\d\d/)
    // What was known stays to be looked at.
    expect(await row(page, device).count()).toBe(1)
    await platform.control.listen({ up: true })
    await untilConnection(page, 'ok', 40_000)
    await untilFleet(page, 'live')
    expect(await shownText(page, 'status-connection')).toMatch(/^Connected since \d\d:\d\d:\d\d$/)
    expect(sinceOf(await shownText(page, 'status-connection')) >= connected).toBe(true)
    await askAgain(page)
  })
})

describe('signing out', () => {
  it('closes what was opened, tells the platform and keeps only the name', async () => {
    const { page, platform, device } = await atWork()
    await openDevice(page, device)
    await untilState(page, 1, 'playing')
    expect(platform.seen().dialogs).toMatchObject([{ device }])
    expect(new Set(platform.seen().websockets.map(({ account }) => account))).toEqual(new Set(['operator']))
    await page.getByTestId('sign-out').click()
    await page.getByTestId('sign-in-screen').waitFor()
    await until('no websockets', () => platform.seen().websockets.length === 0)
    expect(platform.seen()).toMatchObject({ dialogs: [], onlineAccounts: [], violations: [] })
    expect(codes(platform, 'auth.logout')).toEqual([0])
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
    expect(await page.getByTestId('sign-in-password').inputValue()).toBe('')
    // Nobody gets in by the address alone.
    await page.evaluate(() => (location.hash = '#/live'))
    await page.getByTestId('sign-in-screen').waitFor()
    expect(await page.getByTestId('shell').count()).toBe(0)
  })

  it('works from the menu of the account, and in every window', async () => {
    const { page, context, serve, platform } = await atWork()
    const second = await context.newPage()
    await second.goto(new URL(serve.url).origin)
    await second.getByTestId('shell').waitFor()
    await page.getByTestId('status-user').click()
    await page.getByTestId('user-sign-out').click()
    await page.getByTestId('sign-in-screen').waitFor()
    await second.getByTestId('sign-in-screen').waitFor()
    expect(codes(platform, 'auth.logout')).toEqual([0])
  })
})

/** The time in "… since hh:mm:ss". */
function sinceOf(text: string): string {
  return /since (\d\d:\d\d:\d\d)/.exec(text)?.[1] ?? ''
}
