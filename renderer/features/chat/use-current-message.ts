/** One message chosen by the keyboard, and what its keys do. */
import { ref, type Ref } from 'vue'
import type { Message } from '../../../shared/contract/chat.ts'
import { canForward, type MessageActions } from './message-actions.ts'
import { messageKey, type StreamRow } from './stream-rows.ts'
import type { StreamList } from './use-stream-list.ts'

export function useCurrentMessage(
  rows: () => readonly StreamRow[],
  list: Pick<StreamList, 'seen' | 'nudge'>,
  actions: MessageActions,
): { current: Ref<number | undefined>; onKeydown(event: KeyboardEvent): void; clear(): void } {
  const current = ref<number>()

  const messages = (): Message[] => rows().flatMap((row) => (row.kind === 'message' ? [row.message] : []))

  function move(step: 1 | -1): void {
    const all = messages()
    const at = all.findIndex(({ id }) => id === current.value)
    const next = at < 0 ? lastSeen() : all[at + step]
    if (!next) return
    current.value = next.id
    list.nudge(messageKey(next.id))
  }

  function lastSeen(): Message | undefined {
    const { from, to } = list.seen.value
    const row = rows()
      .slice(from, to)
      .findLast((candidate) => candidate.kind === 'message')
    return row?.kind === 'message' ? row.message : undefined
  }

  function act(key: string, message: Message): boolean {
    if (key === 'r') actions.reply(message)
    else if (key === 'c') actions.copy([message])
    else if (key === 'f' && canForward(message)) actions.forward([message])
    else if (key === ' ') actions.select(message)
    else if (key === 'Enter' && message.body.kind === 'file' && message.body.media === 'picture') {
      actions.openPicture(message.body)
    } else return false
    return true
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return
    const message = messages().find(({ id }) => id === current.value)
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') move(event.key === 'ArrowUp' ? -1 : 1)
    else if (!message || !act(event.key.length === 1 ? event.key.toLowerCase() : event.key, message)) return
    event.preventDefault()
  }

  return { current, onKeydown, clear: () => (current.value = undefined) }
}
