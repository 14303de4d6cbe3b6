/** A platform that answers nonsense: the page stays usable meanwhile, and is right again after it. */
import { errors, type Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { operations } from '../../../shared/platform/index.ts'
import { createRandom } from '../../simulator/random.ts'
import { makeCycle, spoiltText } from '../../support/mutate.ts'
import { openPlatform } from '../../support/platform.ts'
import { openRelay, type Relay } from '../../support/relay.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { showDetails } from '../support/details.ts'
import { watchMainThread } from '../support/main-thread.ts'
import { shownText, untilFleet } from '../support/shown.ts'
import { find, onlineDevices } from '../support/tree.ts'

afterAll(closeSharedBrowser)

const DEVICES = 300
const SPOILT_MS = 4_000
const LONGEST_TASK_MS = 1_000
/** The session is not what is tested here. */
const AUTHENTICATION = '/bvcsp/v1/auth/'
const { device } = operations
const random = createRandom(11)

async function atTheDesk() {
  const platform = await openPlatform({ devices: DEVICES })
  const relay = await openRelay(platform.url)
  const desk = await openDesk({ at: relay })
  await untilFleet(desk.page, 'live')
  return { ...desk, platform, relay }
}

type Row = Record<string, unknown>

/** What a tree can hardly take. The answer of `path` with other rows. */
const LISTS: readonly { what: string; path: string; change: (rows: Row[]) => Row[] }[] = [
  {
    what: 'groups in a circle',
    path: device.listGroups.path,
    change: (rows) => (makeCycle(rows, random) ? rows : []),
  },
  {
    what: 'groups below groups without end',
    path: device.listGroups.path,
    change: (rows) =>
      Array.from({ length: 3_000 }, (_, at) => ({
        ...rows[0],
        id: `deep-${at}`,
        pid: at === 0 ? '' : `deep-${at - 1}`,
      })),
  },
  {
    what: 'names as long as books',
    path: device.list.path,
    change: (rows) => rows.map((row) => ({ ...row, name: '长'.repeat(20_000) })),
  },
]

function withRows(body: string, change: (rows: Row[]) => Row[]): string {
  const answer = JSON.parse(body) as { data: Row[]; pageInfo: object }
  const data = change(answer.data)
  return JSON.stringify({ ...answer, data, pageInfo: { ...answer.pageInfo, totalCount: data.length } })
}

/** By the menu of a group. It goes with its row, which may be another one at any time. */
async function refresh(page: Page): Promise<void> {
  await until('a list asked for again', async () => {
    try {
      const row = page.locator('[data-testid=fleet-row][data-kind=group]').first()
      await row.click({ button: 'right', timeout: 1_000 })
      await page.getByTestId('fleet-menu-refresh').click({ timeout: 1_000 })
      return true
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false
      throw error
    }
  })
}

/** Answers and frames spoilt at random, while the operator goes on asking. */
async function useSpoilt(page: Page, relay: Relay, ids: readonly string[]): Promise<void> {
  const spoilt = (text: string): string => (text === '' ? text : spoiltText(JSON.parse(text), random))
  relay.putAll((body, path) => (path.startsWith(AUTHENTICATION) ? body : spoilt(body)))
  relay.putFrames((text) => [text, ...Array.from({ length: 20 }, () => spoilt(text))])
  const end = performance.now() + SPOILT_MS
  for (let turn = 0; performance.now() < end; turn++) {
    await (await find(page, ids[turn % ids.length] ?? '')).click()
    await page
      .getByTestId('device-refresh')
      .click({ timeout: 200 })
      .catch(() => undefined)
    if (turn % 4 === 0) await refresh(page)
  }
  relay.putAll()
  relay.putFrames()
}

it('does not freeze the page, and is believed again as soon as it is right', async () => {
  const { page, platform, relay, complaints } = await atTheDesk()
  const devices = onlineDevices(platform, 6)
  const longestTaskMs = await watchMainThread(page)
  for (const { what, path, change } of LISTS) {
    const served = Promise.withResolvers<void>()
    relay.put(path, (body) => (served.resolve(), withRows(body, change)))
    await refresh(page)
    await served.promise
    // The next click is worked off after what the list brought.
    await page.getByTestId('fleet-row').first().click()
    relay.put(path)
    expect(await longestTaskMs(), what).toBeLessThan(LONGEST_TASK_MS)
  }
  platform.control.churn({ eventsPerSecond: 20 })
  await useSpoilt(
    page,
    relay,
    devices.map(({ id }) => id),
  )
  platform.control.churn({ eventsPerSecond: 0 })
  platform.control.closeWebsockets({})
  await untilFleet(page, 'live')
  await until('every device', async () => (await shownText(page, 'fleet-count')).includes(String(DEVICES)))
  for (const { id, name } of devices) {
    const found = await find(page, id)
    await until(`${name} by its name`, async () => (await found.textContent())?.includes(name.split(' / ')[0] ?? name))
  }
  await showDetails(page, devices[0]?.id ?? '')
  expect(await longestTaskMs()).toBeLessThan(LONGEST_TASK_MS)
  expect(complaints).toEqual([])
})
