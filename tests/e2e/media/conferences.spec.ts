import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { TALK_SECONDS, TALK_SECONDS_SETTING } from '../../../shared/contract/conferences.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { until } from '../../support/until.ts'
import {
  atConferences,
  cardOf,
  CENTRE,
  enter,
  heard,
  hold,
  keyIs,
  lastVoice,
  soundIs,
  untilVoice,
  wordOf,
} from '../support/conferences.ts'
import { hostInHand } from '../support/own-client.ts'
import { secondWindow } from '../support/second-window.ts'

const VEHICLES = /Patrol vehicles/
/** From what ends a press to the last voice: a requirement. */
const MOST_AFTER_MS = 100

const levelOf = async (page: Page, group: string) =>
  Number(await cardOf(page, group).getByTestId('conference-level').getAttribute('data-level'))

/** What takes the floor away, and the word for it at the button; each ends what is said. */
type Cause = readonly [name: string, state: string | undefined, cut: () => unknown]

it('is heard only while the floor is held, whatever takes it away', async () => {
  const { parts, power } = hostInHand()
  const { page, platform, context } = await atConferences({ host: parts })
  const group = await enter(page, CENTRE)
  expect(await wordOf(page, group)).toBe('Hold to talk')
  expect(heard(platform, group).packets).toBe(0)
  const client = await secondWindow({ page, context })

  // Space is the key of those that are chosen, but not of a field.
  await cardOf(page, group).getByTestId('conference-target').check()
  await page.getByTestId('conference-find').fill('')
  await page.keyboard.press('Space')
  await page.getByTestId('conference-find').fill('')
  await cardOf(page, group).getByRole('heading').click()
  const chrome = await context.newCDPSession(page)

  const causes: readonly Cause[] = [
    ['key-up', undefined, () => page.keyboard.up('Space')],
    ['blur', undefined, () => page.evaluate(() => void window.dispatchEvent(new Event('blur')))],
    ['lock', 'ended', () => power.emit('lock')],
    ['sleep', 'ended', () => power.emit('suspend')],
    ['lost', 'ended', () => platform.control.closeWebsockets({ account: 'admin', subscription: 'conference' })],
    ['limit', 'ended', () => undefined],
    ['conference over', undefined, () => platform.control.endMeeting({ group })],
    ['crash', undefined, () => void chrome.send('Page.crash').catch(() => undefined)],
  ]
  for (const [name, state, cut] of causes) {
    const value = name === 'limit' ? TALK_SECONDS.least : TALK_SECONDS.usual
    await client.settings.write({ scope: 'account', key: TALK_SECONDS_SETTING, value })
    await until('live', async () => (await client.conferences.state({})).phase === 'live')
    const pressedAt = Date.now()
    await page.keyboard.down('Space')
    await keyIs(page, group, 'granted')
    expect(platform.control.speakers({ group })).toEqual(['admin'])
    await untilVoice(platform, group, pressedAt)
    const [floor] = await client.conferences.floors({})
    const cutAt = name === 'limit' ? (floor?.until ?? 0) : Date.now()
    await cut()
    expect((await lastVoice(platform, group)) - cutAt, name).toBeLessThan(MOST_AFTER_MS)
    await until('given back', () => platform.control.speakers({ group }).length === 0)
    if (name === 'crash') break
    if (state) await keyIs(page, group, state)
    await page.keyboard.up('Space')
    power.emit('resume')
    power.emit('unlock')
    if (name !== 'conference over') continue
    // The page has heard of it: what is open from then on is the way of the new one.
    await cardOf(page, group).locator('[data-testid=conference-way][data-phase=open]').waitFor({ state: 'detached' })
    // Begun anew it has this desk again.
    await client.conferences.begin({ groupId: group })
    await soundIs(page, group, 'open')
  }
  const asked = platform.control.seen({ operation: 'conference.speak' }).requests.length
  expect(asked, 'Space in a field asks for nothing').toBe(causes.length)
  await until('its dialogs are gone with its page', () => platform.seen().dialogs.length === 0)
})

it('says in words why the floor cannot be had, and by whom it is taken', async () => {
  const { page, platform, complaints } = await atConferences()
  const group = await enter(page, CENTRE)
  platform.control.attend({ group, member: 'viewer' })
  platform.control.speech({ group, member: 'viewer', speaking: true })
  await keyIs(page, group, 'busy')
  await hold(page, group)
  await keyIs(page, group, 'taken')
  expect(await wordOf(page, group)).toMatch(/^Taken by .*Viewer$/)
  await page.mouse.up()
  platform.control.speech({ group, member: 'viewer', speaking: false })
  await keyIs(page, group, 'idle')
  await cardOf(page, group).getByText('Last: ').waitFor()
  platform.control.refuse({ operation: 'conference.speak', code: 16, times: 1 })
  await hold(page, group)
  await keyIs(page, group, 'denied')
  expect(await wordOf(page, group)).toBe('Denied')
  await page.mouse.up()
  expect(heard(platform, group).packets).toBe(0)

  // What the owner may: appoint, end a speech, take out; and end it for all.
  await cardOf(page, group).getByTestId('show-members').click()
  const viewer = cardOf(page, group).locator('[data-member=viewer]')
  await viewer.getByTestId('member-defaults').click()
  await isDefaultOnceAllowed(page, platform, group)
  await viewer.locator('[data-testid=member-defaults][aria-pressed=true]').waitFor()
  await viewer.getByTestId('member-appoint').click()
  await viewer.getByTestId('member-end-speech').click()
  await viewer.getByTestId('member-kick').click()
  await viewer.getByTestId('member-invite').waitFor()
  await cardOf(page, group).getByTestId('conference-menu').click()
  await page.getByTestId('conference-end').click()
  await page.getByTestId('chat-question-confirm').click()
  await cardOf(page, group).waitFor({ state: 'detached' })
  expect(platform.control.meeting({ group })).toBeNull()
  expect(complaints).toEqual([])
})

