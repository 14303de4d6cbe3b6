import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { ownSubscriptions } from '../support/own-subscriptions.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk } from './support/desk.ts'
import { answerText, atExplorer, choose, field, fill, openExplorer, send } from './support/explorer.ts'
import { shownText, untilFleet } from './support/shown.ts'
import { signIn } from './support/sign-in.ts'
import { onlineDevices } from './support/tree.ts'

afterAll(closeSharedBrowser)

/** A class that has a battery. */
const BODY_CAMERA = 101

/** The text that begins so. It is written some moments after the click; until then another test's is there. */
async function clipboard(page: Page, beginning: string): Promise<string> {
  return await until('the clipboard', async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText())
    return text.startsWith(beginning) ? text : undefined
  })
}

describe('the explorer', () => {
  it('finds an operation by keys alone, fills its form, sends it and shows the answer', async () => {
    const { page, platform, complaints } = await atExplorer()
    const device = onlineDevices(platform, 5).find(({ classId }) => classId === BODY_CAMERA)
    if (!device) throw new Error('no device')
    expect(await shownText(page, 'explorer-tab-operations')).toBe('Operations 273')
    await page.getByTestId('explorer-search').fill('get batteryPower')
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-testid="operation-head"][data-operation="device.battery"]').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(device.id)
    await page.keyboard.press('Enter')
    await page.locator('[data-testid="answer-status"][data-code="0"]').waitFor()
    expect(await answerText(page)).toMatch(/batteryPower: \d+/)
    expect(await shownText(page, 'request-shown')).toContain(`GET /bvcsp/v1/pu/power/battery/${device.id}`)
    expect(await shownText(page, 'answer-duration')).toMatch(/^\d+ ms$/)
    expect(await page.getByTestId('badge-reads').count()).toBe(1)
    expect(platform.control.seen({ operation: 'device.battery' }).requests).toHaveLength(1)
    expect(complaints).toEqual([])
  })

  it('turns the pages of a list', async () => {
    const { page } = await atExplorer()
    await choose(page, 'device.list')
    expect(await send(page)).toBe('0')
    expect(await shownText(page, 'page-info')).toBe('Page 1 of 2 · 40 rows')
    const first = await answerText(page)
    await page.getByTestId('page-next').click()
    await page.getByText('Page 2 of 2').waitFor()
    expect(await answerText(page)).not.toBe(first)
    expect(await field(page, '/body/page').locator('input').inputValue()).toBe('1')
    expect(await page.getByTestId('page-next').isDisabled()).toBe(true)
  })

  it('marks what does not fit at its field, and sends nothing', async () => {
    const { page, platform } = await atExplorer()
    platform.control.forget({})
    await choose(page, 'role.list')
    await fill(page, '/body/page', '-1')
    await fill(page, '/body/pageSize', 'many')
    await page.getByTestId('explorer-send').click()
    await field(page, '/body/page').getByText('At least 0.').waitFor()
    await field(page, '/body/pageSize').getByText('Must be a whole number.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
    expect(platform.control.seen({ operation: 'role.list' }).requests).toEqual([])
    await fill(page, '/body/page', '0')
    await fill(page, '/body/pageSize', '5')
    expect(await send(page)).toBe('0')
  })

  it('says refusals in words, with the code and the words of the platform', async () => {
    const { page } = await atExplorer()
    await choose(page, 'device.info')
    await fill(page, '/params/puid', 'PU_NOBODY')
    expect(await send(page)).toBe('2')
    expect(await shownText(page, 'error-sentence')).toBe('The platform does not know this (not found).')
    expect(await shownText(page, 'error-detail')).toMatch(/^Code 2/)
    expect(await shownText(page, 'answer-duration')).toMatch(/ ms$/)
  })

  it('asks before what cannot be undone, and names it', async () => {
    const { page, context, platform } = await atExplorer()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await choose(page, 'role.create')
    await fill(page, '/body/name', 'Short-lived')
    expect(await send(page)).toBe('0')
    await page.getByTestId('answer-copy').click()
    const { id } = JSON.parse(await clipboard(page, '{')) as { id: string }
    await choose(page, 'role.remove')
    expect(await page.getByTestId('badge-destructive').count()).toBe(1)
    await fill(page, '/params/roleid', id)
    await page.getByTestId('explorer-send').click()
    await page.getByTestId('destructive-question').waitFor()
    expect(await shownText(page, 'question-request')).toBe(`DELETE /bvcsp/v1/role/${id}`)
    await page.getByTestId('question-cancel').click()
    await page.getByTestId('destructive-question').waitFor({ state: 'detached' })
    expect(platform.control.seen({ operation: 'role.remove' }).requests).toEqual([])
    await page.getByTestId('explorer-send').click()
    await page.getByTestId('question-send').click()
    await page.locator('[data-testid="answer-status"][data-code="0"]').waitFor()
    expect(platform.control.seen({ operation: 'role.remove' }).requests).toHaveLength(1)
    await choose(page, 'role.info')
    await fill(page, '/params/roleid', id)
    expect(await send(page)).toBe('2')
  })

  it('can be cancelled while it waits', async () => {
    const { page, platform } = await atExplorer()
    platform.control.delay({ operation: 'role.list', ms: 60_000 })
    await choose(page, 'role.list')
    await page.getByTestId('explorer-send').click()
    await page.getByTestId('explorer-cancel').click()
    await page.locator('[data-testid="answer-status"][data-code="cancelled"]').waitFor()
    expect(await shownText(page, 'error-sentence')).toBe('Cancelled.')
    platform.control.clear({})
    expect(await send(page)).toBe('0')
  })

  it('says why some cannot be sent from here', async () => {
    const { page } = await atExplorer()
    await choose(page, 'auth.logout')
    expect(await shownText(page, 'why-not')).toContain('the session of Watchpost depends on it')
    expect(await page.getByTestId('explorer-send').isDisabled()).toBe(true)
  })
})

