/** What is done to fences: one act at a time, and what the platform said of it. */
import { shallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'

export type FenceActs = ReturnType<typeof useFenceActs>

export function useFenceActs() {
  const error = shallowRef<ErrorEnvelope>()
  const isBusy = shallowRef(false)

  async function act(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    error.value = undefined
    try {
      await work()
    } catch (thrown) {
      error.value = toEnvelope(thrown)
    } finally {
      isBusy.value = false
    }
  }
  return { error, isBusy, act }
}
