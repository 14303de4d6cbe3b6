/** One stretch of playing, measured from outside. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { browserProcesses, cpuSeconds } from './cpu.ts'

export interface Played {
  /** Of each pane. */
  readonly fps: readonly number[]
  readonly dropped: number
  readonly freezes: number
  readonly packetsLost: number
  /** Per cent of one core: renderer processes and `corePids`. */
  readonly cpu: number
  /** Per cent of one core: the rest of the browser, which composes the page in software here. */
  readonly browserCpu: number
}

/** Measures for `seconds`. Only this browser's processes and `corePids` are counted. */
export async function measurePlaying(
  page: Page,
  browser: Browser,
  corePids: readonly number[],
  seconds: number,
): Promise<Played> {
  const { renderers, others } = await browserProcesses(browser)
  const read = () =>
    Promise.all([
      page.evaluate(() => window.playCounters.read()),
      cpuSeconds([...renderers, ...corePids]),
      cpuSeconds(others),
    ])
  const startedAt = performance.now()
  const [counts, cpu, browserCpu] = await read()
  await pause(seconds * 1000)
  const [countsAfter, cpuAfter, browserCpuAfter] = await read()
  const tookS = (performance.now() - startedAt) / 1000
  if (countsAfter.videos.length !== counts.videos.length) throw new Error('a pane stopped while it was measured')
  return {
    fps: countsAfter.videos.map(({ shown }, at) => (shown - (counts.videos[at]?.shown ?? 0)) / tookS),
    dropped: sum(countsAfter.videos.map(({ dropped }, at) => dropped - (counts.videos[at]?.dropped ?? 0))),
    freezes: countsAfter.freezes - counts.freezes,
    packetsLost: countsAfter.packetsLost - counts.packetsLost,
    cpu: ((cpuAfter - cpu) / tookS) * 100,
    browserCpu: ((browserCpuAfter - browserCpu) / tookS) * 100,
  }
}

/** MB of live JavaScript objects, after a collection. */
export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 / 1024
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
