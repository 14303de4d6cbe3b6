/** Marks as read what stood on the screen while the window had the focus; several in a moment are told once. */
import { useDocumentVisibility, useTimeoutFn, useWindowFocus } from '@vueuse/core'
import { onScopeDispose, watch, type Ref } from 'vue'
import { useClient } from '../../client.ts'
import { useChatStore } from './store.ts'
import type { StreamRow } from './stream-rows.ts'

const COLLECT_MS = 300

export function useReadMarks(
  conversation: number,
  rows: () => readonly StreamRow[],
  seen: Readonly<Ref<{ from: number; to: number }>>,
  /** Where the line "unread" stands. */
  unreadAfter: Ref<number | undefined>,
): void {
  const client = useClient()
  const store = useChatStore()
  const focused = useWindowFocus()
  const visibility = useDocumentVisibility()
  let marked = 0
  let due = 0

  const known = () => store.conversation(conversation)
  const tell = (): void => {
    if (due <= marked) return
    marked = due
    // What could not be told is told with the next one.
    client.chat.markRead({ conversation, upTo: due }).catch(() => (marked = 0))
  }
  const { start } = useTimeoutFn(tell, COLLECT_MS, { immediate: false })
  // A quick look counts too.
  onScopeDispose(tell)

  watch(
    [rows, seen, focused, visibility, () => store.tick],
    () => {
      if (!focused.value || visibility.value !== 'visible') return
      const conversationNow = known()
      if (!conversationNow || conversationNow.unread === 0) return
      const newest = newestSeen(rows(), seen.value.to)
      if (newest <= Math.max(due, conversationNow.readUpTo)) return
      unreadAfter.value ??= conversationNow.readUpTo
      due = newest
      start()
    },
    { flush: 'post' },
  )
  // What comes while nobody looks is new when somebody looks again: the line moves there.
  watch(focused, (now) => {
    if (!now && known()?.unread === 0) unreadAfter.value = undefined
  })
}

function newestSeen(rows: readonly StreamRow[], to: number): number {
  for (let at = Math.min(to, rows.length) - 1; at >= 0; at--) {
    const row = rows[at]
    if (row?.kind === 'message') return row.message.id
  }
  return 0
}
