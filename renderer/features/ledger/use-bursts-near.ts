/** Speeches near an alarm: with its device or by its person, from shortly before it on. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { LedgerBurst, LedgerFilter } from '../../../shared/contract/ledger.ts'
import { useClient } from '../../client.ts'

const BEFORE_MS = 10 * 60_000
const AFTER_MS = 60 * 60_000
const MOST = 50

export function useBurstsNear(alarm: () => Alarm | undefined) {
  const client = useClient()
  const bursts = shallowRef<readonly LedgerBurst[]>([])
  let asked = 0

  function filterOf({ device, user, time }: Alarm): LedgerFilter | undefined {
    const ids = [device.id, user?.id ?? ''].filter((id) => id !== '')
    return ids.length > 0 ? { anyOf: ids, from: time - BEFORE_MS, to: time + AFTER_MS } : undefined
  }
  async function read(): Promise<void> {
    const mine = ++asked
    const now = alarm()
    const filter = now && filterOf(now)
    // What cannot be read is left out: the steps of the alarm stand there all the same.
    const page = filter && (await client.ledger.list({ filter, limit: MOST }).catch(() => undefined))
    if (mine === asked) bursts.value = page?.bursts ?? []
  }

  watch(() => alarm()?.key, read, { immediate: true })
  for (const event of ['ledger.added', 'ledger.changed'] as const) onScopeDispose(client.on(event, () => void read()))
  onScopeDispose(() => asked++)
  return bursts
}
