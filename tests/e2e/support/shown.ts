/** What stands on the screen, and what stood there in between. */
import type { Locator, Page } from 'playwright-core'
import { until } from '../../support/until.ts'

/** The text of an element as the operator sees it. */
export async function shownText(page: Page, testId: string): Promise<string> {
  return (await page.getByTestId(testId).first().innerText()).trim()
}

/** Waits until the status bar says so about the way to the platform. */
export async function untilConnection(page: Page, state: 'ok' | 'warn' | 'alarm', limitMs = 20_000): Promise<void> {
  await page.locator(`[data-testid="status-connection"][data-state="${state}"]`).waitFor({ timeout: limitMs })
}

export async function untilFleet(page: Page, phase: 'live' | 'stale', limitMs = 40_000): Promise<void> {
  await page.locator(`[data-testid="status-fleet"][data-phase="${phase}"]`).waitFor({ timeout: limitMs })
}

/** Waits until `steps` numbers were shown one after the other, each one less than the one before. */
export async function untilCountsDown(what: Locator, read: (text: string) => number | undefined, steps: number) {
  let run: number[] = []
  await until(
    `a count-down of ${steps} steps`,
    async () => {
      const value = read(await what.innerText({ timeout: 5_000 }))
      if (value === undefined || value === run.at(-1)) return false
      run = value + 1 === run.at(-1) ? [...run, value] : [value]
      return run.length >= steps
    },
    40_000,
  )
}

/** Notes from now on each test id of `testIds` that is in the page, however shortly. */
export async function noteAppearances(page: Page, testIds: readonly string[]): Promise<() => Promise<string[]>> {
  const notes = await page.evaluateHandle((wanted) => {
    const seen = new Set<string>()
    const look = (): void => {
      for (const id of wanted) if (document.querySelector(`[data-testid="${id}"]`)) seen.add(id)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
    look()
    return seen
  }, testIds)
  return () => notes.evaluate((seen) => [...seen])
}
