/** A wall that plays for a long time: what it is like at the end, beside what it was like at the beginning. */
import { setTimeout as pause } from 'node:timers/promises'
import { median } from './statistics.ts'
import type { Bench } from './support/bench.ts'
import { heapMegabytes, measurePlaying, wallAges } from './support/play-window.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'
import { clientSide, WAYS, type ClientSide } from './support/wall-side.ts'

const MINUTES = Number(process.env['WATCHPOST_SOAK_MINUTES'] ?? 30)
const DEVICES = 240
const SECONDS = 10
/** The beginning of many panes is another matter. */
const SETTLE_MS = 20_000

async function look(side: ClientSide) {
  const { fps, stopped, freezes, pageCpu, coreCpu } = await measurePlaying(side, SECONDS)
  const agesMs = await wallAges(side.page, 10, 5_000)
  return { fps, stopped, freezes, pageCpu, coreCpu, agesMs, heap: await heapMegabytes(side.page) }
}

/** One size and one way (`--sizes 16 --ways bvrtc`); `WATCHPOST_SOAK_MINUTES` says for how long. */
export const soak: Bench = async (context) => {
  const { owned, report, options } = context
  const size = Number(options.sizes ?? 16)
  const way = WAYS.find((one) => one === (options.ways ?? 'bvrtc'))
  if (!way) throw new Error(`--ways: ${options.ways}; one of ${WAYS.join(', ')}`)
  const simulator = await startSimulatorProcess(owned, DEVICES)
  const side = await clientSide(context, simulator, way)
  await side.fill(size)
  await pause(SETTLE_MS)
  const dialogs = async (): Promise<number> => (await simulator.control.seen({})).dialogs.length
  const [first, dialogsFirst] = [await look(side), await dialogs()]
  await pause(MINUTES * 60_000)
  const [last, dialogsLast] = [await look(side), await dialogs()]
  const name = `${way} ${size} after ${MINUTES} min`
  report.value(`${name} median fps`, 'fps', median(last.fps), median(first.fps))
  report.value(`${name} slowest pane`, 'fps', Math.min(...last.fps), Math.min(...first.fps))
  report.samples(`${name} age`, 'ms', last.agesMs, first.agesMs)
  report.value(`${name} heap`, 'MB', last.heap, first.heap)
  report.value(`${name} dialogs`, 'dialogs', dialogsLast, dialogsFirst)
  report.value(`${name} cpu page`, '% of a core', last.pageCpu, first.pageCpu)
  report.value(`${name} cpu core`, '% of a core', last.coreCpu, first.coreCpu)
}
