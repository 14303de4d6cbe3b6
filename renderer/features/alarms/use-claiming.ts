import { useMessage } from 'naive-ui'
import { useI18n } from 'vue-i18n'
import { AppError } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { useAlarmsStore } from './store.ts'

/** "I have this", told to the other desks. Errors: those of the platform; without a group to tell it says so itself. */
export function useClaiming() {
  const { t } = useI18n()
  const client = useClient()
  const store = useAlarmsStore()
  const message = useMessage()
  const isMine = (key: string): boolean => store.claims.get(key)?.mine === true

  /** False when no group is chosen. */
  async function claim(keys: readonly string[], claimed: boolean): Promise<boolean> {
    try {
      for (const key of keys) await client.alarms.claim({ key, claimed })
      return true
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === 'not-found')) throw thrown
      return false
    }
  }

  return {
    claim,
    /** Claims them all; when all are claimed by this desk already, gives them up. */
    async toggleClaim(keys: readonly string[]): Promise<void> {
      if (!(await claim(keys, !keys.every(isMine)))) message.warning(t('alarms.claim.noGroup'))
    },
  }
}
