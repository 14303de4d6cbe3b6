/** Messages that are picked for something. */
import { reactive, ref } from 'vue'
import type { Message } from '../../../shared/contract/chat.ts'

export function useSelection() {
  const active = ref(false)
  /** In the order of the conversation, whatever the order of picking. */
  const picked = reactive(new Map<number, Message>())
  const ids = reactive(new Set<number>())

  function toggle(message: Message): void {
    active.value = true
    if (ids.delete(message.id)) return void picked.delete(message.id)
    ids.add(message.id)
    picked.set(message.id, message)
  }
  function end(): void {
    active.value = false
    ids.clear()
    picked.clear()
  }
  return {
    active,
    ids,
    toggle,
    end,
    messages: (): Message[] => [...picked.values()].sort((one, other) => one.id - other.id),
  }
}
