/** Steps with alarms: raised at the platform, looked for on the screen. */
import type { Locator, Page } from 'playwright-core'
import type { AlarmType } from '../../../shared/platform/alarm.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { openDesk, type Account, type Desk, type DeskOptions } from './desk.ts'
import { untilFleet } from './shown.ts'
import { onlineDevices } from './tree.ts'

export interface AlarmDesk extends Desk {
  readonly platform: Simulator
}

/** A desk signed in at `platform` (one of its own without), alarms live. */
export async function alarmDesk(
  options: { platform?: Simulator; account?: Account; desk?: DeskOptions } = {},
): Promise<AlarmDesk> {
  const platform = options.platform ?? (await openPlatform({ devices: 60 }))
  const { account } = options
  const desk = await openDesk({ ...options.desk, at: platform, prepare: noteTones, ...(account ? { account } : {}) })
  await untilFleet(desk.page, 'live')
  await untilAlarmsLive(desk.page)
  return { ...desk, platform }
}

/** Goes to the list and back: only there it is said whether alarms are live. What was there before the test was seen. */
async function untilAlarmsLive(page: Page): Promise<void> {
  const before = new URL(page.url()).hash
  await goToAlarms(page)
  await page.locator('[data-testid=alarms-area][data-phase=live]').waitFor({ timeout: 30_000 })
  const rows = page.getByTestId('alarm-row')
  await rows.first().waitFor()
  await until('nothing unseen', async () => {
    // The badge is told on its own: without it there may be some that are not counted yet.
    const unseen = await rows.and(page.locator('[data-seen=false]')).count()
    if (unseen === 0 && (await page.getByTestId('alarm-badge').count()) === 0) return true
    // Lines on screen are seen by and by: the button may be gone before it is pressed.
    await page
      .getByTestId('alarms-all-seen')
      .click({ timeout: 500 })
      .catch(() => undefined)
    return false
  })
  await page.evaluate((hash) => (window.location.hash = hash), before)
  await page.getByTestId('alarms-area').waitFor({ state: 'detached' })
}

/** Leaves the list for another area, and is out of it: what is raised on it would be seen at once. */
export async function leaveAlarms(page: Page): Promise<void> {
  await page.getByTestId('area-settings').click()
  await page.getByTestId('alarms-area').waitFor({ state: 'detached' })
}

export async function goToAlarms(page: Page): Promise<void> {
  await page.getByTestId('area-alarms').click()
  await page.getByTestId('alarms-area').waitFor()
}

/** One alarm of a device that is on-line; gives its key. */
export function raise(platform: Simulator, type: number, at = 0): { key: string; device: string; name: string } {
  const device = onlineDevices(platform, at + 1)[at]
  if (!device) throw new Error('no device is on-line')
  const { key } = platform.control.alarm({
    device: device.id,
    type: type as (typeof AlarmType)[keyof typeof AlarmType],
    description: `Raised by the test, ${type}`,
  })
  return { key, device: device.id, name: device.name }
}

export function alarmRow(page: Page, key: string): Locator {
  return page.locator(`[data-testid=alarm-row][data-key="${key}"]`)
}

/** Waits until the platform has it on record in this state. */
export async function untilRecorded(platform: Simulator, key: string, status: number) {
  return await until(`alarm ${key} in state ${status}`, () => {
    const record = platform.control.recordedAlarm({ key })
    return record.status === status && record
  })
}

export async function untilBadge(page: Page, count: number): Promise<void> {
  const badge = page.getByTestId('alarm-badge')
  await until(`a badge of ${count}`, async () => {
    if (count === 0) return (await badge.count()) === 0
    return (await badge.count()) === 1 && Number(await badge.getAttribute('data-count')) === count
  })
}

/** A tone that was begun: its pitch in hertz, and when, epoch ms. */
interface Tone {
  readonly hz: number
  readonly at: number
}

/** In a page: every tone it begins is written down. */
function noteTones(): void {
  const tones: Tone[] = []
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (this: OscillatorNode, ...when) {
    if (this.context.state === 'running') tones.push({ hz: this.frequency.value, at: Date.now() })
    start.apply(this, when)
  }
  Object.assign(window, { tonesOfTest: tones })
}

/** Another window on the client of a desk, in an area of it, with the tones it begins written down. */
export async function anotherWindow({ context, page }: Desk, area = 'alarms/list'): Promise<Page> {
  const other = await context.newPage()
  await other.goto(`${new URL(page.url()).origin}/#/${area}`)
  await other.getByTestId('shell').waitFor({ timeout: 30_000 })
  return other
}

/** The tones begun so far. */
export async function tones(page: Page): Promise<Tone[]> {
  return await page.evaluate(() => [...((window as unknown as { tonesOfTest?: Tone[] }).tonesOfTest ?? [])])
}

/** The pitches begun so far. */
export async function tonesHeard(page: Page): Promise<number[]> {
  return (await tones(page)).map(({ hz }) => hz)
}
