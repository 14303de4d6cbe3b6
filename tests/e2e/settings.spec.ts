import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../support/platform.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { interfaceTexts, latinIn } from './support/interface-texts.ts'
import { shownText, untilFleet } from './support/shown.ts'
import { addSite, fillSignIn, signIn } from './support/sign-in.ts'

afterAll(closeSharedBrowser)

const language = (page: Page) => page.evaluate(() => document.documentElement.lang)
const choose = (page: Page, what: string) => page.getByTestId(what).first().click()
const pressed = (page: Page, what: string) => page.getByTestId(what).first().getAttribute('aria-pressed')

async function atWork(options: Parameters<typeof openDesk>[0] = {}) {
  const platform = await openPlatform()
  const desk = await openDesk({ ...options, at: platform, account: { username: 'operator', password: 'Watch-2026' } })
  await untilFleet(desk.page, 'live')
  return { ...desk, platform }
}

describe('the language', () => {
  it('is the system’s at first, and both are spoken at the sign-in screen', async () => {
    const english = await openDesk()
    await english.page.getByText('Add your platform').waitFor()
    expect(await language(english.page)).toBe('en')
    expect(await pressed(english.page, 'language-en')).toBe('true')

    const platform = await openPlatform()
    const { page } = await openDesk({ language: 'zh-CN' })
    await page.getByText('添加您的平台').waitFor()
    expect(await language(page)).toBe('zh-CN')
    await addSite(page, platform.url)
    await fillSignIn(page, 'operator', 'wrong')
    await page.getByTestId('error-sentence').getByText('账号或密码错误。还可尝试 4 次，之后账号将被锁定。').waitFor()
    expect(await shownText(page, 'sign-in-submit')).toBe('登录')
    // What is on the screen already changes too, and what was typed stays.
    await choose(page, 'language-en')
    await page.getByTestId('error-sentence').getByText('Wrong account or password. 4 tries left').waitFor()
    expect(await shownText(page, 'sign-in-submit')).toBe('Sign in')
    expect(await language(page)).toBe('en')
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('operator')
  })

  it('changes the whole shell at once and survives a restart', async () => {
    const { page, serve, profile } = await atWork()
    await page.getByTestId('fleet-search').fill('1')
    const english = await shellTexts(page)
    expect(english).toMatchObject({ live: 'Live', settings: 'Settings', fleet: 'Devices live', title: 'Sign out' })
    const panel = await page.getByTestId('fleet-panel').elementHandle()
    await choose(page, 'language-zh-CN')
    await page.getByTestId('status-fleet').getByText('设备状态实时').waitFor()
    const chinese = { live: '实时', settings: '设置', fleet: '设备状态实时', title: '退出登录' }
    expect(await shellTexts(page)).toEqual(chinese)
    expect(await shownText(page, 'status-connection')).toMatch(/^自 \d\d:\d\d:\d\d 起已连接$/)
    expect(await language(page)).toBe('zh-CN')
    // Without a restart: what was open is the same.
    expect(await panel?.evaluate((element) => element.isConnected)).toBe(true)
    expect(await page.getByTestId('fleet-search').inputValue()).toBe('1')
    await serve.end()

    const again = await openDesk({ profile })
    await again.page.getByTestId('sign-in-form').waitFor()
    expect(await language(again.page)).toBe('zh-CN')
    await signIn(again.page, 'operator', 'Watch-2026')
    await untilFleet(again.page, 'live')
    expect(await shellTexts(again.page)).toEqual(chinese)
  })

  it('in Chinese leaves no English in the shell', async () => {
    const { page } = await atWork({ language: 'zh-CN' })
    await page.locator('[data-testid="fleet-row"]').first().click()
    await page.getByTestId('status-usage').waitFor()
    expect((await interfaceTexts(page, GIVEN)).length).toBeGreaterThan(40)
    expect(latinIn(await interfaceTexts(page, GIVEN))).toEqual([])
    await page.getByTestId('area-settings').click()
    await page.getByTestId('settings').waitFor()
    expect(latinIn(await interfaceTexts(page, GIVEN))).toEqual([])
    await page.getByTestId('settings-change-password').click()
    await page.getByTestId('change-password').waitFor()
    expect(latinIn(await interfaceTexts(page, GIVEN))).toEqual([])
    await page.getByTestId('change-cancel').click()
    await page.getByTestId('status-user').click()
    await page.getByTestId('user-sign-out').waitFor()
    expect(latinIn(await interfaceTexts(page, GIVEN))).toEqual([])
    // The test itself: English is found when it is there.
    await choose(page, 'language-en')
    await page.getByTestId('settings').getByText('Appearance').waitFor()
    expect(latinIn(await interfaceTexts(page, GIVEN)).length).toBeGreaterThan(20)
  })
})

describe('the theme', () => {
  it('changes every surface at once, in every window, and survives a restart', async () => {
    const { page, context, serve, profile, complaints } = await atWork()
    const second = await context.newPage()
    await second.goto(new URL(serve.url).origin)
    await second.getByTestId('shell').waitFor()
    expect(await brightness(page)).toBeLessThan(0.3)
    await page.getByTestId('area-settings').click()
    await choose(page, 'theme-light')
    await page.locator('html[data-theme=light]').waitFor()
    expect(await brightness(page)).toBeGreaterThan(0.7)
    await second.locator('html[data-theme=light]').waitFor()
    expect(await brightness(second)).toBeGreaterThan(0.7)
    await choose(second, 'language-zh-CN')
    await page.locator('html[lang=zh-CN]').waitFor()
    expect(await page.getByTestId('settings').locator('h1').innerText()).toBe('设置')
    expect(complaints).toEqual([])
    await serve.end()

    const again = await openDesk({ profile })
    await again.page.getByTestId('sign-in-form').waitFor()
    expect(await again.page.locator('html').getAttribute('data-theme')).toBe('light')
    expect(await brightness(again.page)).toBeGreaterThan(0.7)
  })
})

describe('the settings page', () => {
  it('tells the version, the host and how passwords are kept', async () => {
    const { page } = await atWork()
    await page.keyboard.press('Control+9')
    await page.getByTestId('settings').waitFor()
    expect(await shownText(page, 'about-version')).toMatch(/^\d+\.\d+\.\d+/)
    expect(await shownText(page, 'about')).toContain('The browser, served from this computer (Node.js)')
    expect(await shownText(page, 'about-secrets')).toContain('only your account on this computer can read')
    await page.getByText('No password is kept on this computer for this platform.').waitFor()
    await page.reload()
    await page.getByTestId('settings').waitFor()
  })
})

async function shellTexts(page: Page) {
  return {
    live: await shownText(page, 'area-live'),
    settings: await shownText(page, 'area-settings'),
    fleet: await shownText(page, 'status-fleet'),
    title: await page.getByTestId('sign-out').getAttribute('title'),
  }
}

const GIVEN =
  '[data-testid=fleet-row] .name, [data-testid=fleet-details], [data-testid=status-site], [data-testid=status-user] span'

/** Of the ground of the page, 0 black to 1 white. */
function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const solid = [...document.querySelectorAll('main, body')]
      .map((element) => getComputedStyle(element).backgroundColor)
      .find((color) => /^rgb\(/.test(color))
    const parts = (solid?.match(/\d+/g) ?? []).map(Number)
    return parts.reduce((sum, part) => sum + part, 0) / 3 / 255
  })
}
