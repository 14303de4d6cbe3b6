/** The client with its chat open, and a second voice at its core that notices when it is kept waiting. */
import type { Browser, Page } from 'playwright-core'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { websocketPipe } from '../../../electron/host/node/pipe.ts'
import { contract, type WatchpostClient } from '../../../shared/contract/index.ts'
import { connect } from '../../../shared/wire.ts'
import { untilChat } from '../../e2e/support/chat.ts'
import { watchMainThread } from '../../e2e/support/main-thread.ts'
import { startServe, type ServeProcess } from '../../e2e/support/serve-process.ts'
import { openSocket } from '../../support/loopback.ts'
import { demoArguments, openPage } from './client.ts'
import type { BenchContext } from './bench.ts'
import type { SimulatorProcess } from './simulator-process.ts'

export interface ChatDesk {
  readonly page: Page
  readonly serve: ServeProcess
  /** A pipe of its own to the same core. */
  readonly client: WatchpostClient
}

/** `profile` keeps what earlier desks on it stored. Level with the platform, or still catching up with it. */
export async function openChatDesk(
  { serveArguments }: BenchContext,
  owned: AsyncDisposableStack,
  simulator: SimulatorProcess,
  browser: Browser,
  profile: string,
  until: 'level' | 'entered' = 'level',
): Promise<ChatDesk> {
  const serve = await startServe(profile, [...serveArguments, ...demoArguments(simulator)])
  owned.defer(() => serve.end())
  const page = await openPage(owned, browser)
  await page.goto(serve.url)
  await page.getByTestId('demo-enter').click()
  await page.getByTestId('area-chat').click()
  if (until === 'level') await untilChat(page, 'live', 60_000)
  return { page, serve, client: await secondPipe(owned, page) }
}

async function secondPipe(owned: AsyncDisposableStack, page: Page): Promise<WatchpostClient> {
  const { origin } = new URL(page.url())
  const cookies = await page.context().cookies(origin)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = await openSocket(`${origin.replace('http', 'ws')}/pipe`, { cookie, origin })
  if (!(socket instanceof WebSocket)) throw new Error(`the upgrade was refused with ${socket}`)
  owned.defer(() => socket.terminate())
  return connect(contract, websocketPipe(socket))
}

export interface Waits {
  /** Longest answer of the core to another call, ms: what its thread was held up, and the way there. */
  readonly coreMs: number
  /** Longest task of the page's thread, ms; 0 when none took 50 ms. */
  readonly pageMs: number
}

/** Runs `work` and watches both threads meanwhile. */
export async function watchingThreads(desk: ChatDesk, work: () => Promise<void>): Promise<Waits> {
  const longest = await watchMainThread(desk.page)
  const over = new AbortController()
  const asking = longestAnswer(desk.client, over.signal)
  try {
    await work()
  } finally {
    over.abort()
  }
  return { coreMs: await asking, pageMs: await longest() }
}

async function longestAnswer(client: WatchpostClient, over: AbortSignal): Promise<number> {
  let longest = 0
  while (!over.aborted) {
    const startedAt = performance.now()
    await client.app.info({})
    longest = Math.max(longest, performance.now() - startedAt)
    await wait(5)
  }
  return longest
}

/** Waits in the page, frame by frame, until its conversation with `partner` counts so many unread messages. */
export async function untilUnread(page: Page, partner: string, count: number): Promise<void> {
  await page.waitForFunction(
    ([who, unread]) =>
      document.querySelector<HTMLElement>(`[data-testid="conversation-row"][data-partner="${String(who)}"]`)?.dataset[
        'unread'
      ] === String(unread),
    [partner, count] as const,
    { polling: 'raf', timeout: 300_000 },
  )
}
