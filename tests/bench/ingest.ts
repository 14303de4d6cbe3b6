/** From the platform's websocket to the committed row to the number on the screen, beside bare inserts of as many rows. */
import { openBrowser } from '../e2e/support/browser.ts'
import { insertBare } from './support/bare-inserts.ts'
import type { Bench } from './support/bench.ts'
import { emptyChatDatabase, messageMaker } from './support/chat-database.ts'
import { openChatDesk, untilUnread, watchingThreads } from './support/chat-desk.ts'
import { temporaryFolder } from './support/client.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'

const DEVICES = 100
const MESSAGES = 10_000
const ROUNDS = 7
const SPEAKER = 'officer0001'
const TEXT = '巡逻第 # 次，情况正常 / Patrol number #, all quiet at the north gate'

export const ingest: Bench = async (context) => {
  const { report, owned } = context
  const simulator = await startSimulatorProcess(owned, DEVICES)
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const desk = await openChatDesk(context, owned, simulator, browser, await temporaryFolder(owned))
  const { db } = await emptyChatDatabase(owned)
  const make = messageMaker(2)
  const [own, bare, core, page]: [number[], number[], number[], number[]] = [[], [], [], []]
  let said = 0
  /** The first round makes the conversation and warms everything up. */
  for (let round = 0; round <= ROUNDS; round++) {
    const count = round === 0 ? 100 : MESSAGES
    const messages = Array.from({ length: count }, (_, at) => ({
      ...make(said + at + 1),
      text: TEXT.replaceAll('#', String(at + 1)),
    }))
    const bareAt = performance.now()
    insertBare(db, messages, 1)
    const bareS = (performance.now() - bareAt) / 1000
    const startedAt = performance.now()
    const waits = await watchingThreads(desk, async () => {
      const saying = simulator.control.say({
        speaker: SPEAKER,
        audience: simulator.account.username,
        text: TEXT,
        times: count,
      })
      await untilUnread(desk.page, SPEAKER, said + count)
      await saying
    })
    const ownS = (performance.now() - startedAt) / 1000
    said += count
    if (round === 0) continue
    own.push(count / ownS)
    bare.push(count / bareS)
    core.push(waits.coreMs)
    page.push(waits.pageMs)
  }
  report.samples('frames from socket to row to screen', '1/s', own, bare)
  report.samples('longest answer of the core meanwhile', 'ms', core)
  report.samples('longest task of the page meanwhile (0: none of 50 ms)', 'ms', page)
}
