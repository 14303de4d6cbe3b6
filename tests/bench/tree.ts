/** A large fleet: how soon it is there, how soon a key finds something, what five hundred flips at once cost. */
import type { Page } from 'playwright-core'
import { openBrowser } from '../e2e/support/browser.ts'
import { bareSearchPage } from './page/bare-search.ts'
import { until } from '../support/until.ts'
import { installTreeProbe, type TreePlaces } from './page/tree-probe.ts'
import type { Reporter } from './report.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import { serveBarePage } from './support/bare-page.ts'
import { openPage, startClient } from './support/client.ts'
import { taskMilliseconds } from './support/main-thread.ts'
import { signInBare } from './support/platform-session.ts'
import { startSimulatorProcess, type SimulatedDevice, type SimulatorProcess } from './support/simulator-process.ts'
import { queriesFor, typeQuery } from './support/typing.ts'

const SIZES = [10_000, 50_000] as const
const LOADS = 3
const FLIPPED = 500
const FLIP_ROUNDS = 10

const probe = (places: TreePlaces): string => `(${String(installTreeProbe)})(${JSON.stringify(places)})`
const CLIENT_PROBE = probe({
  search: '[data-testid="fleet-search"]',
  list: '[data-testid="fleet-panel"]',
  apart: '.n-input',
  count: '[data-testid="fleet-count"]',
  result: '[data-testid="fleet-hits"]',
})
const BARE_PROBE = probe({ search: '#search', list: '#list', apart: '#search', count: '#result', result: '#result' })

interface Loaded {
  readonly page: Page
  readonly leave: () => Promise<void>
  readonly firstRowMs: number
  readonly allRowsMs: number
}

/** Signs in with a new profile, so that nothing is known before. */
async function load(context: BenchContext, simulator: SimulatorProcess, total: number): Promise<Loaded> {
  const owned = context.owned.use(new AsyncDisposableStack())
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const { page } = await startClient({ ...context, owned }, simulator, browser, { probes: [CLIENT_PROBE] })
  await page.evaluate(() => window.treeProbe.longTasks())
  const filled = page.evaluate((count) => window.treeProbe.filled(count), total)
  await page.getByTestId('demo-enter').click()
  return { page, leave: () => owned.disposeAsync(), ...(await filled) }
}

async function readBare(simulator: SimulatorProcess): Promise<number> {
  const platform = await signInBare(simulator)
  const startedAt = performance.now()
  await platform.readFleet()
  return performance.now() - startedAt
}

/** Loads several times beside reading the same lists bare. @returns the last page */
async function measureLoading(context: BenchContext, simulator: SimulatorProcess, total: number): Promise<Page> {
  const loads: Loaded[] = []
  const bare: number[] = []
  const longTasks: number[][] = []
  for (let round = 0; round < LOADS; round++) {
    await loads.at(-1)?.leave()
    bare.push(await readBare(simulator))
    const loaded = await load(context, simulator, total)
    longTasks.push(await loaded.page.evaluate(() => window.treeProbe.longTasks()))
    loads.push(loaded)
  }
  const { report } = context
  report.samples(
    `${total} sign-in to first row`,
    'ms',
    loads.map(({ firstRowMs }) => firstRowMs),
  )
  report.samples(
    `${total} sign-in to all rows`,
    'ms',
    loads.map(({ allRowsMs }) => allRowsMs),
    bare,
  )
  reportLongTasks(report, `${total} loading`, longTasks)
  const last = loads.at(-1)
  if (!last) throw new Error('nothing was loaded')
  return last.page
}

function reportLongTasks(report: Reporter, name: string, rounds: readonly (readonly number[])[]): void {
  report.samples(
    `${name}: tasks over 50 ms`,
    'tasks',
    rounds.map((tasks) => tasks.length),
  )
  report.value(`${name}: longest task`, 'ms', Math.max(0, ...rounds.flat()))
}

async function measureTyping(
  { owned, report }: BenchContext,
  page: Page,
  devices: readonly SimulatedDevice[],
  total: number,
): Promise<void> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  const server = await serveBarePage(bareSearchPage(devices.map(({ name, id }) => `${name} ${id}`)))
  owned.defer(server.close)
  const bare = await openPage(owned, browser, { probes: [BARE_PROBE] })
  await bare.goto(server.url)
  const target = devices.at(-1)
  if (!target) throw new Error('the fleet is empty')
  const [field, bareField] = [page.getByTestId('fleet-search'), bare.locator('#search')]
  // Straight after loading: what idle time had no chance to index is indexed by this one key.
  const [first] = (await typeQuery(field, '城')).ms
  report.value(`${total} first keystroke`, 'ms', first ?? Number.NaN)
  await page.evaluate(() => window.treeProbe.longTasks())
  const [ours, base]: [number[], number[]] = [[], []]
  for (const query of queriesFor(target)) {
    const typed = await typeQuery(field, query)
    if (typed.hits === '0') throw new Error(`"${query}" finds nothing`)
    ours.push(...typed.ms)
    report.remark(`${total}: "${query}" finds ${typed.hits}, slowest key: ${typed.slowest}`)
    base.push(...(await typeQuery(bareField, query)).ms)
  }
  report.samples(`${total} keystroke to result`, 'ms', ours, base)
  reportLongTasks(report, `${total} typing`, [await page.evaluate(() => window.treeProbe.longTasks())])
  await bare.close()
}

/** With groups open on screen, so that rows change and not only sums. */
async function measureFlips(
  { report }: BenchContext,
  page: Page,
  simulator: SimulatorProcess,
  devices: readonly SimulatedDevice[],
): Promise<void> {
  const total = devices.length
  let online = devices.filter((device) => device.online).length
  const ids = devices.filter((device) => device.online && !device.terminal).map(({ id }) => id)
  const chosen = ids.slice(0, FLIPPED)
  await openFirstGroups(page)
  const tookMs: number[] = []
  const busyMs: number[] = []
  const longTasks: number[][] = []
  for (let round = 0; round < FLIP_ROUNDS; round++) {
    const goingOnline = round % 2 === 1
    online += goingOnline ? chosen.length : -chosen.length
    const shown = page.evaluate((count) => window.treeProbe.onlineShown(count), online)
    const busy = await taskMilliseconds(page)
    const sentAt = Date.now()
    simulator.flip({ ids: chosen, online: goingOnline })
    tookMs.push((await shown) - sentAt)
    busyMs.push(await busy())
    longTasks.push(await page.evaluate(() => window.treeProbe.longTasks()))
  }
  report.samples(`${total} flips of ${FLIPPED} to painted`, 'ms', tookMs)
  report.samples(`${total} flips of ${FLIPPED}: work of the page`, 'ms', busyMs)
  reportLongTasks(report, `${total} flips of ${FLIPPED}`, longTasks)
}

/** Goes down the first branch until its devices are on screen. */
async function openFirstGroups(page: Page): Promise<void> {
  await page.getByTestId('fleet-tree').focus()
  await page.keyboard.press('Home')
  const device = page.locator('[data-testid="fleet-row"][data-kind="device"]').first()
  await until('devices on screen', async () => {
    await page.keyboard.press('ArrowRight')
    return await device.isVisible()
  })
}

export const tree: Bench = async (context) => {
  for (const total of SIZES) {
    await using owned = new AsyncDisposableStack()
    const part = { ...context, owned }
    const simulator = await startSimulatorProcess(owned, total)
    const { devices } = await simulator.control.fleet({})
    const page = await measureLoading(part, simulator, total)
    await measureTyping(part, page, devices, total)
    await measureFlips(part, page, simulator, devices)
  }
}
