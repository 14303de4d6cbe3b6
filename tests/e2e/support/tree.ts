import type { Locator, Page } from 'playwright-core'
import type { Simulator } from '../../simulator/simulator.ts'
import { until } from '../../support/until.ts'

/** On-line devices with a picture, of the simulator's own facts. */
export function onlineDevices(platform: Simulator, count: number) {
  const devices = platform.fleet().devices.filter(({ online }) => online)
  if (devices.length < count) throw new Error(`only ${devices.length} devices are on-line`)
  return devices.slice(0, count)
}

export function row(page: Page, id: string): Locator {
  return page.locator(`[data-testid=fleet-row][data-id="${id}"]`)
}

export function pane(page: Page, number: number): Locator {
  return page.getByTestId(`pane-${number}`)
}

/** Types into the tree's search and waits for the row. */
export async function find(page: Page, id: string): Promise<Locator> {
  await page.getByTestId('fleet-search').fill(id)
  const found = row(page, id)
  await found.waitFor()
  return found
}

/** Opens a device's first channel by double-click in the tree. */
export async function openDevice(page: Page, id: string): Promise<void> {
  await (await find(page, id)).dblclick()
}

/** Waits until pane `number` is in `state`. */
export async function untilState(page: Page, number: number, state: string, limitMs = 20_000): Promise<void> {
  await until(
    `pane ${number} ${state}`,
    async () => (await pane(page, number).getAttribute('data-state')) === state,
    limitMs,
  )
}
