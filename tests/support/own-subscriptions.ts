import type { Simulator } from '../simulator/simulator.ts'
import { until } from './until.ts'

/** On-line states, positions, chat, conferences, commands, alarms: what a signed-in client keeps open by itself. */
const OWN = 6

/** Waits until the client has all of its own open: before, a count of them says nothing. Gives the count. */
export async function ownSubscriptions(platform: Pick<Simulator, 'seen'>): Promise<number> {
  await until('the client’s own subscriptions', () => platform.seen().websockets.length === OWN)
  return OWN
}
