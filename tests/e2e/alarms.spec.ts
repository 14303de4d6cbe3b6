import { afterAll, describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { until } from '../support/until.ts'
import {
  alarmDesk,
  alarmRow,
  goToAlarms,
  leaveAlarms,
  raise,
  tonesHeard,
  untilBadge,
  untilRecorded,
} from './support/alarms.ts'
import { closeSharedBrowser } from './support/desk.ts'
import { interfaceTexts, latinIn } from './support/interface-texts.ts'
import { shownText, untilConnection } from './support/shown.ts'

afterAll(closeSharedBrowser)

/** What the platform gave: names, descriptions, and the operator's own. */
const GIVEN = [
  '[data-testid=status-site], [data-testid=status-user] span, [data-testid=fleet-row], [data-testid=fleet-details]',
  '[data-testid=alarm-row] .device, [data-testid=alarm-row] .quiet, [data-testid=alarm-toast] .who',
  '[data-testid=alarm-facts] .name, [data-testid=alarm-facts] .quiet, [data-testid=alarm-card-text]',
  '[data-testid=alarm-talk], [data-testid=alarm-step], [data-testid=pane-0] .header, [data-testid=pane-0] .picture',
  '[data-testid=sos-scene] .who, [data-testid=sos-strip]',
].join()
const VIEWER = { username: 'viewer', password: 'View-2026' }

describe('an alarm', () => {
  it('is heard, counted and shown wherever the operator is, until he has seen it', async () => {
    const { page, platform, complaints } = await alarmDesk()
    await leaveAlarms(page)
    const { key, name } = raise(platform, AlarmType.alarmInput)
    const toast = page.locator(`[data-testid=alarm-toast][data-key="${key}"]`)
    await toast.getByText('Alarm input').waitFor()
    await toast.getByText(name).waitFor()
    await untilBadge(page, 1)
    await until('the sound of a high alarm', async () => (await tonesHeard(page)).includes(784))
    await toast.getByTestId('alarm-toast-open').click()
    const card = page.getByTestId('alarm-card')
    await card.getByTestId('alarm-card-type').getByText('Alarm input').waitFor()
    expect(await shownText(page, 'alarm-card-device')).toBe(name)
    expect(await shownText(page, 'alarm-card-state')).toBe('Active')
    expect(await card.getByTestId('alarm-card-online').getAttribute('data-online')).toBe('true')
    expect(await shownText(page, 'alarm-place')).toMatch(/^-?\d+\.\d{6}, -?\d+\.\d{6}$/)
    expect(await alarmRow(page, key).getAttribute('data-level')).toBe('high')
    expect(await shownText(page, 'alarm-sound')).toBe('Sound on')
    await untilBadge(page, 0)
    await until('a line that was seen', async () => (await alarmRow(page, key).getAttribute('data-seen')) === 'true')
    expect(await toast.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('is released with a note by keyboard, and the platform’s word of it is shown', async () => {
    const { page, platform } = await alarmDesk()
    const { key } = raise(platform, AlarmType.videoCovered)
    await goToAlarms(page)
    await alarmRow(page, key).click()
    await page.getByTestId('alarm-list').press('n')
    await page.keyboard.type('Patrol sent')
    await page.keyboard.press('Escape')
    expect(await page.getByTestId('alarm-note').inputValue()).toBe('Patrol sent')
    await page.getByTestId('alarm-release').click()
    const record = await untilRecorded(platform, key, AlarmState.released)
    expect(record).toMatchObject({ process_desc: 'Patrol sent', operator_id: 'admin' })
    await page.getByTestId('alarm-card-state').getByText('Released').waitFor()
    await page.getByTestId('alarm-step').getByText('Patrol sent').waitFor()
    expect(await page.getByTestId('alarm-note').inputValue()).toBe('')
    await until('a list without it', async () => (await alarmRow(page, key).count()) === 0)
    await page.getByTestId('alarm-reopen').click()
    await untilRecorded(platform, key, AlarmState.active)
    await alarmRow(page, key).waitFor()
  })

  it('has its note in the same moment as the key for it: nothing typed falls to the keys of the list', async () => {
    const { page, platform } = await alarmDesk()
    const { key } = raise(platform, AlarmType.videoCovered)
    await goToAlarms(page)
    await alarmRow(page, key).click({ modifiers: ['Control'] })
    expect(await page.getByTestId('alarm-card').count()).toBe(0)
    const focused = await page.getByTestId('alarm-list').evaluate(async (list) => {
      list.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', bubbles: true, cancelable: true }))
      // Nothing but what is due by now: no answer of the core can come in between.
      for (let turn = 0; turn < 100; turn++) await Promise.resolve()
      return document.activeElement?.getAttribute('data-testid')
    })
    expect(focused).toBe('alarm-note')
  })

  it('that one desk deals with changes at the other', async () => {
    const first = await alarmDesk()
    const second = await alarmDesk({
      platform: first.platform,
      account: { username: 'operator', password: 'Watch-2026' },
    })
    const { key } = raise(first.platform, AlarmType.manDown)
    await goToAlarms(second.page)
    await alarmRow(second.page, key).click()
    await goToAlarms(first.page)
    await alarmRow(first.page, key).click()
    await first.page.getByTestId('alarm-note').fill('Called back')
    await first.page.getByTestId('alarm-ignore').click()
    await second.page.getByTestId('alarm-card-state').getByText('Ignored').waitFor()
    await second.page.getByTestId('alarm-step').getByText('Called back').waitFor()
    await until('a list without it', async () => (await alarmRow(second.page, key).count()) === 0)
  })

  it('that may not be handled stays as it is and says why', async () => {
    const { page, platform } = await alarmDesk({ account: VIEWER })
    const { key } = raise(platform, AlarmType.alarmInput)
    await goToAlarms(page)
    await alarmRow(page, key).click()
    await page.getByTestId('alarm-note').fill('Kept')
    await page.getByTestId('alarm-release').click()
    await page.getByTestId('alarm-handle').getByText('Your account has no permission for this.').waitFor()
    await page.getByTestId('alarm-refused').getByText('Alarm input').waitFor()
    expect(await shownText(page, 'alarm-card-state')).toBe('Active')
    expect(await page.getByTestId('alarm-note').inputValue()).toBe('Kept')
    expect(platform.control.recordedAlarm({ key }).status).toBe(AlarmState.active)
  })

  it('opens its live picture by one key', async () => {
    const { page, platform } = await alarmDesk()
    const { key, device } = raise(platform, AlarmType.alarmInput)
    await goToAlarms(page)
    await alarmRow(page, key).click()
    await page.getByTestId('alarm-list').press('l')
    await page.locator(`[data-testid=pane-1][data-puid="${device}"]`).waitFor()
  })
})

describe('many alarms', () => {
  it('are handled in one act with one note', async () => {
    const { page, platform } = await alarmDesk()
    await goToAlarms(page)
    const raised = Array.from({ length: 12 }, (_, at) => raise(platform, AlarmType.helmetOff, at))
    for (const { key } of raised) await alarmRow(page, key).waitFor()
    await page.getByTestId('alarm-filter-text').fill('by the test')
    await until('only those', async () => (await page.getByTestId('alarm-list').getAttribute('data-rows')) === '12')
    await page.getByTestId('alarm-list').press('Control+a')
    expect(await shownText(page, 'alarm-selection-count')).toBe('12 alarms chosen')
    await page.getByTestId('alarm-selection-note').fill('Drill')
    await page.getByTestId('alarms-release').click()
    for (const { key } of raised) {
      expect((await untilRecorded(platform, key, AlarmState.released)).process_desc).toBe('Drill')
    }
    for (const { key } of raised) await until('gone', async () => (await alarmRow(page, key).count()) === 0)
  })

  it('of one device and type are one line in bundles, and one act', async () => {
    const { page, platform } = await alarmDesk()
    await goToAlarms(page)
    await page.getByTestId('alarm-mode-bundles').click()
    const raised = Array.from({ length: 15 }, () => raise(platform, AlarmType.stationary))
    const line = page.locator('[data-testid=alarm-row][data-count="15"]')
    await line.waitFor()
    expect(await line.getByTestId('alarm-row-folded').innerText()).toBe('15 in 1 min')
    await page.locator('[data-testid=flood-meter][data-state=flood]').waitFor({ timeout: 20_000 })
    await line.click()
    await page.getByTestId('alarm-list').press('r')
    for (const { key } of raised) await untilRecorded(platform, key, AlarmState.released)
    await until('a list without the bundle', async () => (await line.count()) === 0)
  })

  it('do not move the list while somebody reads, and wait at the top', async () => {
    const { page, platform } = await alarmDesk({ desk: { size: { width: 1280, height: 500 } } })
    await goToAlarms(page)
    for (let at = 0; at < 40; at++) raise(platform, AlarmType.stationary, at % 10)
    await until('40 lines', async () => Number(await page.getByTestId('alarm-list').getAttribute('data-rows')) >= 40)
    await page.getByTestId('alarm-list').evaluate((list) => (list.scrollTop = 300))
    const top = page.locator('[data-testid=alarm-row][data-at="12"]')
    const before = await top.getAttribute('data-key')
    const late = [1, 2, 3].map(() => raise(platform, AlarmType.stationary))
    await page.getByTestId('alarms-fresh').getByText('3 new').waitFor()
    expect(await top.getAttribute('data-key')).toBe(before)
    await page.getByTestId('alarms-fresh').click()
    for (const { key } of late) await alarmRow(page, key).waitFor()
  })
})

describe('the history', () => {
  it('is there and can be searched with the platform gone', async () => {
    const { page, platform } = await alarmDesk()
    const { key } = raise(platform, AlarmType.highAltitude)
    await goToAlarms(page)
    await alarmRow(page, key).waitFor()
    await platform.close()
    await untilConnection(page, 'alarm', 60_000)
    await page.locator('[data-testid=alarms-notice][data-phase=stale]').getByText('Alarms as of').waitFor()
    await page.getByTestId('alarm-filter-state').click()
    await page.getByText('Active', { exact: true }).last().click()
    await page.keyboard.press('Escape')
    await page.getByTestId('alarm-filter-text').fill('by the test, 4121')
    await until('the one that was searched for', async () => {
      return (
        Number(
          await page
            .getByTestId('alarm-list')
            .getAttribute('data-rows')
            .catch(() => '0'),
        ) === 1
      )
    })
    await alarmRow(page, key).click()
    await page.getByTestId('alarm-card-type').getByText('Too high up').waitFor()
    await page.getByTestId('alarm-filter-text').fill('nothing has this text')
    await page.getByTestId('alarms-empty').getByText('No alarm passes the filter.').waitFor()
  })
})

describe('the level of a type', () => {
  it('is the site’s to set, and is applied at once', async () => {
    const { page, platform } = await alarmDesk()
    const { key } = raise(platform, AlarmType.diskFull)
    await goToAlarms(page)
    await page.locator(`[data-testid=alarm-row][data-key="${key}"][data-level=low]`).waitFor()
    await page.getByTestId('alarms-setup').click()
    await page.getByTestId(`level-${AlarmType.diskFull}-critical`).click()
    await page.locator(`[data-testid=level-row][data-type="${AlarmType.diskFull}"][data-level=critical]`).waitFor()
    await page.getByTestId('alarms-list').click()
    await page.locator(`[data-testid=alarm-row][data-key="${key}"][data-level=critical]`).waitFor()
  })
})

describe('the report', () => {
  it('counts by type and handler, as table and bars', async () => {
    const { page, platform } = await alarmDesk()
    await goToAlarms(page)
    // A second type, whatever of the platform's past falls into the report's day: just after midnight nothing does.
    raise(platform, AlarmType.alarmInput)
    const raised = [0, 1, 2].map((at) => raise(platform, AlarmType.dismantled, at))
    await alarmRow(page, raised[0]!.key).click()
    await page.getByTestId('alarm-release').click()
    await untilRecorded(platform, raised[0]!.key, AlarmState.released)
    await page.getByTestId('alarms-report').click()
    const row = page.locator(`[data-testid=report-row][data-key="${AlarmType.dismantled}"]`)
    await until('the row', async () =>
      (await row.innerText()).replaceAll(/\s+/g, ' ').startsWith('Dismantled 3 2 1 0 0'),
    )
    const bars = page.getByTestId('report-bar')
    expect(await bars.count()).toBeGreaterThan(1)
    await page.getByTestId('report-by-handler').click()
    await page.locator('[data-testid=report-row][data-key="admin"]').waitFor()
  })
})

describe('in Chinese', () => {
  it('no English is left in the list, its card, bundles, the report, the settings and the SOS scene', async () => {
    const { page, platform } = await alarmDesk({ desk: { language: 'zh-CN' } })
    const texts = () => interfaceTexts(page, GIVEN)
    const { key } = raise(platform, AlarmType.inverted)
    await page.getByTestId('alarm-toast').getByText('设备倒置').waitFor()
    expect(latinIn(await texts())).toEqual([])
    await goToAlarms(page)
    await alarmRow(page, key).click()
    await page.getByTestId('alarm-take-note').waitFor()
    expect(latinIn(await texts())).toEqual([])
    await page.getByTestId('alarm-mode-bundles').click()
    await page.getByTestId('alarm-row').first().waitFor()
    expect(latinIn(await texts())).toEqual([])
    await page.getByTestId('alarms-report').click()
    await page.getByTestId('report-table').waitFor()
    expect(latinIn(await texts())).toEqual([])
    await page.getByTestId('alarms-setup').click()
    await page.getByTestId('level-table').waitFor()
    expect(latinIn(await texts())).toEqual([])
    raise(platform, AlarmType.sos)
    await page.getByTestId('sos-scene').waitFor()
    // The scene is named after the device, in its own language.
    const named = await page.getByTestId('sos-scene').getAttribute('aria-label')
    expect(latinIn(await texts())).toEqual([named])
    expect((await texts()).length).toBeGreaterThan(60)
  })
})
