import { afterAll, describe, expect, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { until } from '../support/until.ts'
import { alarmDesk, goToAlarms, leaveAlarms, raise, tonesHeard, untilBadge } from './support/alarms.ts'
import { openBrowser } from './support/browser.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

describe('the sound of alarms', () => {
  it('that the browser holds back is said, and comes with the first click', async () => {
    const browser = await openBrowser(['--autoplay-policy=document-user-activation-required'])
    const { context, serve, platform } = await alarmDesk({ desk: { browser } })
    // A window of its own, in which nobody has clicked yet.
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    await page.addInitScript(sayStates)
    await page.goto(`${new URL(serve.url).origin}/#/alarms/list`)
    await until('a live list', () => said.includes('alarms-area live'))
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
