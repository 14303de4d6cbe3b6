/** A started simulator with an administrator at it, for the tests of groups, classes and devices. */
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf, type PlatformAnswer } from './desk.ts'

export type Ask = (
  name: string,
  given?: { params?: Record<string, string | number>; body?: unknown },
) => Promise<PlatformAnswer>

export interface FleetDesk {
  readonly simulator: Simulator
  /** As the administrator. */
  readonly ask: Ask
  as(account: string, password: string): Promise<Ask>
}

/** The clock stands still but for `advance`, a Monday, 08:00 UTC. */
export async function openFleetDesk(): Promise<FleetDesk> {
  const simulator = await startSimulator({ devices: 60, now: () => Date.UTC(2026, 10, 23, 8) })
  const as = async (account: string, password: string): Promise<Ask> => {
    const token = await tokenOf(simulator, account, password)
    return (name, given = {}) => call(simulator, name, { token, ...given })
  }
  return { simulator, ask: await as('admin', '123456'), as }
}

/** Of the first on-line device of the class (101 body camera, 102 vehicle, 103 helmet, 104 PTZ camera, 105 handheld). */
export function onlineOf(simulator: Simulator, classId: number): string {
  const found = simulator.fleet().devices.find((device) => device.online && device.classId === classId)
  if (!found) throw new Error(`no device of class ${classId} is on-line`)
  return found.id
}
