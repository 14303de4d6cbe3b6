/** Units that are selected on the map are called together and talked to. */
import { afterAll, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { hold, keyIs, soundIs, untilVoice } from '../support/conferences.ts'
import { closeSharedBrowser } from '../support/desk.ts'
import { onlineDevices } from '../support/tree.ts'
import { talkingDesk } from '../support/voice.ts'

afterAll(closeSharedBrowser)

it('become a temporary conference that hears the dispatcher', async () => {
  const { page, platform, complaints } = await talkingDesk()
  const chosen = onlineDevices(platform, 3).map(({ id }) => id)
  await page.getByTestId('area-map').click()
  await page.locator('[data-testid=map-canvas][data-units="60"]').waitFor()
  for (const [at, id] of chosen.entries()) {
    await page.getByTestId('map-search').fill(id)
    const row = page.locator(`[data-testid=map-unit-row][data-id="${id}"]`)
    await row.click(at === 0 ? {} : { modifiers: ['Control'] })
  }
  await page.getByTestId('map-panel-selection').click()
  await page.locator('[data-testid=map-selection-count][data-count="3"]').waitFor()
  await page.getByTestId('map-selection-talk').click()
  await page.getByTestId('units-name').fill('Flood watch')
  await page.getByTestId('units-start').click()
  const card = page.getByTestId('conference-card').filter({ hasText: 'Flood watch' })
  await card.getByText('Temporary: goes').waitFor()
  const group = (await card.getAttribute('data-group')) ?? ''
  const called = Object.keys(platform.control.meeting({ group }) ?? {})
  expect(called.sort()).toEqual([...chosen, 'admin'].sort())
  await soundIs(page, group, 'open')
  await hold(page, group)
  await keyIs(page, group, 'granted')
  await untilVoice(platform, group)
  await page.mouse.up()
  await until('given back', () => platform.control.speakers({ group }).length === 0)
  expect(complaints).toEqual([])
})
