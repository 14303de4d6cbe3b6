/** Whose key a key is: each talks to one conference, or to the chosen ones. */
import { useI18n } from 'vue-i18n'
import { useConferencesStore } from './store.ts'

/** `groupId`: the conference that asks; undefined for the common key. */
export function useKeyOwners(): (code: string, groupId?: string) => string | undefined {
  const { t } = useI18n()
  const store = useConferencesStore()
  return (code, groupId) => {
    if (groupId !== undefined && store.key.common === code) return t('conferences.key.common')
    return store.all.find((one) => one.groupId !== groupId && store.choiceOf(one.groupId).key === code)?.name
  }
}
