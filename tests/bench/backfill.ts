/**
 * A hundred thousand messages that were missed, from the start of the client to everything in its store and counted on the
 * screen, beside reading the same pages bare and inserting their rows.
 */
import { openBrowser } from '../e2e/support/browser.ts'
import type { HistoryRow } from '../../electron/core/chat/incoming.ts'
import { incoming } from '../../electron/core/chat/incoming.ts'
import { operations } from '../../shared/platform/index.ts'
import { insertBare } from './support/bare-inserts.ts'
import type { Bench } from './support/bench.ts'
import { emptyChatDatabase } from './support/chat-database.ts'
import { openChatDesk, untilUnread, watchingThreads } from './support/chat-desk.ts'
import { temporaryFolder } from './support/client.ts'
import { signInBare, type PlatformSession } from './support/platform-session.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'

const DEVICES = 100
const MISSED = 100_000
const PAGE_SIZE = 1000
const SPEAKER = 'officer0001'
const TEXT = '第 # 条：设备电量低，准备更换 / Message #: battery low, swapping now'

/** Newest first below a bound, as the client does. */
async function readBare(platform: PlatformSession, low: number, onRows: (rows: HistoryRow[]) => void): Promise<void> {
  for (let high = 0; ;) {
    const filter = { minid: low, maxid: high, beginTime: 0, endTime: 0, beenRead: 0 }
    const { data } = await platform.post(operations.im.history.path, { page: 0, pageSize: PAGE_SIZE, filter })
    const rows = data as HistoryRow[]
    onRows(rows)
    if (rows.length < PAGE_SIZE) return
    high = Math.min(...rows.map(({ id }) => id)) - 1
    if (high < low) return
  }
}

export const backfill: Bench = async (context) => {
  const { report, owned } = context
  const simulator = await startSimulatorProcess(owned, DEVICES)
  const profile = await temporaryFolder(owned)
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const { username } = simulator.account
  const say = (times: number): Promise<number[]> =>
    simulator.control.say({ speaker: SPEAKER, audience: username, text: TEXT, times })
  {
    await using before = new AsyncDisposableStack()
    const desk = await openChatDesk(context, before, simulator, browser, profile)
    const saying = say(1)
    await untilUnread(desk.page, SPEAKER, 1)
    await saying
  }
  const [low = 0] = await say(MISSED)

  const { db } = await emptyChatDatabase(owned)
  const bareAt = performance.now()
  await readBare(await signInBare(simulator), low, (rows) =>
    insertBare(
      db,
      rows.map((row) => incoming(row, username)),
      1,
    ),
  )
  const bareS = (performance.now() - bareAt) / 1000

  const startedAt = performance.now()
  const desk = await openChatDesk(context, owned, simulator, browser, profile, 'entered')
  const waits = await watchingThreads(desk, () => untilUnread(desk.page, SPEAKER, MISSED + 1))
  const ownS = (performance.now() - startedAt) / 1000
  report.value('100,000 missed messages, start of the program included', '1/s', MISSED / ownS, MISSED / bareS)
  report.value('the same, until everything is there', 's', ownS, bareS)
  report.value('longest answer of the core meanwhile', 'ms', waits.coreMs)
  report.value('longest task of the page meanwhile (0: none of 50 ms)', 'ms', waits.pageMs)
}
