/** From the double-click on a device to its first picture, and how old the pictures are that follow. */
import type { Page } from 'playwright-core'
import { openBrowser } from '../e2e/support/browser.ts'
import { decodePictureCode } from '../simulator/picture-code.ts'
import { installFrameProbe } from './page/frame-probe.ts'
import type { Bench } from './support/bench.ts'
import { BARE_PLAYER } from './support/bare-signalling.ts'
import { enter, openDevice, startClient } from './support/client.ts'
import { signInBare } from './support/platform-session.ts'
import { startSimulatorProcess, watchable, type SimulatedDevice } from './support/simulator-process.ts'

const OPENINGS = 20
/** Age of so many frames after each opening. */
const FRAMES = 10
const PANE = 'pane-1'
const FRAME_PROBE = `(${String(installFrameProbe)})(${String(decodePictureCode)})`

interface Opening {
  readonly firstFrameMs: number
  readonly agesMs: number[]
}

/** Everything closed again, so that the next opening is alone as well. */
async function openInClient(page: Page, { id }: SimulatedDevice): Promise<Opening> {
  const watched = page.evaluate((pane) => window.frameProbe.firstFrame(pane), PANE)
  await openDevice(page, id)
  const firstFrameMs = await watched
  const agesMs = await readAges(page, `[data-testid="${PANE}"] video`)
  await page.getByTestId('clear-all').click()
  await page.locator(`[data-testid="${PANE}"][data-state="idle"]`).waitFor()
  return { firstFrameMs, agesMs }
}

/** On the same page, over the pane the client would show it in. */
async function openBare(page: Page, { id, channels }: SimulatedDevice): Promise<Opening> {
  const place = await page.getByTestId(PANE).boundingBox()
  if (!place) throw new Error('the pane is not on screen')
  const channel = channels[0]?.index ?? 0
  const firstFrameMs = await page.evaluate((input) => window.barePlayer.open(input.id, input.channel, input.place), {
    id,
    channel,
    place,
  })
  const agesMs = await readAges(page, 'video.bare')
  await page.evaluate(() => window.barePlayer.closeAll())
  return { firstFrameMs, agesMs }
}

async function readAges(page: Page, selector: string): Promise<number[]> {
  return await page.evaluate((input) => window.frameProbe.ages(input.selector, input.count), {
    selector,
    count: FRAMES,
  })
}

export const firstFrame: Bench = async (context) => {
  const { owned, report } = context
  const simulator = await startSimulatorProcess(owned, 120)
  const devices = await watchable(simulator, OPENINGS + 1)
  const browser = await openBrowser()
  owned.defer(() => browser.close())
  const platform = await signInBare(simulator)
  const { page } = await startClient(context, simulator, browser, { probes: [FRAME_PROBE, BARE_PLAYER], platform })
  await enter(page)
  const ours: Opening[] = []
  const bare: Opening[] = []
  for (const device of devices) {
    ours.push(await openInClient(page, device))
    bare.push(await openBare(page, device))
  }
  // Whoever comes first loads the decoders for the other: told apart, not mixed in.
  const [cold] = ours.splice(0, 1)
  bare.splice(0, 1)
  report.value('first opening of the page', 'ms', cold?.firstFrameMs ?? Number.NaN)
  const firstFrames = (openings: readonly Opening[]): number[] => openings.map(({ firstFrameMs }) => firstFrameMs)
  const ages = (openings: readonly Opening[]): number[] => openings.flatMap(({ agesMs }) => agesMs)
  report.samples('click to first frame', 'ms', firstFrames(ours), firstFrames(bare))
  report.samples('age', 'ms', ages(ours), ages(bare))
}
