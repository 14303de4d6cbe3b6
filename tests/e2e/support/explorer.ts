/** The platform explorer on the screen: what tests of it do again and again. */
import type { Locator, Page } from 'playwright-core'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { openDesk } from './desk.ts'

export async function atExplorer(options: Parameters<typeof openDesk>[0] = {}) {
  const platform = await openPlatform()
  const desk = await openDesk({ ...options, at: platform })
  await openExplorer(desk.page)
  return { ...desk, platform }
}

export async function openExplorer(page: Page): Promise<void> {
  await page.getByTestId('area-administration').click()
  await page.getByTestId('platform-explorer').waitFor()
}

export async function choose(page: Page, name: string): Promise<void> {
  await page.getByTestId('explorer-search').fill(name)
  await page.getByTestId(`operation-${name}`).click()
  await page.locator(`[data-testid="operation-head"][data-operation="${name}"]`).waitFor()
}

export const field = (page: Page, pointer: string): Locator => page.locator(`[data-field="${pointer}"]`)
export const fill = (page: Page, pointer: string, text: string) => field(page, pointer).locator('input').fill(text)

/** Sends what is chosen and waits for what came of it; the code of it. */
export async function send(page: Page): Promise<string | null> {
  const answer = page.getByTestId('answer-pane')
  const before = await answer.getAttribute('data-at')
  await page.getByTestId('explorer-send').click()
  if ((await page.getByTestId('badge-destructive').count()) > 0) await page.getByTestId('question-send').click()
  await until('an answer', async () => {
    const at = await answer.getAttribute('data-at')
    return at !== null && at !== before && (await answer.getAttribute('data-running')) === 'false'
  })
  return await page.getByTestId('answer-status').getAttribute('data-code')
}

export const answerText = (page: Page): Promise<string> => page.getByTestId('json-view').innerText()
