/** Panes that are opened and closed again and again leave nothing behind. `WATCHPOST_LEAK_CYCLES=500` for a long look. */
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { liveObjects } from '../support/live-objects.ts'
import { pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

/** By each way; four panes at a time. */
const CYCLES = Number(process.env['WATCHPOST_LEAK_CYCLES'] ?? 16) / 2
const PANES = 4
const CLASSES = ['RTCPeerConnection', 'HTMLVideoElement', 'MediaStreamTrack']
/** What a page keeps for itself in the course of time. */
const MOST_GROWN_MB = 3

/** The worker of the streams tells its numbers as long as it has anything. */
function watchWorkers(): void {
  const Original = window.Worker
  window.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => {
        if (data.type === 'numbers') Object.assign(window, { numbersAt: performance.now() })
      })
    }
  }
}

const workerRests = (page: Page) =>
  page.evaluate(() => performance.now() - (window as unknown as { numbersAt: number }).numbersAt > 600)

it(`${2 * CYCLES} cycles leave no connection, player, track, dialog or stream behind, and no growing heap`, async () => {
  const platform = await openPlatform({ devices: 60 })
  const { page, complaints } = await openDesk({ at: platform, prepare: watchWorkers })
  await page.getByTestId(`grid-${PANES}`).click()
  const objects = await liveObjects(page)

  async function choose(transport: 'webrtc' | 'bvrtc'): Promise<void> {
    await page.getByTestId('area-settings').click()
    await page.getByTestId(`transport-${transport}`).click()
    await page.getByTestId('area-live').click()
  }
  async function cycle(): Promise<void> {
    await page.getByTestId('grid-fill').click()
    for (let number = 1; number <= PANES; number++) await untilState(page, number, 'playing')
    await page.getByTestId('clear-all').click()
    await until('an empty wall', async () => (await pane(page, 1).getAttribute('data-puid')) === null, 30_000)
  }
  async function left() {
    await until('no dialog', () => platform.seen().dialogs.length === 0, 30_000)
    await until('a worker that rests', () => workerRests(page), 30_000)
    return { counts: await objects.count(CLASSES), heapMb: await objects.heapMb() }
  }

  for (const transport of ['webrtc', 'bvrtc'] as const) {
    await choose(transport)
    // What is made once is made by this.
    await cycle()
    const before = await left()
    for (let done = 0; done < CYCLES; done += PANES) await cycle()
    // The browser lets go of the last wall when it gets round to it; what leaks it never lets go of.
    const after = await until(
      `no more of anything than ${JSON.stringify(before.counts)}`,
      async () => {
        const now = await left()
        return now.counts.every((count, at) => count <= (before.counts[at] ?? 0)) && now
      },
      60_000,
    )
    process.stderr.write(`${transport}: ${JSON.stringify({ classes: CLASSES, before, after })}\n`)
    expect(after.heapMb - before.heapMb).toBeLessThan(MOST_GROWN_MB)
  }
  const { dialogsOpened, dialogsClosed, violations } = platform.seen()
  expect([dialogsOpened - dialogsClosed, violations]).toEqual([0, []])
  expect(complaints).toEqual([])
}, 1_800_000)
