import type { Locator, Page } from 'playwright-core'
import { until } from '../../support/until.ts'
import { find } from './tree.ts'

const details = (page: Page): Locator => page.getByTestId('device-details')

/** Epoch ms of the answer that is shown; 0 while there is none. */
export async function detailsReadAt(page: Page): Promise<number> {
  return Number((await details(page).getAttribute('data-fetched-at')) ?? 0)
}

/** Selects a device in the tree; returns when the platform's answer about it is shown. */
export async function showDetails(page: Page, id: string): Promise<void> {
  await (await find(page, id)).click()
  await page.locator(`[data-testid="device-details"][data-puid="${id}"][data-fetched-at]`).waitFor()
}

/** Asks the platform anew and waits for its answer: a call of the operator that needs a good token. */
export async function askAgain(page: Page): Promise<void> {
  const before = await detailsReadAt(page)
  await page.getByTestId('device-refresh').click()
  await until('a newer answer about the device', async () => (await detailsReadAt(page)) > before)
}
