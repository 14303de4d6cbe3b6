import { useClient } from '../../client.ts'
import { useAlarmsStore } from './store.ts'

/** "I have this", told to the other desks. */
export function useClaiming() {
  const client = useClient()
  const store = useAlarmsStore()
  const isMine = (key: string): boolean => store.claims.get(key)?.mine === true
  const claim = async (keys: readonly string[], claimed: boolean): Promise<void> => {
    for (const key of keys) await client.alarms.claim({ key, claimed })
  }
  return {
    claim,
    /** Claims them all; when all are claimed by this desk already, gives them up. Errors: `not-found` without a group to tell. */
    toggleClaim: (keys: readonly string[]): Promise<void> => claim(keys, !keys.every(isMine)),
  }
}
