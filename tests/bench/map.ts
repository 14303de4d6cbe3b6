/**
 * The map with 10,000 and 50,000 units, 5,000 positions a second: at rest, while it is moved and while it is zoomed, beside a
 * vector layer and the clusters of OpenLayers with the same points on a bare page.
 */
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { operations } from '../../shared/platform/index.ts'
import { openBrowser } from '../e2e/support/browser.ts'
import { installMapProbe } from './page/map-probe.ts'
import type { Reporter } from './report.ts'
import { serveBarePage } from './support/bare-page.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import { openPage, startClient } from './support/client.ts'
import { taskMilliseconds } from './support/main-thread.ts'
import { heapMegabytes } from './support/play-window.ts'
import { signInBare } from './support/platform-session.ts'
import { startSimulatorProcess, type SimulatorProcess } from './support/simulator-process.ts'

const SIZES = [10_000, 50_000] as const
const UPDATES = 5_000
const SECONDS = 5
const PAGE_SIZE = 500
const PIXEL_ROUNDS = 20
/** The simulator keeps up once it answers so quickly so often in a row. */
const QUICK_MS = 40
const QUICK_ANSWERS = 30
/** Clusters of OpenLayers with more points than these stand still for minutes. */
const MOST_CLUSTERED = 10_000
const PROBE = `(${String(installMapProbe)})()`
const MIDDLE = { x: 800, y: 430 }

type Phase = 'still' | 'panning' | 'zooming'
type Seen = Record<Phase, { fps: number; longTasks: number; longestMs: number; mainMs: number }>

const DOING: Record<Phase, (page: Page, untilMs: number) => Promise<void>> = {
  still: async (_page, untilMs) => await wait(untilMs - performance.now()),
  async panning(page, untilMs) {
    await page.mouse.move(MIDDLE.x, MIDDLE.y)
    await page.mouse.down()
    for (let step = 0; performance.now() < untilMs; step++) {
      const angle = step / 20
      await page.mouse.move(MIDDLE.x + Math.sin(angle) * 250, MIDDLE.y + Math.cos(angle) * 150 - 150)
    }
    await page.mouse.up()
  },
  async zooming(page, untilMs) {
    await page.mouse.move(MIDDLE.x, MIDDLE.y)
    for (let step = 0; performance.now() < untilMs; step++) {
      await page.mouse.wheel(0, step % 20 < 10 ? -120 : 120)
      await wait(60)
    }
  },
}

async function look(page: Page): Promise<Seen> {
  const seen: Partial<Seen> = {}
  for (const phase of Object.keys(DOING) as Phase[]) {
    const tasks = await taskMilliseconds(page)
    await page.evaluate(() => window.mapProbe.begin())
    const startedAt = performance.now()
    await DOING[phase](page, startedAt + SECONDS * 1000)
    const counted = await page.evaluate(() => window.mapProbe.end())
    const seconds = (performance.now() - startedAt) / 1000
    seen[phase] = { ...counted, mainMs: (await tasks()) / seconds }
  }
  return seen as Seen
}

function reportSeen(report: Reporter, name: string, own: Seen, bare?: Seen): void {
  for (const phase of Object.keys(DOING) as Phase[]) {
    const [mine, base] = [own[phase], bare?.[phase]]
    report.value(`${name} ${phase}`, 'fps', mine.fps, base?.fps)
    report.value(`${name} ${phase} main thread`, 'ms a second', mine.mainMs, base?.mainMs)
    report.value(`${name} ${phase} long tasks`, 'tasks', mine.longTasks, base?.longTasks)
    report.value(`${name} ${phase} longest task`, 'ms', mine.longestMs, base?.longestMs)
  }
}

async function ownPage(context: BenchContext, simulator: SimulatorProcess, size: number): Promise<Page> {
  const browser = await openBrowser()
  context.owned.defer(() => browser.close())
  const { page } = await startClient(context, simulator, browser, { probes: [PROBE] })
  await page.getByTestId('demo-enter').click()
  await page.getByTestId('area-map').click()
  await page.locator(`[data-testid=map-canvas][data-units="${size}"]`).waitFor({ timeout: 120_000 })
  await page.getByTestId('map-fit-all').click()
  return page
}

/**
 * From the command to the simulator, which sends at once, to the frame with the symbol gone from where it stood. One that is
 * off-line is not in the stream: nobody else moves it.
 */
