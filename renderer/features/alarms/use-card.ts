/**
 * One alarm with everything known of it, read anew whenever it changed. What the list holds of it stands at once: a card
 * that came a moment late would leave what is typed for its note to the keys of the list, and these deal with alarms.
 */
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Alarm, AlarmStep } from '../../../shared/contract/alarms.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useAlarmsStore } from './store.ts'

export function useCard(key: () => string, known: () => Alarm | undefined = () => undefined) {
  const client = useClient()
  const store = useAlarmsStore()
  const alarm = shallowRef<Alarm>()
  const steps = shallowRef<readonly AlarmStep[]>([])
  const error = shallowRef<ErrorEnvelope>()
  const isFetching = ref(false)
  let read = 0

  async function fetch(): Promise<void> {
    const mine = ++read
    const wanted = key()
    if (wanted === '') return
    isFetching.value = true
    try {
      const card = await client.alarms.card({ key: wanted })
      if (mine !== read) return
      alarm.value = card.alarm
      steps.value = card.steps
      error.value = undefined
    } catch (thrown) {
      if (mine === read) error.value = toEnvelope(thrown)
    } finally {
      if (mine === read) isFetching.value = false
    }
  }

  watch(
    key,
    () => {
      alarm.value = known()
      error.value = undefined
      steps.value = []
      void fetch()
    },
    { immediate: true },
  )
  onScopeDispose(
    store.changed.on(({ alarms }) => {
      const changed = alarms.find((each) => each.key === key())
      if (!changed) return
      alarm.value = changed
      void fetch()
    }),
  )
  onScopeDispose(() => read++)
  return { alarm, steps, error, isFetching, refresh: fetch }
}
