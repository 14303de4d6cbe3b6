/** Keys of the area, wherever the focus is in it. */
import { useEventListener } from '@vueuse/core'

export interface ChatKeyActions {
  /** `onlyHere`: in the conversation that is open. */
  search(onlyHere: boolean): void
  nextUnread(step: 1 | -1): void
}

export type ChatKey = 'search' | 'searchHere' | 'nextUnread' | 'previousUnread'
type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** `isTyping`: the focus is in a field, where a bare "/" is a letter. */
export function chatKey(event: Key, isTyping: boolean): ChatKey | undefined {
  const { ctrlKey, altKey, metaKey, shiftKey, key, code } = event
  const isPlain = !ctrlKey && !altKey && !metaKey
  if (ctrlKey && !altKey && !metaKey && !shiftKey) {
    if (code === 'KeyK') return 'search'
    return code === 'KeyF' ? 'searchHere' : undefined
  }
  if (altKey && !ctrlKey && !metaKey && !shiftKey) {
    if (key === 'ArrowDown') return 'nextUnread'
    return key === 'ArrowUp' ? 'previousUnread' : undefined
  }
  return isPlain && key === '/' && !isTyping ? 'search' : undefined
}

export function useChatKeys(actions: ChatKeyActions): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.isComposing || document.querySelector('[aria-modal="true"]')) return
    const what = chatKey(event, isField(event.target))
    if (!what) return
    event.preventDefault()
    if (what === 'search' || what === 'searchHere') actions.search(what === 'searchHere')
    else actions.nextUnread(what === 'nextUnread' ? 1 : -1)
  })
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