async function updateToPixel(page: Page, simulator: SimulatorProcess): Promise<number[]> {
  const { devices } = await simulator.control.fleet({})
  const device = devices.find(({ online }) => !online)?.id ?? ''
  const time = Date.now()
  const told = (lng: number) => page.locator(`[data-testid=map-unit][data-lng="${lng}"]`)
  await page.getByTestId('map-search').fill(device)
  const row = page.locator(`[data-testid=map-unit-row][data-id="${device}"]`)
  await row.click()
  const card = page.locator(`[data-testid=map-unit][data-id="${device}"]`)
  const [first, home] = [Number(await card.getAttribute('data-lng')), Number(await card.getAttribute('data-lat'))]
  // North of the city, where no other one stands under its symbol.
  const lat = Number((home + 0.5).toFixed(6))
  // Far enough from one to the next that its symbol is gone from the middle.
  const lngOf = (round: number): number => Number((first + round / 200).toFixed(6))
  const tell = (round: number) =>
    simulator.control.tellPosition({ device, position: { lng: lngOf(round), lat, speed: 0, time: time + round } })
  const times: number[] = []
  // So far at once is believed when it is said again and again.
  for (const round of [-3, -2, -1])
    await simulator.control.tellPosition({ device, position: { lng: first, lat, speed: 0, time: time + round } })
  await tell(0)
  for (let round = 1; round <= PIXEL_ROUNDS; round++) {
    await told(lngOf(round - 1)).waitFor()
    await row.click()
    // The way there, and the last paint at rest.
    await wait(800)
    const changed = page.evaluate(() => window.mapProbe.pixelChanges('.unit-layer canvas', 16, 5000))
    const toldAt = Date.now()
    await tell(round)
    times.push((await changed) - toldAt)
  }
  return times
}

/** The simulator lays out the day of each unit when it first tells of it: until then it is the one that is late. */
async function keepsUp(simulator: SimulatorProcess): Promise<void> {
  for (let quick = 0; quick < QUICK_ANSWERS;) {
    const askedAt = performance.now()
    await simulator.control.seen({})
    quick = performance.now() - askedAt < QUICK_MS ? quick + 1 : 0
    await wait(100)
  }
}

async function bareScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'page/bare-map.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'chrome130',
  })
  return outputFiles[0]?.text ?? ''
}

async function bareSeen(
  context: BenchContext,
  kind: 'vector' | 'cluster',
  places: readonly (readonly [number, number])[],
): Promise<{ seen: Seen; firstMs: number }> {
  const owned = context.owned.use(new AsyncDisposableStack())
  const style = 'html,body,#map{margin:0;height:100%}'
  const body = `<!doctype html><meta charset="utf-8"><style>${style}</style><div id="map"></div><script>${await bareScript()}</script>`
  const { url, close } = await serveBarePage(body)
  owned.defer(close)
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const page = await openPage(owned, browser, { probes: [PROBE] })
  await page.goto(url)
  const firstMs = await page.evaluate(([what, points]) => window.bareMap.show(what, points), [kind, places] as const)
  await page.evaluate((perSecond) => window.bareMap.move(perSecond), kind === 'vector' ? UPDATES : 0)
  const seen = await look(page)
  await owned.disposeAsync()
  return { seen, firstMs }
}

/** Where the platform has its devices. */
async function placesOf(simulator: SimulatorProcess): Promise<(readonly [number, number])[]> {
  const platform = await signInBare(simulator)
  const found: (readonly [number, number])[] = []
  for (let page = 0; ; page++) {
    const { data } = await platform.post(operations.device.list.path, { page, pageSize: PAGE_SIZE })
    const rows = data as { gps?: { lng: number; lat: number } }[]
    for (const { gps } of rows) if (gps) found.push([gps.lng, gps.lat])
    if (rows.length < PAGE_SIZE) return found
  }
}

export const map: Bench = async (context) => {
  const { report } = context
  for (const size of SIZES) {
    await using owned = new AsyncDisposableStack()
    const mine = { ...context, owned }
    const simulator = await startSimulatorProcess(owned, size)
    const page = await ownPage(mine, simulator, size)
    await simulator.control.positions({ perSecond: UPDATES })
    await keepsUp(simulator)
    const own = await look(page)
    report.value(`${size} heap`, 'MB', await heapMegabytes(page))
    report.samples(`${size} update to pixel`, 'ms', await updateToPixel(page, simulator))
    await simulator.control.positions({ perSecond: 0 })
    const places = await placesOf(simulator)
    const vector = await bareSeen(mine, 'vector', places)
    reportSeen(report, `${size} beside VectorLayer`, own, vector.seen)
    if (size > MOST_CLUSTERED) continue
    const clusters = await bareSeen(mine, 'cluster', places)
    report.remark(
      `ol/source/Cluster with ${size} points that stand still: first picture after ${Math.round(clusters.firstMs)} ms`,
    )
    reportSeen(report, `${size} beside ol/source/Cluster at rest`, own, clusters.seen)
  }
}
