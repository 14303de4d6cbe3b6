/** Steps with the tabs over the video wall. */
import type { Locator, Page } from 'playwright-core'
import { until } from '../../support/until.ts'

export function tab(page: Page, name: string): Locator {
  return page.locator(`[data-testid=layout-tab][data-name="${name}"]`)
}

/** Names in their order. */
export function tabNames(page: Page): Promise<(string | null)[]> {
  return page.getByTestId('layout-tab').evaluateAll((tabs) => tabs.map((one) => one.getAttribute('data-name')))
}

export async function untilTabs(page: Page, names: readonly string[], current?: string): Promise<void> {
  await until(
    `the tabs ${names.join(', ')}`,
    async () => JSON.stringify(await tabNames(page)) === JSON.stringify(names),
  )
  if (current === undefined) return
  await tab(page, current).locator('[role=tab][aria-selected=true]').waitFor()
}

export async function fromMenu(page: Page, name: string, line: string): Promise<void> {
  await tab(page, name).click({ button: 'right' })
  await page.getByTestId(`layout-menu-${line}`).click()
}

/** A drag between two windows, which no mouse of a test can make: the same events, with what the source wrote. */
export async function dragBetween(from: Locator, to: Locator): Promise<void> {
  const payload = await from.evaluate((element) => {
    const transfer = new DataTransfer()
    element.dispatchEvent(new DragEvent('dragstart', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    return transfer.types.map((type) => [type, transfer.getData(type)] as const)
  })
  await to.evaluate((element, entries) => {
    const transfer = new DataTransfer()
    for (const [type, data] of entries) transfer.setData(type, data)
    for (const name of ['dragover', 'drop'])
      element.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }, payload)
}

/** Every state pane `number` is in from now on. */
export async function noteStates(page: Page, number: number): Promise<() => Promise<string[]>> {
  const notes = await page.evaluateHandle((position) => {
    const seen: string[] = []
    const look = (): void => {
      const state = document.querySelector(`[data-testid=pane-${position}]`)?.getAttribute('data-state')
      if (state && seen.at(-1) !== state) seen.push(state)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
    look()
    return seen
  }, number)
  return () => notes.evaluate((seen) => [...seen])
}
