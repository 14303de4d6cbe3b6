import type { Page } from 'playwright-core'

/** Watches the page's main thread from now on. What it returns tells the longest task since then, ms; 0 when none took 50 ms. */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const tasks = await page.evaluateHandle(() => {
    const seen = { longestMs: 0 }
    const note = (entries: PerformanceEntryList): void => {
      for (const { duration } of entries) seen.longestMs = Math.max(seen.longestMs, duration)
    }
    const observer = new PerformanceObserver((list) => note(list.getEntries()))
    observer.observe({ type: 'longtask' })
    return { seen, observer, note }
  })
  return () =>
    tasks.evaluate(({ seen, observer, note }) => {
      note(observer.takeRecords())
      return Math.round(seen.longestMs)
    })
}
