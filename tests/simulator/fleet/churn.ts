/** Devices that come and go: so many events each second over the whole fleet, about 15 % stay off-line. */
import { createRandom } from '../random.ts'
import type { Fleet } from './fleet.ts'

const STEP_MS = 100
const ONLINE_SHARE = 0.85

/** Returns what stops it. `eventsPerSecond` 0 never starts. */
export function startChurn(fleet: Fleet, eventsPerSecond: number, seed: number): () => void {
  if (eventsPerSecond <= 0 || fleet.devices.length === 0) return () => undefined
  const random = createRandom(seed ^ 0x5eed)
  let due = 0
  const timer = setInterval(() => {
    due += (eventsPerSecond * STEP_MS) / 1000
    for (; due >= 1; due--) {
      const device = random.pick(fleet.devices)
      fleet.setOnline(device, random.chance(ONLINE_SHARE))
    }
  }, STEP_MS)
  timer.unref()
  return () => clearInterval(timer)
}
