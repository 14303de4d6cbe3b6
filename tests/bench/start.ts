/** From nothing to a usable program, beside a Node server with an empty page that is started and opened the same way. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../e2e/support/browser.ts'
import { startServe } from '../e2e/support/serve-process.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import { demoArguments, openPage, temporaryFolder } from './support/client.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'

const RUNS = 10
const DEVICES = 100
/** What npm scripts load first, here as there. */
const GUARD = path.join(import.meta.dirname, '../../electron/node-guard.js')

/** All in ms since the process was started. */
interface Start {
  readonly urlMs: number
  /** The sign-in form has the keyboard; of the empty page: it is loaded. */
  readonly usableMs: number
}

interface ClientStart extends Start {
  /** Between the click that signs in and the whole tree; what a person reads and types in between is not counted. */
  readonly enteredMs: number
  readonly treeMs: number
}

/** `work` with things of its own that end with it. */
async function scoped<T>(work: (owned: AsyncDisposableStack) => Promise<T>): Promise<T> {
  await using owned = new AsyncDisposableStack()
  return await work(owned)
}

async function startClientOnce(context: BenchContext, browser: Browser, demo: readonly string[]): Promise<ClientStart> {
  return await scoped(async (owned) => {
    const profile = await temporaryFolder(owned)
    const page = await openPage(owned, browser)
    const startedAt = performance.now()
    const since = (): number => performance.now() - startedAt
    const serve = await startServe(profile, [...context.serveArguments, ...demo])
    owned.defer(() => serve.end())
    const urlMs = since()
    await page.goto(serve.url, { waitUntil: 'commit' })
    await page.getByTestId('sign-in-username').focus()
    const usableMs = since()
    await page.getByTestId('demo-enter').click()
    await untilTree(page)
    const treeMs = since()
    return { urlMs, usableMs, treeMs, enteredMs: treeMs - usableMs }
  })
}

/** All devices are counted and a row can be used. */
async function untilTree(page: Page): Promise<void> {
  await page.locator('[data-testid="fleet-panel"][data-phase="live"]').waitFor()
  await page.getByTestId('fleet-count').getByText(`/${DEVICES}`).waitFor()
  await page.getByTestId('fleet-row').first().waitFor()
}

async function startBareOnce(browser: Browser): Promise<Start> {
  return await scoped(async (owned) => {
    const page = await openPage(owned, browser)
    const startedAt = performance.now()
    const program = path.join(import.meta.dirname, 'support/bare-page.ts')
    const child = spawn(process.execPath, ['--import', GUARD, program], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    owned.defer(async () => {
      child.kill()
      await gone
    })
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const urlMs = performance.now() - startedAt
    await page.goto((JSON.parse(line) as { url: string }).url, { waitUntil: 'load' })
    return { urlMs, usableMs: performance.now() - startedAt }
  })
}

export const start: Bench = async (context) => {
  const { owned, report } = context
  const simulator = await startSimulatorProcess(owned, DEVICES)
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const demo = demoArguments(simulator)
  const ours: ClientStart[] = []
  const bare: Start[] = []
  for (let run = 0; run < RUNS; run++) {
    bare.push(await startBareOnce(browser))
    ours.push(await startClientOnce(context, browser, demo))
  }
  const of = <T extends Start>(starts: readonly T[], key: keyof T): number[] => starts.map((one) => Number(one[key]))
  report.samples('process to address', 'ms', of(ours, 'urlMs'), of(bare, 'urlMs'))
  report.samples('process to usable sign-in', 'ms', of(ours, 'usableMs'), of(bare, 'usableMs'))
  report.samples('sign-in to usable tree', 'ms', of(ours, 'enteredMs'))
  report.samples('process to usable tree', 'ms', of(ours, 'treeMs'), of(bare, 'usableMs'))
}
