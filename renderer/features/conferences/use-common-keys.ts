/** Names of the keys that talk to the chosen conferences. */
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { keyName } from './key-names.ts'
import { useConferencesStore } from './store.ts'

export function useCommonKeys(): ComputedRef<readonly string[]> {
  const { t } = useI18n()
  const store = useConferencesStore()
  return computed(() => store.commonKeys.map((code) => (code === 'Space' ? t('conferences.key.bar') : keyName(code))))
}
