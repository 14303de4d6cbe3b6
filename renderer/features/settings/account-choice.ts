/** One choice of the operator for his account: read with each sign-in, followed, applied at once. */
import { shallowRef, watch, type Ref } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { useSessionStore } from '../session/store.ts'

export interface AccountChoice<T> {
  readonly value: Readonly<Ref<T>>
  /** A failure to keep it is thrown (`disk`). */
  choose(value: T): Promise<void>
}

/** `read`: what a kept value means; kept ones may be edited by hand. */
export function accountChoice<T>(
  { settings, on }: Pick<WatchpostClient, 'settings' | 'on'>,
  key: string,
  read: (kept: unknown) => T,
): AccountChoice<T> {
  const session = useSessionStore()
  const value: Ref<T> = shallowRef(read(undefined))
  on('settings.changed', (change) => {
    if (change.scope === 'account' && change.key === key) value.value = read(change.value)
  })
  watch(
    () => session.inside && `${session.session.siteId} ${session.session.username}`,
    async (account) => {
      value.value = read(undefined)
      if (!account) return
      const kept = await settings.read({ scope: 'account', key }).catch(() => undefined)
      if (kept) value.value = read(kept.value)
    },
    { immediate: true },
  )
  return {
    value,
    async choose(chosen) {
      value.value = chosen
      await settings.write({ scope: 'account', key, value: chosen })
    },
  }
}
