/** Eight conferences that are listened to: what that costs the client, and a bare page with as many peers. */
import type { Browser, Page } from 'playwright-core'
import { operations } from '../../../shared/platform/index.ts'
import { until } from '../../support/until.ts'
import { installBareListener } from '../page/bare-listener.ts'
import { serveBarePage } from './bare-page.ts'
import type { BenchContext } from './bench.ts'
import { openPage } from './client.ts'
import { browserProcesses, cpuSeconds } from './cpu.ts'
import { signInBare, type PlatformSession } from './platform-session.ts'
import { watchable, type SimulatorProcess } from './simulator-process.ts'

const COUNT = 8
const SETTLE_MS = 2_000
const WINDOW_MS = 10_000
/** How many of them somebody speaks in. */
const TALKING = [0, 1, COUNT] as const

export interface Watch {
  readonly group: string
  readonly unit: string
}

/** Conferences with one device each, begun by the account. */
export async function beginWatches(platform: PlatformSession, simulator: SimulatorProcess): Promise<Watch[]> {
  const watches: Watch[] = []
  for (const { id: unit } of await watchable(simulator, COUNT)) {
    const { data } = await platform.post(operations.imGroup.create.path, { name: `Watch ${unit}` })
    const { ID, id = ID } = data as { ID?: string; id?: string }
    if (id === undefined) throw new Error('a group without ID')
    await platform.post(operations.imGroup.addMembers.path.replace(':groupid', id), {
      members: [{ memberID: unit, memberType: 'PU' }],
    })
    await platform.post(operations.conference.create.path, { id })
    await simulator.control.attend({ group: id, member: unit })
    watches.push({ group: id, unit })
  }
  return watches
}

interface Cost {
  readonly talking: number
  /** % of a core. */
  readonly page: number
  readonly rest: number
  readonly core: number
}

async function costs(
  browser: Browser,
  simulator: SimulatorProcess,
  watches: readonly Watch[],
  corePids: readonly number[],
  counts: readonly number[] = TALKING,
): Promise<Cost[]> {
  const { renderers, others } = await browserProcesses(browser)
  const all: Cost[] = []
  for (const talking of counts) {
    for (const [at, { group, unit }] of watches.entries())
      await simulator.control.speech({ group, member: unit, speaking: at < talking })
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const read = async (): Promise<number[]> => await Promise.all([renderers, others, corePids].map(cpuSeconds))
    const [before, from] = [await read(), performance.now()]
    await new Promise((resolve) => setTimeout(resolve, WINDOW_MS))
    const [after, seconds] = [await read(), (performance.now() - from) / 1000]
    const [page = 0, rest = 0, core = 0] = after.map((value, at) => ((value - (before[at] ?? 0)) / seconds) * 100)
    all.push({ talking, page, rest, core })
  }
  for (const { group, unit } of watches) await simulator.control.speech({ group, member: unit, speaking: false })
  return all
}

/** The client is in all of them and has their sound. */
export async function joinAll(page: Page, watches: readonly Watch[]): Promise<void> {
  for (const { group } of watches)
    await page.locator(`[data-testid=conference-row][data-group="${group}"]`).getByTestId('row-join').click()
  await until('all open', async () => {
    const open = await page.locator('[data-testid=conference-way][data-phase=open]').count()
    return open >= watches.length
  })
}

/** The same account elsewhere, after the client has left. */
async function bareSide(
  context: BenchContext,
  browser: Browser,
  simulator: SimulatorProcess,
  watches: readonly Watch[],
): Promise<void> {
  const platform = await signInBare(simulator)
  const { url, close } = await serveBarePage()
  context.owned.defer(() => Promise.resolve(close()))
  const page = await openPage(context.owned, browser, { probes: [`(${String(installBareListener)})()`] })
  await page.exposeFunction('benchOpenConference', async (id: string, sdp: string) => {
    const host = new URL(simulator.url).host
    const { data } = await platform.post(operations.mediaStream.openConferenceWebrtc.path, { id, sdp, host })
    return (data as { sdp: string }).sdp
  })
  await page.goto(url)
  for (const { group } of watches) await platform.post(operations.conference.join.path.replace(':groupid', group), {})
  await page.evaluate(
    (groups) => window.bareListener.listen(groups),
    watches.map(({ group }) => group),
  )
}

/** `leave`: ends the client. */
export async function measureMonitored(
  context: BenchContext,
  browser: Browser,
  simulator: SimulatorProcess,
  client: { page: Page; watches: readonly Watch[]; corePid: number; leave: () => Promise<unknown> },
): Promise<void> {
  const { report } = context
  const own = await costs(browser, simulator, client.watches, [client.corePid])
  await keepSound(client.page)
  const kept = await costs(browser, simulator, client.watches, [client.corePid], [COUNT])
  await client.leave()
  await bareSide(context, browser, simulator, client.watches)
  const bare = await costs(browser, simulator, client.watches, [])
  const tell = (addition: string, { talking, page, rest, core }: Cost): void => {
    const baseline = bare.find((cost) => cost.talking === talking)
    const name = `${COUNT} conferences, ${talking} talking${addition}`
    report.value(`${name}: cpu page`, '% of a core', page, baseline?.page)
    report.value(`${name}: cpu core`, '% of a core', core)
    report.value(`${name}: cpu rest of the browser`, '% of a core', rest, baseline?.rest)
  }
  for (const cost of own) tell('', cost)
  for (const cost of kept) tell(', sound kept', cost)
}

async function keepSound(page: Page): Promise<void> {
  await page.getByTestId('ledger-open').click()
  await page.getByTestId('keep-sound-ask').click()
  await page.getByTestId('keep-sound-on').click()
  await page.getByTestId('area-conferences').click()
}
