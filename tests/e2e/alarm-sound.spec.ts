import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { until } from '../support/until.ts'
import {
  alarmDesk,
  anotherWindow,
  goToAlarms,
  leaveAlarms,
  raise,
  tones,
  tonesHeard,
  untilBadge,
} from './support/alarms.ts'
import { openBrowser } from './support/browser.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

describe('the sound of alarms', () => {
  it('that the browser holds back is said, and comes with the first click', async () => {
    const browser = await openBrowser(['--autoplay-policy=document-user-activation-required'])
    const { context, page: first, serve, platform } = await alarmDesk({ desk: { browser } })
    // A window of its own, in which nobody has clicked yet.
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    await page.addInitScript(sayStates)
    await page.goto(`${new URL(serve.url).origin}/#/alarms/list`)
    await until('a live list', () => said.includes('alarms-area live'))
    // As long as the other is there, the sound is where somebody clicked.
    await first.close()
    raise(platform, AlarmType.manDown)
    await until('sound that is held back', () => said.includes('alarm-sound blocked'))
    const sound = page.getByTestId('alarm-sound')
    await sound.click()
    await until('sound', async () => (await sound.getAttribute('data-state')) === 'on')
  })

  it('can be muted for some minutes, and comes back by hand', async () => {
    const { page, platform } = await alarmDesk()
    await goToAlarms(page)
    const sound = page.getByTestId('alarm-sound')
    await sound.click()
    await page.getByTestId('alarm-mute-5').click()
    await until('muted', async () => /^Muted until \d\d:\d\d:\d\d$/.test((await sound.innerText()).trim()))
    await leaveAlarms(page)
    const { key } = raise(platform, AlarmType.manDown)
    await page.locator(`[data-testid=alarm-toast][data-key="${key}"]`).waitFor()
    await goToAlarms(page)
    expect(await tonesHeard(page)).toEqual([])
    await sound.click()
    await page.getByTestId('alarm-unmute').click()
    await until('on', async () => (await sound.getAttribute('data-state')) === 'on')
    await leaveAlarms(page)
    raise(platform, AlarmType.manDown, 1)
    await until('the sound of a critical alarm', async () => (await tonesHeard(page)).includes(1175))
  })
})

describe('with several windows', () => {
  it('one sounds; when it is closed another goes on at the same pace, also one that was opened later', async () => {
    const desk = await alarmDesk()
    const { page: first, platform } = desk
    const second = await anotherWindow(desk)
    await second.locator('[data-testid=alarm-sound][data-state=elsewhere]').waitFor()
    await Promise.all([leaveAlarms(first), leaveAlarms(second)])
    raise(platform, AlarmType.manDown)
    await until('a sound and its repetition', async () => (await critical(first)).length >= 2)
    expect(await tonesHeard(second)).toEqual([])
    const last = (await critical(first)).at(-1)
    await first.close()
    const next = await until('the next in the second window', async () => (await critical(second))[0])
    expect(next - last!).toBeGreaterThan(4_900)

    const third = await anotherWindow(desk, 'settings')
    const before = await until('another one', async () => (await critical(second))[1])
    await second.close()
    const after = await until('the next in the third window', async () => (await critical(third))[0])
    expect(after - before).toBeGreaterThan(4_900)
  })

  it('a mute holds in all of them', async () => {
    const desk = await alarmDesk()
    await goToAlarms(desk.page)
    const second = await anotherWindow(desk)
    await second.getByTestId('alarm-sound').click()
    await second.getByTestId('alarm-mute-5').click()
    await desk.page.locator('[data-testid=alarm-sound][data-state=muted]').waitFor()
  })
})

describe('quiet', () => {
  it('do not disturb leaves out sounds and notices of all but SOS', async () => {
    const { page, platform } = await alarmDesk()
    await goToAlarms(page)
    await page.getByTestId('alarm-dnd').click()
    await page.locator('[data-testid=alarm-sound][data-state=dnd]').waitFor()
    await leaveAlarms(page)
    raise(platform, AlarmType.alarmInput)
    await untilBadge(page, 1)
    const sos = raise(platform, AlarmType.sos, 1)
    await page.locator(`[data-testid=sos-scene][data-key="${sos.key}"]`).waitFor()
    await until('the sound of an SOS', async () => (await tonesHeard(page)).includes(740))
    expect(await page.getByTestId('alarm-toast').count()).toBe(0)
    expect(await tonesHeard(page)).not.toContain(784)
  })
})

/** When a critical alarm began to sound in this window, epoch ms. Its last three tones are its own. */
async function critical(page: Page): Promise<number[]> {
  return (await tones(page))
    .filter(({ hz }) => hz === 1175)
    .filter((_, index) => index % 3 === 0)
    .map(({ at }) => at)
}

/** Runs in the page, which tells its states itself: whatever is asked of it from outside counts as a hand of the operator. */
function sayStates(): void {
  const watched = { 'alarms-area': 'data-phase', 'alarm-sound': 'data-state' }
  const said = new Set<string>()
  new MutationObserver(() => {
    for (const [id, attribute] of Object.entries(watched)) {
      const state = document.querySelector(`[data-testid=${id}]`)?.getAttribute(attribute)
      const words = `${id} ${state}`
      if (!state || said.has(words)) continue
      said.add(words)
      window.console.info(words)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true })
}
