/** What 1, 4, 9 and 16 playing panes cost, beside as many bare videos on an empty page in a browser of its own. */
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../e2e/support/browser.ts'
import { until } from '../support/until.ts'
import { installPlayCounters } from './page/play-counters.ts'
import type { Reporter } from './report.ts'
import { median } from './statistics.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import { serveBarePage } from './support/bare-page.ts'
import { BARE_PLAYER } from './support/bare-signalling.ts'
import { enter, openDevice, openPage, startClient } from './support/client.ts'
import { heapMegabytes, measurePlaying, type Played } from './support/play-window.ts'
import { signInBare, type PlatformSession } from './support/platform-session.ts'
import { startSimulatorProcess, watchable, type SimulatedDevice } from './support/simulator-process.ts'

const SIZES = [1, 4, 9, 16] as const
const SECONDS = 8
const PLAY_COUNTERS = `(${String(installPlayCounters)})()`

/** One side of the comparison: a page in a browser of its own. */
interface Side {
  readonly page: Page
  readonly browser: Browser
  /** What is counted beside the renderers. */
  readonly corePids: readonly number[]
  open(devices: readonly SimulatedDevice[]): Promise<void>
  close(): Promise<void>
}

async function openBrowserOf({ owned }: BenchContext): Promise<Browser> {
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  return browser
}

async function clientSide(context: BenchContext, simulator: Parameters<typeof startClient>[1]): Promise<Side> {
  const browser = await openBrowserOf(context)
  const { page, serve } = await startClient(context, simulator, browser, { probes: [PLAY_COUNTERS] })
  await enter(page)
  return {
    page,
    browser,
    corePids: [serve.pid],
    async open(devices) {
      await page.getByTestId(`grid-${devices.length}`).click()
      for (const { id } of devices) await openDevice(page, id)
      await page.getByTestId('fleet-search').fill('')
      await until(
        'all panes play',
        async () => (await page.locator('[data-state="playing"]').count()) === devices.length,
      )
    },
    close: () => page.getByTestId('clear-all').click(),
  }
}

async function bareSide(context: BenchContext, platform: PlatformSession): Promise<Side> {
  const browser = await openBrowserOf(context)
  const server = await serveBarePage()
  context.owned.defer(server.close)
  const page = await openPage(context.owned, browser, { probes: [PLAY_COUNTERS, BARE_PLAYER], platform })
  await page.goto(server.url)
  return {
    page,
    browser,
    corePids: [],
    async open(devices) {
      const side = Math.sqrt(devices.length)
      // As large as the client's panes, which leave room for the tree.
      const [width, height] = [1120 / side, 820 / side]
      for (const [at, { id, channels }] of devices.entries()) {
        const place = { x: (at % side) * width, y: Math.floor(at / side) * height, width, height }
        const channel = channels[0]?.index ?? 0
        await page.evaluate((input) => window.barePlayer.open(input.id, input.channel, input.place), {
          id,
          channel,
          place,
        })
      }
    },
    close: () => page.evaluate(() => window.barePlayer.closeAll()),
  }
}

async function play(side: Side, devices: readonly SimulatedDevice[]): Promise<{ played: Played; heap: number }> {
  await side.open(devices)
  const played = await measurePlaying(side.page, side.browser, side.corePids, SECONDS)
  if (played.fps.length !== devices.length) throw new Error(`${played.fps.length} of ${devices.length} panes play`)
  const heap = await heapMegabytes(side.page)
  await side.close()
  return { played, heap }
}

function reportPlayed(report: Reporter, size: number, ours: Played, bare: Played): void {
  report.value(`${size} median fps`, 'fps', median(ours.fps), median(bare.fps))
  report.value(`${size} slowest pane`, 'fps', Math.min(...ours.fps), Math.min(...bare.fps))
  report.value(`${size} dropped`, 'frames', ours.dropped, bare.dropped)
  report.value(`${size} freezes`, 'freezes', ours.freezes, bare.freezes)
  report.value(`${size} packets lost`, 'packets', ours.packetsLost, bare.packetsLost)
  report.value(`${size} cpu renderers and core`, '% of a core', ours.cpu, bare.cpu)
  report.value(`${size} cpu rest of the browser`, '% of a core', ours.browserCpu, bare.browserCpu)
}

export const panes: Bench = async (context) => {
  const { owned, report } = context
  const simulator = await startSimulatorProcess(owned, 120)
  const devices = await watchable(simulator, Math.max(...SIZES))
  const client = await clientSide(context, simulator)
  const bare = await bareSide(context, await signInBare(simulator))
  const idle = await measurePlaying(client.page, client.browser, client.corePids, SECONDS)
  report.value('0 cpu renderers and core', '% of a core', idle.cpu)
  report.value('0 cpu rest of the browser', '% of a core', idle.browserCpu)
  report.value('0 heap', 'MB', await heapMegabytes(client.page), await heapMegabytes(bare.page))
  for (const size of SIZES) {
    const chosen = devices.slice(0, size)
    const ours = await play(client, chosen)
    const base = await play(bare, chosen)
    reportPlayed(report, size, ours.played, base.played)
    report.value(`${size} heap`, 'MB', ours.heap, base.heap)
  }
}
