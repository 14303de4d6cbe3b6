import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startServe, type ServeProcess } from '../../e2e/support/serve-process.ts'
import { setTransport } from '../../support/transport.ts'
import type { BenchContext } from './bench.ts'
import { lendSignalling } from './bare-signalling.ts'
import type { PlatformSession } from './platform-session.ts'
import type { SimulatorProcess } from './simulator-process.ts'

export const VIEWPORT = { width: 1440, height: 900 }

/** A folder that goes with the benchmark. */
export async function temporaryFolder(owned: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'watchpost-bench-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** For `serve`: the platform whose account one click signs in with. */
export function demoArguments({ url, account }: SimulatorProcess): string[] {
  return ['--demo', JSON.stringify({ siteId: 'bench', name: 'Bench', address: url, ...account })]
}

export interface PreparePage {
  /** Texts that run in the page before its own. */
  readonly probes?: readonly string[]
  /** The page may signal by this session itself. */
  readonly platform?: PlatformSession
  /** The way of pictures: WebRTC unless told otherwise. What is measured is one way; a race would have both. */
  readonly transport?: 'webrtc' | 'bvrtc'
}

export interface Client {
  readonly page: Page
  readonly serve: ServeProcess
}

/**
 * The client under Node and its page, at the sign-in screen.
 */
export async function startClient(
  { owned, serveArguments }: BenchContext,
  simulator: SimulatorProcess,
  browser: Browser,
  prepare: PreparePage,
): Promise<Client> {
  const profile = await temporaryFolder(owned)
  setTransport(profile, prepare.transport ?? 'webrtc')
  const serve = await startServe(profile, [...serveArguments, ...demoArguments(simulator)])
  owned.defer(() => serve.end())
  const page = await openPage(owned, browser, prepare)
  await page.goto(serve.url)
  await page.getByTestId('demo-enter').waitFor()
  return { page, serve }
}

/** Signs in and waits until the whole fleet is there. */
export async function enter(page: Page): Promise<void> {
  await page.getByTestId('demo-enter').click()
  await page.locator('[data-testid="fleet-panel"][data-phase="live"]').waitFor({ timeout: 60_000 })
}

/** A page of the size of all others, in a context of its own. */
export async function openPage(
  owned: AsyncDisposableStack,
  browser: Browser,
  prepare: PreparePage = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US' })
  owned.defer(() => context.close())
  for (const content of prepare.probes ?? []) await context.addInitScript({ content })
  const page = await context.newPage()
  if (prepare.platform) await lendSignalling(page, prepare.platform)
  return page
}

/** Finds a device by its id, opens it by double-click and empties the search again. */
export async function openDevice(page: Page, id: string): Promise<void> {
  await page.getByTestId('fleet-search').fill(id)
  await page.locator(`[data-testid="fleet-row"][data-id="${id}"]`).dblclick()
}
