/** Both sides of the comparison: walls of the client, by either way, and as many bare videos on an empty page. */
import type { Browser } from 'playwright-core'
import { openBrowser } from '../../e2e/support/browser.ts'
import { decodePictureCode } from '../../simulator/picture-code.ts'
import { until } from '../../support/until.ts'
import { installFrameProbe } from '../page/frame-probe.ts'
import { installPlayCounters } from '../page/play-counters.ts'
import { installWallProbe } from '../page/wall-probe.ts'
import { serveBarePage } from './bare-page.ts'
import { BARE_PLAYER } from './bare-signalling.ts'
import type { BenchContext } from './bench.ts'
import { enter, openPage, startClient } from './client.ts'
import type { PlayingPage } from './play-window.ts'
import type { PlatformSession } from './platform-session.ts'
import type { SimulatorProcess } from './simulator-process.ts'

export const WAYS = ['webrtc', 'bvrtc'] as const
export type Way = (typeof WAYS)[number]

export interface WatchedChannel {
  readonly puid: string
  readonly index: number
}

export const PROBES = [
  `(${String(installPlayCounters)})()`,
  `(${String(installFrameProbe)})(${String(decodePictureCode)})`,
  `(${String(installWallProbe)})()`,
]
/** As large as the client's panes together, which leave room for the tree. */
const WALL_PX = { width: 1120, height: 820 }
/** What shows no picture within it, shows none. */
export const MOST_MS = 90_000
const OPEN_PANES = '[data-testid^="pane-"][data-puid]'

export interface ClientSide extends PlayingPage {
  /** Fills an empty wall by one click. @returns ms from it to each first picture */
  fill(size: number): Promise<number[]>
  /** What its panes show, in their order. */
  channels(): Promise<WatchedChannel[]>
  clear(): Promise<void>
}

export interface BareSide extends PlayingPage {
  /** All at once. @returns ms from the beginning to each first picture */
  open(channels: readonly WatchedChannel[]): Promise<number[]>
  clear(): Promise<void>
}

export async function browserOf({ owned }: BenchContext): Promise<Browser> {
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  return browser
}

export async function clientSide(context: BenchContext, simulator: SimulatorProcess, way: Way): Promise<ClientSide> {
  const browser = await browserOf(context)
  const { page, serve } = await startClient(context, simulator, browser, { probes: PROBES, transport: way })
  await enter(page)
  return {
    page,
    browser,
    corePids: [serve.pid],
    async fill(size) {
      await page.getByTestId(`grid-${size}`).click()
      const place = '[data-testid^="pane-"]'
      const first = page.evaluate((input) => window.wallProbe.firstPictures(input.place, input.size, input.mostMs), {
        place,
        size,
        mostMs: MOST_MS,
      })
      await page.getByTestId('grid-fill').click()
      const times = await first
      if (times.length < size) throw new Error(`${times.length} of ${size} panes show a picture by ${way}`)
      return times
    },
    channels: () =>
      page.locator(OPEN_PANES).evaluateAll((panes) =>
        panes.map((pane) => ({
          puid: pane.getAttribute('data-puid') ?? '',
          index: Number(pane.getAttribute('data-index')),
        })),
      ),
    async clear() {
      await page.getByTestId('clear-all').click()
      await until('an empty wall', async () => (await page.locator(OPEN_PANES).count()) === 0)
    },
  }
}

export async function bareSide(context: BenchContext, platform: PlatformSession): Promise<BareSide> {
  const browser = await browserOf(context)
  const server = await serveBarePage()
  context.owned.defer(server.close)
  const page = await openPage(context.owned, browser, { probes: [...PROBES, BARE_PLAYER], platform })
  await page.goto(server.url)
  return {
    page,
    browser,
    corePids: [],
    async open(channels) {
      const all = page.evaluate(
        (list) => Promise.all(list.map(({ puid, index, place }) => window.barePlayer.open(puid, index, place))),
        placesOf(channels),
      )
      return await within(MOST_MS, 'the bare players show no picture', all)
    },
    clear: () => page.evaluate(() => window.barePlayer.closeAll()),
  }
}

/** Side by side, in a square. */
export function placesOf(channels: readonly WatchedChannel[]) {
  const side = Math.ceil(Math.sqrt(channels.length))
  const [width, height] = [WALL_PX.width / side, WALL_PX.height / side]
  return channels.map(({ puid, index }, at) => ({
    puid,
    index,
    place: { x: (at % side) * width, y: Math.floor(at / side) * height, width, height },
  }))
}

/** Gives up waiting; what is waited for ends with its page. */
async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${limitMs / 1000} s`)), limitMs)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
