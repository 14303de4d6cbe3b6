/** What the button of a dialog does: once at a time, and what kept it from being done stands in the dialog. */
import { ref, shallowRef, type Ref } from 'vue'
import type { ErrorEnvelope } from '../../shared/errors.ts'
import { toEnvelope } from './error-sentence.ts'

export interface Submit {
  readonly isBusy: Readonly<Ref<boolean>>
  readonly error: Ref<ErrorEnvelope | undefined>
  submit(): Promise<void>
}

export function useSubmit(work: () => Promise<void>): Submit {
  const isBusy = ref(false)
  const error = shallowRef<ErrorEnvelope>()
  return {
    isBusy,
    error,
    async submit() {
      if (isBusy.value) return
      isBusy.value = true
      error.value = undefined
      try {
        await work()
      } catch (thrown) {
        error.value = toEnvelope(thrown)
      }
      isBusy.value = false
    },
  }
}
