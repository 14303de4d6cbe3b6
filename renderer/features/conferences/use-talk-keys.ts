/**
 * The keys of this window: Space for the chosen conferences, one of its own for each that has it. Space belongs to a field, a
 * button or a list that has the focus; keys of their own belong to conferences except while somebody writes. A window
 * that loses the focus, is hidden or goes holds no key.
 */
import { useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { useConferencesStore } from './store.ts'
import { TalkKey } from './talk-key.ts'

const SPACE = 'Space'
const WRITING = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable=true]'
const OWN_SPACE = `${WRITING}, input, select, button, a, summary, [tabindex]`

/** `isAllowed`: false under a sign-in panel. */
export function useTalkKeys(isAllowed: () => boolean): void {
  const store = useConferencesStore()
  const keys = new Map<string, TalkKey>()
  /** Which conferences a key began to talk to. */
  const held = new Map<string, readonly string[]>()

  const targetsOf = (code: string): string[] =>
    store.joined
      .filter(({ groupId }) => {
        const { key, isTarget } = store.choiceOf(groupId)
        return key === code || (code === SPACE && store.key.hasSpace && isTarget)
      })
      .map(({ groupId }) => groupId)

  function keyFor(code: string): TalkKey {
    const known = keys.get(code)
    if (known) return known
    const made = new TalkKey({
      choice: () => store.key,
      begin() {
        const targets = targetsOf(code)
        held.set(code, targets)
        for (const groupId of targets) void store.talk.press(groupId)
      },
      end: () => letGo(code),
      now: () => performance.now(),
    })
    keys.set(code, made)
    return made
  }
  function letGo(code: string): void {
    for (const groupId of held.get(code) ?? []) store.talk.release(groupId)
    held.delete(code)
  }
  function letAllGo(): void {
    for (const key of keys.values()) key.up()
    for (const [code, key] of keys) {
      key.over()
      letGo(code)
    }
    store.talk.releaseAll()
  }
  onScopeDispose(
    store.onOver((groupId) => {
      for (const [code, groupIds] of held)
        if (groupIds.every((id) => id === groupId || !store.talk.isPressed(id))) {
          held.delete(code)
          keys.get(code)?.over()
        }
    }),
  )

  function isForOther(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return true
    const { target } = event
    return target instanceof Element && target.closest(event.code === SPACE ? OWN_SPACE : WRITING) !== null
  }
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!isAllowed() || isForOther(event) || targetsOf(event.code).length === 0) return
    event.preventDefault()
    if (!event.repeat) keyFor(event.code).down()
  })
  useEventListener(window, 'keyup', (event: KeyboardEvent) => keys.get(event.code)?.up())
  useEventListener(window, ['blur', 'pagehide'], letAllGo)
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'hidden' && letAllGo())
  onScopeDispose(letAllGo)
}
