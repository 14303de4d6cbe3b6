/**
 * Through every area on a platform whose answers are as its documentation prints them (`ID` for `id`, numbers as text). What
 * each operation answers is looked at by the contract tests; here, that the page says the same of it.
 */
import { afterAll, expect, it } from 'vitest'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { AudienceType } from '../../../shared/platform/message-content.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { alarmDesk, alarmRow, goToAlarms, raise, untilBadge } from '../support/alarms.ts'
import { conversation, OFFICER, openConversation, send, untilChat, untilSaid } from '../support/chat.ts'
import { closeSharedBrowser } from '../support/desk.ts'
import { choose, openExplorer, send as sendOperation } from '../support/explorer.ts'
import { untilPicture } from '../support/picture.ts'
import { shownText } from '../support/shown.ts'
import { find, onlineDevices, openDevice, row, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

it('a platform that answers as documented is shown as any other is', async () => {
  const platform = await openPlatform({ devices: 60, asDocumented: true })
  const { page, complaints } = await alarmDesk({ platform })
  const [device, other] = onlineDevices(platform, 2)

  await page.getByTestId('area-live').click()
  expect(await shownText(page, 'fleet-count')).toContain('60')
  await openDevice(page, device!.id)
  await untilState(page, 1, 'playing')
  await untilPicture(page, 1, (reading) => reading.device === device!.number)
  await find(page, other!.id)
  platform.control.setOnline({ device: other!.id, online: false })
  await row(page, other!.id).and(page.locator('[data-online=false]')).waitFor()

  const { key } = raise(platform, AlarmType.alarmInput)
  await untilBadge(page, 1)
  await goToAlarms(page)
  await alarmRow(page, key).getByText('Alarm input').waitFor()

  await page.getByTestId('area-chat').click()
  await untilChat(page, 'live')
  platform.control.say({ speaker: OFFICER, audience: 'admin', audienceType: AudienceType.user, text: 'At the gate' })
  await conversation(page, OFFICER).and(page.locator('[data-unread="1"]')).waitFor()
  await openConversation(page, OFFICER)
  await untilSaid(page, 'At the gate')
  await send(page, 'Go in')
  await until('the platform to have it', () =>
    platform.control.messages({}).some(({ audience }) => audience === OFFICER),
  )
  await untilSaid(page, 'Go in')

  await openExplorer(page)
  await choose(page, 'device.list')
  expect(await sendOperation(page)).toBe('0')
  expect(await shownText(page, 'page-info')).toBe('Page 1 of 3 · 60 rows')
  await page.getByTestId('page-next').click()
  await page.getByText('Page 2 of 3').waitFor()
  expect(complaints).toEqual([])
})
