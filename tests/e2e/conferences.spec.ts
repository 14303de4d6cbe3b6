import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import type { Simulator } from '../simulator/simulator.ts'
import { PlatformCode } from '../../shared/platform/codes.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser } from './support/desk.ts'
import { secondWindow } from './support/second-window.ts'
import { noteNext, talkingDesk, VOICE_HZ } from './support/voice.ts'

afterAll(closeSharedBrowser)

const CENTRE = /Command centre/
const VEHICLES = /Patrol vehicles/
/** From the end of a press to the last packet: a requirement. */
const MOST_AFTER_MS = 100

/** A dispatcher with a microphone that hums, at his conferences. */
async function atConferences() {
  const desk = await talkingDesk()
  await desk.page.getByTestId('area-conferences').click()
  await desk.page.getByTestId('conference-row').first().waitFor()
  return desk
}

/** Begins and joins one; gives its group once its sound is there. */
async function enter(page: Page, name: RegExp): Promise<string> {
  const row = page.getByTestId('conference-row').filter({ hasText: name })
  await row.getByTestId('row-join').click()
  const group = (await row.getAttribute('data-group')) ?? ''
  await soundIs(page, group, 'open')
  return group
}

const cardOf = (page: Page, group: string) => page.locator(`[data-testid=conference-card][data-group="${group}"]`)
const buttonOf = (page: Page, group: string) => cardOf(page, group).getByTestId('talk-button')
const soundIs = (page: Page, group: string, phase: string) =>
  cardOf(page, group).locator(`[data-testid=conference-way][data-phase=${phase}]`).waitFor()
const keyIs = (page: Page, group: string, state: string) =>
  cardOf(page, group).locator(`[data-testid=talk-button][data-state=${state}]`).waitFor()
const wordOf = (page: Page, group: string) => cardOf(page, group).getByTestId('talk-word').innerText()
const levelOf = async (page: Page, group: string) =>
  Number(await cardOf(page, group).getByTestId('conference-level').getAttribute('data-level'))

async function hold(page: Page, group: string): Promise<void> {
  await buttonOf(page, group).hover()
  await page.mouse.down()
}

/** What the platform hears in the dialog of a conference. */
function heard(platform: Simulator, group: string) {
  const dialog = platform.seen().dialogs.find(({ device }) => device === group)
  if (!dialog) throw new Error(`no dialog of ${group}`)
  return platform.control.heard({ dialog: dialog.id })
}

const untilVoice = (platform: Simulator, group: string) =>
  until('voice', () => heard(platform, group).frequencyHz === VOICE_HZ && heard(platform, group).level > 0.05)

/** When the key next looks so, epoch ms of the page's clock, which is this machine's. */
async function noteKey(page: Page, group: string, state: string): Promise<() => Promise<number>> {
  const handle = await buttonOf(page, group).evaluateHandle((button, wanted) => {
    const noted = { at: 0 }
    const watch = new MutationObserver(() => {
      if (noted.at === 0 && button.getAttribute('data-state') === wanted) noted.at = Date.now()
    })
    watch.observe(button, { attributes: true, attributeFilter: ['data-state'] })
    return noted
  }, state)
  return async () => await until(`${state} noted`, async () => (await handle.evaluate(({ at }) => at)) || undefined)
}

/** When the last packet came, epoch ms: for a while none has followed. */
function silence(platform: Simulator, group: string): Promise<number> {
  return until('silence', () => {
    const { packetAt = 0 } = heard(platform, group)
    return Date.now() - packetAt > 400 && packetAt
  })
}

it('is heard only while the floor is held, whatever takes it away', async () => {
  const { page, platform } = await atConferences()
  const group = await enter(page, CENTRE)
  expect(await wordOf(page, group)).toBe('Hold to talk')
  expect(heard(platform, group).packets).toBe(0)

  await hold(page, group)
  await keyIs(page, group, 'granted')
  expect(platform.control.speakers({ group })).toEqual(['admin'])
  await untilVoice(platform, group)
  await page.getByTestId('talk-bar').getByText('Talk').waitFor()
  const letGo = await noteNext(page, 'pointerup')
  await page.mouse.up()
  expect((await silence(platform, group)) - (await letGo())).toBeLessThan(MOST_AFTER_MS)
  await until('given back', () => platform.control.speakers({ group }).length === 0)

  // Space is the key of those that are chosen, but not of a field.
  await cardOf(page, group).getByTestId('conference-target').check()
  await page.getByTestId('conference-find').fill('')
  const before = heard(platform, group).packets
  await page.keyboard.press('Space')
  await page.getByTestId('conference-find').fill('')
  await cardOf(page, group).getByRole('heading').click()
  await page.keyboard.down('Space')
  await keyIs(page, group, 'granted')
  await until('voice', () => heard(platform, group).packets > before + 5)
  const blurred = await page.evaluate(() => {
    window.dispatchEvent(new Event('blur'))
    return Date.now()
  })
  expect((await silence(platform, group)) - blurred).toBeLessThan(MOST_AFTER_MS)
  await page.keyboard.up('Space')
  const asked = platform.control.seen({ operation: 'conference.speak' }).requests.length
  expect(asked, 'Space in a field asks for nothing').toBe(2)

  await hold(page, group)
  await keyIs(page, group, 'granted')
  const lost = await noteKey(page, group, 'ended')
  platform.control.closeWebsockets({ account: 'admin', subscription: 'conference' })
  await keyIs(page, group, 'ended')
  expect((await silence(platform, group)) - (await lost())).toBeLessThan(MOST_AFTER_MS)
  await page.mouse.up()
  await until('given back', () => platform.control.speakers({ group }).length === 0)

  await keyIs(page, group, 'idle')
  await hold(page, group)
  await keyIs(page, group, 'granted')
  platform.control.leaveMeeting({ group, member: 'admin' })
  await until('its dialog is gone', () => platform.seen().dialogs.every(({ device }) => device !== group))
  await page.getByText('Somebody took you out').waitFor()
  await page.mouse.up()
  expect(await cardOf(page, group).count()).toBe(0)
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
    await silence(platform, group)
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
})