describe('a subscription', () => {
  it('is opened, told what is wanted, shows what comes, and is closed', async () => {
    const { page, platform, complaints } = await atExplorer()
    const own = await ownSubscriptions(platform)
    await page.getByTestId('explorer-search').fill('gpsdata')
    await page.getByTestId('operation-gpsdata').click()
    const opened = page.locator('[data-testid="subscription-pane"][data-subscription="gpsdata"]')
    await opened.waitFor()
    expect(await page.getByTestId('subscription-send').isDisabled()).toBe(true)
    await page.getByTestId('subscription-turn').click()
    await page.locator('[data-testid="subscription-pane"][data-phase="live"]').waitFor()
    expect(platform.seen().websockets).toHaveLength(own + 1)
    await field(page, '/all').locator('input[value=yes]').click()
    await page.getByTestId('subscription-send').click()
    await page.getByTestId('subscription-sent').waitFor()
    platform.control.positions({ perSecond: 20 })
    await page.getByTestId('frame').first().click()
    expect(await answerText(page)).toMatch(/devId: "PU_/)
    platform.control.positions({ perSecond: 0 })
    await page.getByTestId('subscription-turn').click()
    await page.locator('[data-testid="subscription-pane"][data-phase="closed"]').waitFor()
    await until('closed at the platform', () => platform.seen().websockets.length === own)
    expect(await page.getByTestId('frame').count()).toBeGreaterThan(0)
    expect(platform.seen().violations).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('what leaves the explorer', () => {
  it('is a command line without the token and without passwords', async () => {
    const { page, context, platform } = await atExplorer()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await choose(page, 'user.setPassword')
    await fill(page, '/params/userid', 'operator')
    await fill(page, '/body/new_password_encrypted', 'SHA256:feed')
    await page.getByTestId('explorer-curl').click()
    const curl = await clipboard(page, 'curl')
    expect(curl.split(' \\\n  ')).toEqual([
      `curl -X POST '${platform.url}/bvcsp/v1/user/password/operator'`,
      '-H "Authorization: $TOKEN"',
      "-H 'Content-Type: application/json;charset=UTF-8'",
      `--data '{"new_password_encrypted":"***"}'`,
    ])
  })

  it('comes back after a restart as recent calls, without secrets', async () => {
    const { page, serve, profile } = await atExplorer()
    await choose(page, 'user.setPassword')
    await fill(page, '/params/userid', 'viewer')
    await fill(page, '/body/password_encrypted', 'SHA256:beef0001')
    await fill(page, '/body/new_password_encrypted', 'SHA256:beef0002')
    expect(await send(page)).not.toBe('0')
    await choose(page, 'role.list')
    expect(await send(page)).toBe('0')
    await untilKept(profile, 'role.list')
    await serve.end()
    for (const file of globSync('**/*', { cwd: profile, withFileTypes: true }).filter((entry) => entry.isFile()))
      expect(readFileSync(path.join(file.parentPath, file.name), 'latin1'), file.name).not.toContain('beef000')

    const again = await openDesk({ profile })
    await again.page.getByTestId('sign-in-form').waitFor()
    await signIn(again.page)
    await openExplorer(again.page)
    await again.page.getByTestId('explorer-tab-recent').click()
    const calls = again.page.getByTestId('recent-call')
    await until('two calls', async () => (await calls.count()) === 2)
    expect(await calls.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-operation')))).toEqual([
      'role.list',
      'user.setPassword',
    ])
    await calls.last().click()
    expect(await field(again.page, '/params/userid').locator('input').inputValue()).toBe('viewer')
    expect(await field(again.page, '/body/password_encrypted').locator('input').inputValue()).toBe('')
    await again.page.getByTestId('explorer-send').click()
    await field(again.page, '/body/password_encrypted').getByText('Needed.').waitFor()
  })
})

/** Until the core wrote the calls down. */
async function untilKept(profile: string, operation: string): Promise<void> {
  await until('the calls on the disk', () =>
    globSync('**/settings.json', { cwd: profile }).some((file) =>
      readFileSync(path.join(profile, file), 'utf8').includes(operation),
    ),
  )
}

describe('who may explore', () => {
  it('is told to those who may not', async () => {
    const platform = await openPlatform()
    const { page } = await openDesk({ at: platform, account: { username: 'operator', password: 'Watch-2026' } })
    await untilFleet(page, 'live')
    await page.getByTestId('area-administration').click()
    expect(await shownText(page, 'explorer-refused')).toContain('superAdmin')
    expect(await page.getByTestId('platform-explorer').count()).toBe(0)
  })
})

describe('in Chinese', () => {
  it('everything but the wire is', async () => {
    const { page } = await atExplorer({ language: 'zh-CN' })
    await choose(page, 'device.info')
    expect(await shownText(page, 'badge-reads')).toBe('只读')
    await page.getByTestId('explorer-send').click()
    await field(page, '/params/puid').getByText('必填。').waitFor()
    await fill(page, '/params/puid', 'PU_NOBODY')
    expect(await send(page)).toBe('2')
    expect(await shownText(page, 'error-sentence')).toBe('平台上不存在该对象。')
    await choose(page, 'role.remove')
    await fill(page, '/params/roleid', '1')
    await page.getByTestId('explorer-send').click()
    expect(await shownText(page, 'destructive-question')).toContain('不可撤销')
    await page.getByTestId('question-cancel').click()
    await choose(page, 'device.list')
    expect(await send(page)).toBe('0')
    expect(await shownText(page, 'page-info')).toBe('第 1 / 2 页 · 共 40 行')
    await page.getByTestId('explorer-mode-text').click()
    await page.getByTestId('explorer-text').fill('{ "body": ')
    await page.getByText('第 1 行第 11 列：此处应为一个值。').waitFor()
  })
})
