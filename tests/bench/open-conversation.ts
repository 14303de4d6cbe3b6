/** From the click on a conversation to its last screen painted: one with fifty messages, one with half a million. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { accountFolder } from '../../electron/core/account-folder.ts'
import { chatTable } from '../../electron/core/chat/chat-table.ts'
import { connectTo } from '../../electron/core/db/connection.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { programFiles } from '../../electron/core/db/program-files.ts'
import { openBrowser } from '../e2e/support/browser.ts'
import type { Bench } from './support/bench.ts'
import { messageMaker } from './support/chat-database.ts'
import { openChatDesk, watchingThreads } from './support/chat-desk.ts'
import { temporaryFolder } from './support/client.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'

const MANY = 500_000
const FEW = 50
const BIG = 'officer0001'
const SMALL = 'officer0002'
/** Opened in between, so that each opening begins the same. */
const OTHER = 'officer0003'
const RUNS = 30
/** Above all that the platform itself ever said. */
const FIRST_ID = 50_000_000
const BATCH = 500

/** What an account that signs in finds: three conversations, read to the end. */
function fill(file: string, remark: (text: string) => void): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const db = connectTo(file)
  migrate(db, programFiles().migrations)
  const chat = chatTable(db)
  const make = messageMaker(3)
  const add = (partner: string, first: number, count: number): void => {
    for (let at = 0; at < count; at += BATCH) {
      const messages = Array.from({ length: Math.min(BATCH, count - at) }, (_, index) => ({
        ...make(FIRST_ID + first + at + index),
        kind: 'User' as const,
        partner,
        speaker: partner,
        type: 'text',
        mine: true,
      }))
      chat.applyLive({ messages, now: Date.now() })
      if (at % 100_000 === 0) remark(`${partner}: ${at} messages`)
    }
  }
  add(BIG, 0, MANY)
  add(SMALL, MANY, FEW)
  add(OTHER, MANY + FEW, FEW)
  // Nothing older is looked for at the platform.
  db.exec('UPDATE chat_sync SET complete_from = 0')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** In the page: from the click to the frame in which the newest message of the conversation stands. */
async function open(page: Page, partner: string): Promise<number> {
  return await page.evaluate(async (who) => {
    const row = document.querySelector<HTMLElement>(`[data-testid="conversation-row"][data-partner="${who}"]`)
    if (!row) throw new Error(`no conversation with ${who}`)
    const startedAt = performance.now()
    row.click()
    const isThere = (): boolean => {
      const box = document.querySelector<HTMLElement>('[data-testid="stream-box"]')
      const isReady = box?.dataset['phase'] === 'ready' && box.dataset['atEnd'] === 'true'
      return (
        isReady && row.getAttribute('aria-selected') === 'true' && box.querySelector('[data-testid="message"]') !== null
      )
    }
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      if (isThere()) break
      if (performance.now() - startedAt > 30_000) throw new Error(`the conversation with ${who} does not open`)
    }
    const { port1, port2 } = new MessageChannel()
    await new Promise((resolve) => {
      port1.onmessage = resolve
      port2.postMessage(undefined)
    })
    return performance.now() - startedAt
  }, partner)
}

export const openConversation: Bench = async (context) => {
  const { report, owned } = context
  const simulator = await startSimulatorProcess(owned, 20)
  const profile = await temporaryFolder(owned)
  const folder = accountFolder(profile, 'bench', simulator.account.username)
  fill(path.join(folder, 'watchpost.db'), (text) => report.remark(text))
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const desk = await openChatDesk(context, owned, simulator, browser, profile)
  const { page } = desk
  const [big, small]: [number[], number[]] = [[], []]
  const round = async (): Promise<void> => {
    await open(page, OTHER)
    small.push(await open(page, SMALL))
    await open(page, OTHER)
    big.push(await open(page, BIG))
  }
  // The first ones load what all others use.
  const first = await watchingThreads(desk, round)
  big.length = small.length = 0
  const waits = await watchingThreads(desk, async () => {
    for (let run = 0; run < RUNS; run++) await round()
  })
  report.samples('500,000 messages, beside 50', 'ms', big, small)
  report.value('longest answer of the core meanwhile', 'ms', waits.coreMs)
  report.value('longest task of the page meanwhile (0: none of 50 ms)', 'ms', waits.pageMs)
  report.value('longest task of the page in the very first openings', 'ms', first.pageMs)
}
