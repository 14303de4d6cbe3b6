import { afterAll, describe, it } from 'vitest'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { until } from '../support/until.ts'
import { alarmDesk, alarmRow, goToAlarms, raise } from './support/alarms.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

describe('a claim', () => {
  it('without a group to tell says so; with one the other desk sees who has it', async () => {
    const first = await alarmDesk()
    const second = await alarmDesk({
      platform: first.platform,
      account: { username: 'operator', password: 'Watch-2026' },
    })
    const { key } = raise(first.platform, AlarmType.manDown)
    await goToAlarms(first.page)
    await alarmRow(first.page, key).click()
    await first.page.getByTestId('alarm-claim-take').click()
    await first.page.getByTestId('alarm-claim-no-group').waitFor()
    for (const { page } of [first, second]) {
      await goToAlarms(page)
      await page.getByTestId('alarms-setup').click()
      await page.getByTestId('claim-group').click()
      await page.locator('.n-base-select-option').getByText('Command centre').click()
      await page.getByTestId('alarms-list').click()
      await alarmRow(page, key).click()
    }
    await first.page.getByTestId('alarm-claim-take').click()
    await second.page.getByTestId('alarm-claim').getByText('系统管理员 / Administrator has this').waitFor()
    await alarmRow(second.page, key).getByTestId('alarm-row-who').getByText('has this').waitFor()
    await first.page.getByTestId('alarm-unclaim').click()
    await second.page.getByTestId('alarm-claim-take').waitFor()
    await until('nobody has it', async () => !(await second.page.getByTestId('alarm-claim').innerText()).includes('/'))
    await second.page.getByTestId('area-chat').click()
    await second.page.getByTestId('conversation-row').filter({ hasText: 'Command centre' }).first().click()
    const lines = second.page.getByTestId('message-claim')
    await lines.filter({ hasText: '系统管理员 / Administrator took the alarm Man down of ' }).waitFor()
    await lines.filter({ hasText: '系统管理员 / Administrator gave back the alarm Man down of ' }).waitFor()
  })
})
