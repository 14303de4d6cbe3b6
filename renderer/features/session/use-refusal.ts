/** Why the last try to sign in failed: what the form's own call threw, else what the session says. */
import { computed, ref, shallowRef, type Ref } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { secondsLeft } from '../../ui/time.ts'
import { useSessionStore } from './store.ts'

export function useRefusal(siteId: () => string | undefined, username: Ref<string>, now: Readonly<Ref<number>>) {
  const session = useSessionStore()
  const own = shallowRef<{ error: ErrorEnvelope; username: string }>()
  const dismissed = shallowRef<ErrorEnvelope>()
  /** The core has no password although the list said so. */
  const keptGone = ref(false)

  const current = computed(() => {
    if (own.value) return own.value
    const { siteId: about, error, username: who = '' } = session.session
    return error && error !== dismissed.value && about === siteId() ? { error, username: who } : undefined
  })
  /** Seconds until the account is free again: a locked account does not lock another one. */
  const lockedSeconds = computed(() => {
    const until = current.value?.error.details.lockedUntil
    return until !== undefined && current.value?.username === username.value.trim() ? secondsLeft(until, now.value) : 0
  })

  /** Forgets what the form itself was told; what the session says stays. */
  function forget(): void {
    own.value = undefined
    keptGone.value = false
  }

  return {
    error: computed(() => current.value?.error),
    lockedSeconds,
    keptGone,
    forget,
    /** The operator has seen it: nothing is shown until the next failure. */
    clear(): void {
      forget()
      dismissed.value = session.session.error
    },
    note(error: ErrorEnvelope): void {
      if (error.code !== 'cancelled') own.value = { error, username: username.value.trim() }
    },
  }
}
