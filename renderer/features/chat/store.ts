/** Conversations for the screens: plain data outside Vue's reactivity, and one `tick` that says "look again". */
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import type { ChatState, Conversation, OutboxEntry, Partner } from '../../../shared/contract/chat.ts'
import type { Off } from '../../../shared/disposables.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { oncePerFrame } from '../fleet/once-per-frame.ts'
import { ChatData, type MessagesAdded } from './chat-data.ts'
import { Stream } from './stream.ts'

/** Where to go in a conversation that is opened: to a message, or where the operator left off reading. */
export interface Visit {
  readonly conversation: number
  readonly message?: number
}

export const useChatStore = defineStore('chat', () => {
  const client = useClient()
  const data = markRaw(new ChatData(client))
  const state = shallowRef<ChatState>({ phase: 'empty' })
  /** Bumped at most once per frame when a conversation or the outbox changed. Read it where they are rendered. */
  const tick = ref(0)
  /** Why the core's list could not be read. */
  const readError = shallowRef<ErrorEnvelope>()
  /** What is open. A new object for each visit, also of the same conversation. */
  const visit = shallowRef<Visit>()

  const bump = oncePerFrame(
    () => tick.value++,
    (callback) => void requestAnimationFrame(callback),
  )
  data.changed.on(bump)
  data.stateChanged.on((next) => (state.value = next))
  data.cleared.on(() => (visit.value = undefined))

  async function attempt(read: () => Promise<void>): Promise<void> {
    readError.value = undefined
    try {
      await read()
    } catch (error) {
      readError.value = toEnvelope(error)
    }
  }
  void attempt(() => data.start())

  const asOf = <T>(_tick: number, value: T): T => value

  return {
    state,
    tick,
    readError,
    visit,
    conversations: computed(() => asOf(tick.value, data.conversations())),
    unread: computed(() => asOf(tick.value, data.unread())),
    opened: computed((): Conversation | undefined =>
      asOf(tick.value, visit.value && data.conversation(visit.value.conversation)),
    ),
    outbox: (conversation: number): OutboxEntry[] => data.outbox(conversation),
    conversation: (id: number): Conversation | undefined => data.conversation(id),
    onMessages: (listener: (added: MessagesAdded) => void): Off => data.messagesAdded.on(listener),
    stream: (conversation: number): Stream => markRaw(new Stream(client, conversation)),
    go: (conversation: number, message?: number): void => {
      visit.value = { conversation, ...(message === undefined ? {} : { message }) }
    },
    leave: () => (visit.value = undefined),
    /** The conversation with this partner, made when there is none; does not go there. */
    conversationWith: async (partner: Partner, name: string): Promise<Conversation> => {
      const conversation = await client.chat.open({ partner, name: name.slice(0, 200) })
      data.keep(conversation)
      return conversation
    },
    /** Reads the core's list again. */
    reload: () => attempt(() => data.read()),
  }
})
