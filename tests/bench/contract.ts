/** What the border to the platform costs: text to checked and normalised values, beside JSON.parse of the same texts alone. */
import { readAnswer } from '../../electron/core/platform/answer.ts'
import { operations, pushes } from '../../shared/platform/index.ts'
import { read } from '../../shared/platform/read.ts'
import type { Bench } from './support/bench.ts'
import { signInBare } from './support/platform-session.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'

const POSITIONS = 1_000_000
const ROWS = 100_000
const PAGE_SIZE = 500
/** The work is done in so many turns, ours and the baseline after each other, and the medians compared. */
const TURNS = 10

/** Operations a second of one turn. */
function perSecond(count: number, work: () => void): number {
  const startedAt = performance.now()
  work()
  return count / ((performance.now() - startedAt) / 1000)
}

/** Positions as the platform pushes them, each its own text: a repeated one would be parsed from a warm cache. */
function positionTexts(count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      devId: `PU_${(at % 10_000).toString(16).padStart(8, '0')}`,
      lng: 116.3 + at / 1e7,
      lat: 39.9 - at / 1e7,
      time: 1_790_000_000_000 + at,
      height: 4000 + (at % 900),
      angle: (at * 37) % 360_000,
      speed: (at * 11) % 60_000,
      starCount: 6 + (at % 9),
      state: 1,
      satellite: 3,
    }),
  )
}

/** One page of the device list as the simulator writes it, as it is on the wire or as documented. */
async function devicePage(owned: AsyncDisposableStack, asDocumented: boolean): Promise<string> {
  const session = await signInBare(await startSimulatorProcess(owned, PAGE_SIZE, asDocumented))
  return await session.pageText(operations.device.list.path, PAGE_SIZE)
}

export const contractBench: Bench = async ({ report, owned }) => {
  const compare = (name: string, count: number, ours: () => void, baseline: () => void): void => {
    const [own, bare]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < TURNS; turn++) {
      bare.push(perSecond(count, baseline))
      own.push(perSecond(count, ours))
    }
    report.samples(name, '1/s', own, bare)
  }
  const { frame } = pushes.gpsData
  const texts = positionTexts(POSITIONS / TURNS)
  compare(
    'position',
    texts.length,
    () => texts.forEach((text) => read(frame, JSON.parse(text))),
    () => texts.forEach((text) => JSON.parse(text) as unknown),
  )
  for (const asDocumented of [false, true]) {
    const text = await devicePage(owned, asDocumented)
    const pages = ROWS / TURNS / PAGE_SIZE
    const times = (work: () => void) => () => {
      for (let page = 0; page < pages; page++) work()
    }
    compare(
      asDocumented ? 'device row, as documented' : 'device row',
      pages * PAGE_SIZE,
      times(() => readAnswer(operations.device.list, { status: 200, text }, 'host')),
      times(() => JSON.parse(text) as unknown),
    )
  }
}
