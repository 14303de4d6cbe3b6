/** From the press of a talk button to the floor asked, granted, and to the voice at the platform; and what eight conferences cost. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from '../e2e/support/browser.ts'
import { writeTone } from '../e2e/support/wav.ts'
import { until } from '../support/until.ts'
import { installTalkProbe } from './page/talk-probe.ts'
import type { Bench } from './support/bench.ts'
import { enter, startClient, temporaryFolder } from './support/client.ts'
import { beginWatches, joinAll, measureMonitored } from './support/monitored.ts'
import { signInBare } from './support/platform-session.ts'
import { startSimulatorProcess, type SimulatorProcess } from './support/simulator-process.ts'

const PRESSES = 60
const VOICE_HZ = 700
/** Between two presses: the pause by which the platform's end knows that a voice begins. */
const PAUSE_MS = 400

interface Press {
  readonly askedMs: number
  readonly grantedMs: number
  readonly voiceMs: number
  readonly grantToVoiceMs: number
}

async function pressOnce(page: Page, { control }: SimulatorProcess, dialog: string): Promise<Press> {
  await control.forget({})
  const before = await control.heard({ dialog })
  await page.mouse.down()
  const heard = await until('voice', async () => {
    const now = await control.heard({ dialog })
    return now.beganAt !== before.beganAt && now
  })
  const { at, grantedAt } = await page.evaluate(() => window.talkProbe.press)
  await page.mouse.up()
  const { requests } = await control.seen({ operation: 'conference.speak' })
  const began = heard.beganAt ?? Number.NaN
  const asked = requests[0]?.time ?? Number.NaN
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  return { askedMs: asked - at, grantedMs: grantedAt - at, voiceMs: began - at, grantToVoiceMs: began - grantedAt }
}

export const ptt: Bench = async (context) => {
  const { owned, report } = context
  const simulator = await startSimulatorProcess(owned, 40)
  const tone = writeTone(path.join(await temporaryFolder(owned), 'voice.wav'), VOICE_HZ)
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${tone}`,
  ])
  owned.defer(() => browser.close())
  const { page, serve } = await startClient(context, simulator, browser, {
    probes: [`(${String(installTalkProbe)})()`],
  })
  await enter(page)
  await page.getByTestId('area-conferences').click()
  await page.getByTestId('row-join').first().click()
  await page.locator('[data-testid=conference-way][data-phase=open]').waitFor()
  const dialog = (await simulator.control.seen({})).dialogs[0]?.id ?? ''
  await page.getByTestId('talk-button').hover()
  const presses: Press[] = []
  const bare: number[] = []
  for (let press = 0; press <= PRESSES; press++) {
    presses.push(await pressOnce(page, simulator, dialog))
    bare.push(await page.evaluate(() => window.talkProbe.bareLoop()))
  }
  // The first of each opens what the others find open.
  presses.shift()
  bare.shift()
  const of = (name: keyof Press): number[] => presses.map((press) => press[name])
  report.samples('key to floor asked', 'ms', of('askedMs'))
  report.samples('key to granted', 'ms', of('grantedMs'))
  report.samples('key to first voiced packet', 'ms', of('voiceMs'))
  report.samples('grant to first voiced packet', 'ms', of('grantToVoiceMs'), bare)

  // Its loop would go on beside what is measured now.
  await page.reload()
  await page.getByTestId('area-conferences').click()
  const watches = await beginWatches(await signInBare(simulator), simulator)
  await joinAll(page, watches)
  const leave = async (): Promise<void> => {
    await page.close()
    await serve.end()
  }
  await measureMonitored(context, browser, simulator, { page, watches, corePid: serve.pid, leave })
}
