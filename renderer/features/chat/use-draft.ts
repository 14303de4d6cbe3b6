/** What is being written, kept by the core: a moment after the last key, and at once when the conversation is left. */
import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useClient } from '../../client.ts'
import { useReported } from '../../ui/use-reported.ts'
import { useChatStore } from './store.ts'

const QUIET_MS = 400
export const LONGEST_TEXT = 20_000

export function useDraft(conversation: number): { text: Ref<string>; clear(): void } {
  const client = useClient()
  const store = useChatStore()
  const reported = useReported()
  const text = ref(store.conversation(conversation)?.draft ?? '')
  let kept = text.value

  function keep(): void {
    const now = text.value.slice(0, LONGEST_TEXT)
    if (now === kept) return
    kept = now
    reported(client.chat.saveDraft({ conversation, text: now }))
  }
  const keepSoon = useDebounceFn(keep, QUIET_MS)
  watch(text, () => void keepSoon())
  onScopeDispose(keep)
  return {
    text,
    clear: () => {
      text.value = ''
      keep()
    },
  }
}
