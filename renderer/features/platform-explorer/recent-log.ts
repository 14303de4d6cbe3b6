/** The calls an account made last, kept for it across restarts. */
import { shallowRef, type ShallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { parseRecent, withCall, type RecentCall } from './recent-calls.ts'

const KEY = 'explorer.recent'

export interface RecentLog {
  readonly calls: Readonly<ShallowRef<readonly RecentCall[]>>
  /** Once for each account; the calls made meanwhile stay in front. */
  read(): Promise<void>
  add(call: RecentCall): void
  /** Another account is signed in. */
  forget(): void
}

export function createRecentLog(client: Pick<WatchpostClient, 'settings'>): RecentLog {
  const calls = shallowRef<readonly RecentCall[]>([])
  let reading: Promise<void> | undefined
  /** Counts the accounts: what was read for one is nothing to the next. */
  let account = 0

  async function readOnce(): Promise<void> {
    const reader = account
    const kept = await client.settings.read({ scope: 'account', key: KEY }).catch(() => undefined)
    if (account === reader) calls.value = parseRecent([...calls.value, ...parseRecent(kept?.value)])
  }
  const read = (): Promise<void> => (reading ??= readOnce())

  return {
    calls,
    read,
    add(call) {
      const own = account
      calls.value = withCall(calls.value, call)
      // After the reading: writing first would forget what was there. A list that cannot be kept bothers nobody.
      void read()
        .then(() => own === account && client.settings.write({ scope: 'account', key: KEY, value: calls.value }))
        .catch(() => undefined)
    },
    forget() {
      account += 1
      reading = undefined
      calls.value = []
    },
  }
}
