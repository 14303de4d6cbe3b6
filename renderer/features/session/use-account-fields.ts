/** User name, password and whether to keep it, for one site. */
import { computed, ref, watch, type Ref } from 'vue'
import type { Site } from '../../../shared/contract/sites.ts'

export function useAccountFields(site: Readonly<Ref<Site | undefined>>) {
  const username = ref('')
  const password = ref('')
  const remember = ref(false)

  watch(
    () => site.value?.id,
    () => {
      username.value = site.value?.lastUsername ?? ''
      password.value = ''
      remember.value = site.value?.hasPassword ?? false
    },
    { immediate: true },
  )

  /** Nothing typed, and the computer keeps one for this account. */
  const usesKept = computed(
    () =>
      password.value === '' && site.value?.hasPassword === true && username.value.trim() === site.value.lastUsername,
  )
  const ready = computed(
    () => site.value !== undefined && username.value.trim() !== '' && (password.value !== '' || usesKept.value),
  )
  return { username, password, remember, usesKept, ready }
}
