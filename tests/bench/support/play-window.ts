/** One stretch of playing, measured from outside. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { FrameReading } from '../page/wall-probe.ts'
import { browserProcesses, cpuSeconds } from './cpu.ts'

/** A page that plays, and what is counted with it. */
export interface PlayingPage {
  readonly page: Page
  readonly browser: Browser
  /** The client's processes beside the browser's. */
  readonly corePids: readonly number[]
}

export interface Played {
  /** Shown, of each video that played from the beginning to the end. */
  readonly fps: readonly number[]
  /** Videos that stopped or began anew meanwhile. */
  readonly stopped: number
  /** Decoded and not shown, by the browser's word. */
  readonly dropped: number
  readonly freezes: number
  readonly packetsLost: number
  /** Per cent of one core: renderer processes; `corePids`; the rest of the browser, which composes the page in software here. */
  readonly pageCpu: number
  readonly coreCpu: number
  readonly browserCpu: number
}

const VIDEOS = 'video'

/** Measures for `seconds`. Only this browser's processes and `corePids` are counted. */
export async function measurePlaying({ page, browser, corePids }: PlayingPage, seconds: number): Promise<Played> {
  const { renderers, others } = await browserProcesses(browser)
  const read = () =>
    Promise.all([
      page.evaluate(() => window.playCounters.read()),
      cpuSeconds(renderers),
      cpuSeconds(corePids),
      cpuSeconds(others),
    ])
  const startedAt = performance.now()
  const [counts, pageCpu, coreCpu, browserCpu] = await read()
  await pause(seconds * 1000)
  const [countsAfter, pageCpuAfter, coreCpuAfter, browserCpuAfter] = await read()
  const tookS = (performance.now() - startedAt) / 1000
  const after = new Map(countsAfter.videos.map((video) => [video.id, video]))
  // Another source begins to count anew.
  const pairs = counts.videos.flatMap((before) => {
    const now = after.get(before.id)
    return now && now.shown >= before.shown ? [{ before, now }] : []
  })
  return {
    fps: pairs.map(({ before, now }) => (now.shown - before.shown) / tookS),
    stopped: counts.videos.length - pairs.length,
    dropped: sum(pairs.map(({ before, now }) => now.dropped - before.dropped)),
    freezes: countsAfter.freezes - counts.freezes,
    packetsLost: countsAfter.packetsLost - counts.packetsLost,
    pageCpu: ((pageCpuAfter - pageCpu) / tookS) * 100,
    coreCpu: ((coreCpuAfter - coreCpu) / tookS) * 100,
    browserCpu: ((browserCpuAfter - browserCpu) / tookS) * 100,
  }
}

/** Frames a second that were sent to each video, by the numbers in the pictures, while `meanwhile` ran. */
export async function sentFps<T>(page: Page, meanwhile: () => Promise<T>): Promise<{ sent: number[]; result: T }> {
  const read = () => page.evaluate((selector) => window.wallProbe.frames(selector), VIDEOS)
  const before = await read()
  const result = await meanwhile()
  const after = await read()
  return { sent: after.flatMap((now, at) => rateBetween(before[at], now)), result }
}

function rateBetween(before: FrameReading | undefined, now: FrameReading | undefined): number[] {
  if (!before || !now) return []
  return [(((now.frame - before.frame + 65_536) % 65_536) * 1000) / (now.atMs - before.atMs)]
}

/** Ages of some frames of every video, ms, read from their pixels: apart from what counts processor time. */
export async function wallAges(page: Page, each: number, limitMs: number): Promise<number[]> {
  return await page.evaluate((input) => window.wallProbe.ages(input.selector, input.each, input.limitMs), {
    selector: VIDEOS,
    each,
    limitMs,
  })
}

/** MB of live JavaScript objects of the page, after a collection; workers have heaps of their own. */
export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 / 1024
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
