/** One choice of the operator for this installation: read once, followed, applied at once. */
import { shallowRef, type Ref } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'

export interface AppChoice<T> {
  readonly value: Ref<T>
  /** A failure to keep it is thrown (`disk`). */
  choose(value: T): Promise<void>
}

/** `read`: what a kept value means; kept ones may be edited by hand. */
export function appChoice<T>(
  { settings, on }: Pick<WatchpostClient, 'settings' | 'on'>,
  key: string,
  read: (kept: unknown) => T,
): AppChoice<T> {
  const value: Ref<T> = shallowRef(read(undefined))
  on('settings.changed', (change) => {
    if (change.scope === 'app' && change.key === key) value.value = read(change.value)
  })
  void settings.read({ scope: 'app', key }).then(
    (kept) => (value.value = read(kept.value)),
    () => undefined,
  )
  return {
    value,
    async choose(chosen) {
      value.value = chosen
      await settings.write({ scope: 'app', key, value: chosen })
    },
  }
}
