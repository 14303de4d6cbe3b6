/**
 * The keys of this window: the common ones (Space, and one that may be set) for the chosen conferences, one of its own for each
 * that has it. Space belongs to a field, a button or a list that has the focus; the others belong to conferences except while
 * somebody writes. A window that loses the focus, is hidden or goes holds no key, but for those that are heard everywhere:
 * these go with the way they are heard.
 */
import { useEventListener } from '@vueuse/core'
import { computed, onScopeDispose, watch } from 'vue'
import { GLOBAL_CODES, type GlobalCode } from '../../../shared/contract/keys.ts'
import { useClient } from '../../client.ts'
import { HeldKeys } from './held-keys.ts'
import { useConferencesStore } from './store.ts'

const SPACE = 'Space'
const WRITING = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable=true]'
const OWN_SPACE = `${WRITING}, input, select, button, a, summary, [tabindex]`

/** `isAllowed`: false under a sign-in panel. */
export function useTalkKeys(isAllowed: () => boolean): void {
  const store = useConferencesStore()
  const isHeardEverywhere = (code: string): boolean => store.keys.codes.some((one) => one === code)

  const targetsOf = (code: string): string[] =>
    store.joined
      .filter(({ groupId }) => {
        const { key, isTarget } = store.choiceOf(groupId)
        return key === code || (isTarget && store.commonKeys.includes(code))
      })
      .map(({ groupId }) => groupId)

  const keys = new HeldKeys({
    talk: store.talk,
    targetsOf,
    // Where nobody tells that it came up, the next press ends it.
    choiceOf: (code) =>
      isHeardEverywhere(code) && store.keys.way === 'pressed' ? { ...store.key, mode: 'toggle' } : store.key,
    now: () => performance.now(),
  })
  function letGo(): void {
    keys.drop((code) => !isHeardEverywhere(code))
    for (const groupId of store.talk.groupIds)
      if (!keys.holds(groupId, isHeardEverywhere)) store.talk.releaseFor(groupId)
  }
  function letAllGo(): void {
    keys.drop(() => true)
    store.talk.releaseAll()
  }
  onScopeDispose(store.onOver((groupId) => keys.over(groupId)))

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!isAllowed() || isForOther(event) || targetsOf(event.code).length === 0) return
    event.preventDefault()
    if (!event.repeat && !isHeardEverywhere(event.code)) keys.down(event.code)
  })
  useEventListener(window, 'keyup', (event: KeyboardEvent) => keys.up(event.code))
  useEventListener(window, 'blur', letGo)
  useEventListener(window, 'pagehide', letAllGo)
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'hidden' && letGo())
  onScopeDispose(letAllGo)
  useKeysOfOtherPrograms(keys, isAllowed)
}

/** Those among the keys that were chosen, once that is turned on, for the window that has the sound. */
function useKeysOfOtherPrograms(keys: HeldKeys, isAllowed: () => boolean): void {
  const client = useClient()
  const store = useConferencesStore()
  const wanted = computed((): GlobalCode[] =>
    store.key.isEverywhere && !store.isElsewhere && isAllowed() ? GLOBAL_CODES.filter(store.isTalkKey) : [],
  )
  watch(
    () => wanted.value.join(),
    () => void client.keys.watch({ codes: wanted.value }).catch(() => undefined),
    { immediate: true },
  )
  // Whatever the reason: who is not heard any more cannot let go either.
  watch(
    () => store.keys,
    (now, before) => keys.drop((code) => isOneOf(before.codes, code) && !isOneOf(now.codes, code)),
    { flush: 'sync' },
  )
  const isMine = (code: GlobalCode): boolean => isOneOf(wanted.value, code) && !store.isLearning
  onScopeDispose(
    client.on('keys.down', ({ code }) => {
      if (!isMine(code)) return
      keys.down(code)
      if (store.keys.way === 'pressed') keys.up(code)
    }),
  )
  onScopeDispose(client.on('keys.up', ({ code }) => keys.up(code)))
}

const isOneOf = (codes: readonly string[], code: string): boolean => codes.includes(code)

/** Keys of a field, a list or a button, and those that mean something else with another key. */
function isForOther({ ctrlKey, altKey, metaKey, code, target }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey) return true
  return target instanceof Element && target.closest(code === SPACE ? OWN_SPACE : WRITING) !== null
}