/** In the dialog of his default conferences: refused in words, then done. */
async function isDefaultOnceAllowed(page: Page, platform: Simulator, group: string): Promise<void> {
  const choice = page.locator(`[data-testid=defaults-list] [data-group="${group}"]`).getByTestId('defaults-choice')
  platform.control.refuse({ operation: 'conference.addDefaults', code: PlatformCode.noPermission, times: 1 })
  await choice.click()
  await page.getByTestId('defaults-failures').getByText('permission').first().waitFor()
  expect(await choice.getAttribute('aria-checked')).toBe('false')
  await choice.click()
  await choice.and(page.locator('[aria-checked=true]')).waitFor()
  expect(await page.getByTestId('defaults-failures').count()).toBe(0)
  await page.getByTestId('defaults-close').click()
}

it('brings the voice of a unit, and by the websocket as well as by WebRTC', async () => {
  const { page, platform } = await atConferences()
  const group = await enter(page, VEHICLES)
  const members = Object.keys(platform.control.meeting({ group }) ?? {})
  const client = await secondWindow({ context: page.context(), page })
  const unit = (await client.conferences.members({ groupId: group })).find(({ kind }) => kind === 'PU')?.id ?? ''
  expect(members).not.toContain(unit)
  const speak = (speaking: boolean) => platform.control.speech({ group, member: unit, speaking })
  platform.control.attend({ group, member: unit })
  for (const way of ['WebRTC', 'Websocket']) {
    expect(await cardOf(page, group).getByTestId('conference-way').innerText()).toBe(way)
    expect(await levelOf(page, group)).toBeLessThan(0.1)
    speak(true)
    await until('the unit is heard', async () => (await levelOf(page, group)) > 0.5)
    speak(false)
    await until('silence', async () => (await levelOf(page, group)) < 0.1)
    await hold(page, group)
    await keyIs(page, group, 'granted')
    await untilVoice(platform, group)
    await page.mouse.up()
    await lastVoice(platform, group)
    if (way === 'Websocket') break
    await page.getByTestId('area-settings').click()
    await page.getByTestId('talk-way-socket').click()
    await page.getByTestId('area-conferences').click()
    await cardOf(page, group).getByTestId('conference-way').getByText('Websocket').waitFor()
  }
})

it('asks before it joins where the platform calls, and keeps a key of its own for each', async () => {
  const { page, platform, context } = await atConferences()
  const client = await secondWindow({ page, context })
  const groupId =
    (await page.getByTestId('conference-row').filter({ hasText: CENTRE }).getAttribute('data-group')) ?? ''
  await client.conferences.begin({ groupId })
  const invited = platform.control.commandDesk({ account: 'admin', command: 'conf_join', data: { id: groupId } })
  await page.getByTestId('invitation-accept').click()
  expect((await invited).code).toBe(0)
  await soundIs(page, groupId, 'open')
  await cardOf(page, groupId).getByTestId('own-key').click()
  await page.keyboard.press('F8')
  await cardOf(page, groupId).getByTestId('own-key').getByText('F8').waitFor()
  await page.keyboard.down('F8')
  await until('granted', () => platform.control.speakers({ group: groupId }).length === 1)
  // The button of the conference goes with its area; what the key began goes on.
  await page.getByTestId('area-chat').click()
  await page.getByTestId('conference-card').waitFor({ state: 'detached' })
  expect(platform.control.speakers({ group: groupId })).toEqual(['admin'])
  await page.locator('[data-testid=talk-bar][data-state=granted]').waitFor()
  await page.keyboard.up('F8')
  await until('given back', () => platform.control.speakers({ group: groupId }).length === 0)

  // Units that are selected in the tree become a temporary conference, which says when it goes.
  await page.getByTestId('area-live').click()
  await page.getByTestId('fleet-search').fill('1')
  const units = page.locator('[data-testid=fleet-row][data-kind=device]')
  await units.first().click()
  await units.nth(1).click({ modifiers: ['Control'] })
  await units.nth(1).click({ button: 'right' })
  await page.getByTestId('fleet-menu-confer-selected').click()
  await page.getByTestId('units-name').fill('Flood watch')
  await page.getByTestId('units-start').click()
  const flood = page.getByTestId('conference-card').filter({ hasText: 'Flood watch' })
  await flood.getByText('Temporary: goes').waitFor()
  const called = platform.control.meeting({ group: (await flood.getAttribute('data-group')) ?? '' })
  expect(Object.keys(called ?? {})).toHaveLength(3)
})
