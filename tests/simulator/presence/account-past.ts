/** Where the accounts of desks were before the simulator started: a working day each, from the control room's network. */
import { OnlineReason } from '../../../shared/platform/log.ts'
import { createRandom, hashText } from '../random.ts'
import { DAY_MS, PAST_DAYS } from './past.ts'
import type { Stay } from './stay.ts'

const MINUTE_MS = 60_000

/** Ended stays before `startMs`, oldest first. */
export function accountPast(accountId: string, startMs: number, seed: number): Stay[] {
  const hash = hashText(accountId)
  const random = createRandom(seed ^ hash)
  const stays: Stay[] = []
  const today = Math.floor(startMs / DAY_MS)
  for (let day = today - PAST_DAYS; day <= today; day++) {
    const onlineMs = day * DAY_MS + random.between(5 * 60, 9 * 60) * MINUTE_MS + random.between(0, 59) * 1000
    const offlineMs = onlineMs + random.between(4 * 60, 9 * 60) * MINUTE_MS
    const reason = random.chance(0.8) ? OnlineReason.unregister : OnlineReason.timeout
    if (random.chance(0.2) || offlineMs >= startMs) continue
    stays.push({ onlineMs, offlineMs, reason, protocol: 'http', host: `192.168.10.${20 + (hash % 200)}` })
  }
  return stays
}
