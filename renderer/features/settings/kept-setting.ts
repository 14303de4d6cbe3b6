/** One value that the core keeps for the installation or the account, the same in all its windows: read, followed, applied at once. */
import { tryOnScopeDispose } from '@vueuse/core'
import { shallowRef, watch, type Ref } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { SettingScope } from '../../../shared/contract/settings.ts'
import { useSessionStore } from '../session/store.ts'

export interface KeptSetting<T> {
  readonly value: Readonly<Ref<T>>
  /** What was kept is known. */
  readonly isRead: Readonly<Ref<boolean>>
  /** Applied at once; a failure to keep it is thrown (`disk`). */
  choose(value: T): Promise<void>
}

export interface SettingShape<T> {
  readonly scope: SettingScope
  readonly key: string
  /** What a kept value means, undefined for none; kept ones may be edited by hand. */
  readonly read: (kept: unknown) => T
  /** As it is kept; as it is without. */
  readonly write?: (value: T) => unknown
}

export function keptSetting<T>(
  { settings, on }: Pick<WatchpostClient, 'settings' | 'on'>,
  { scope, key, read, write = (value) => value }: SettingShape<T>,
): KeptSetting<T> {
  const value: Ref<T> = shallowRef(read(undefined))
  const isRead = shallowRef(false)
  let writing: Promise<void> | undefined
  /** What was told meanwhile, by whichever window. */
  let told: { readonly kept: unknown } | undefined
  /** Another account has another value: what was begun for the one before counts no more. */
  let turn = 0

  const off = on('settings.changed', (change) => {
    if (change.scope !== scope || change.key !== key) return
    // What this window wrote is older than what it shows by now: an echo must not undo the next choice.
    if (writing) told = { kept: change.value }
    else value.value = read(change.value)
  })
  tryOnScopeDispose(off)

  async function begin(hasOwner: boolean): Promise<void> {
    const mine = ++turn
    writing = undefined
    isRead.value = false
    const before = (value.value = read(undefined))
    if (!hasOwner) return
    const kept = await settings.read({ scope, key }).catch(() => undefined)
    if (mine !== turn) return
    // What the operator chose meanwhile is newer.
    if (kept && value.value === before) value.value = read(kept.value)
    isRead.value = true
  }

  /** One write at a time, of what is newest then: a slider that is dragged is no stream of files. */
  async function keep(mine: number): Promise<void> {
    let written: { readonly value: T } | undefined
    while (mine === turn && written?.value !== value.value) {
      written = { value: value.value }
      told = undefined
      await settings.write({ scope, key, value: write(written.value) })
    }
    // The core tells all windows in the order it wrote: the last word counts, whoever said it.
    if (mine === turn && told) value.value = read(told.kept)
  }

  if (scope === 'app') void begin(true)
  else followAccount(begin)

  return {
    value,
    isRead,
    choose(chosen) {
      value.value = chosen
      if (writing) return writing
      const mine = turn
      const begun = keep(mine).finally(() => {
        if (writing === begun) writing = undefined
      })
      return (writing = begun)
    },
  }
}

function followAccount(begin: (hasOwner: boolean) => Promise<void>): void {
  const session = useSessionStore()
  watch(
    () => session.inside && `${session.session.siteId} ${session.session.username}`,
    (account) => void begin(account !== false),
    { immediate: true },
  )
}
