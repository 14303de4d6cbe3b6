import { onTestFinished } from 'vitest'
import { startSimulator, type Simulator } from '../simulator/simulator.ts'
import type { SimulatorOptions } from '../simulator/options.ts'

/** The second pass of the end-to-end tests: answers as the documentation prints them, `ID` for `id` and numbers as text. */
const AS_DOCUMENTED = process.env['WATCHPOST_AS_DOCUMENTED'] === '1'

/** A platform of this test alone. `now`: epoch ms, for tests of time. */
export async function openPlatform(
  options: Partial<SimulatorOptions> & { now?: () => number } = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ devices: 40, asDocumented: AS_DOCUMENTED, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}
