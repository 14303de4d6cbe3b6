import { onTestFinished } from 'vitest'
import { startSimulator, type Simulator } from '../simulator/simulator.ts'
import type { SimulatorOptions } from '../simulator/options.ts'

/** A platform of this test alone. `now`: epoch ms, for tests of time. */
export async function openPlatform(
  options: Partial<SimulatorOptions> & { now?: () => number } = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ devices: 40, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}
