/** The list the area shows: made anew when the filter or the way of folding changes, fed by what comes in. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useClient } from '../../client.ts'
import { AlarmList } from './alarm-list.ts'
import type { LineSource } from './alarm-line.ts'
import { BundleList } from './bundle-list.ts'
import { useAlarmsStore } from './store.ts'

export function useLines(): Readonly<ShallowRef<LineSource>> {
  const client = useClient()
  const store = useAlarmsStore()
  const make = (): LineSource =>
    store.mode === 'list' ? new AlarmList(client, store.filter) : new BundleList(client, store.filter)
  const source = shallowRef(make())
  void source.value.reload()

  watch([() => store.mode, () => store.filter], () => {
    source.value.dispose()
    source.value = make()
    void source.value.reload()
  })
  onScopeDispose(store.changed.on((change) => source.value.apply(change)))
  onScopeDispose(store.renewed.on(() => void source.value.reload()))
  onScopeDispose(() => source.value.dispose())
  return source
}
