/** What was said with a unit and with who carries it, the last of it, and a way to say something. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Conversation, Message, OutboxEntry, Partner } from '../../../shared/contract/chat.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useChatStore } from '../chat/store.ts'
import { partnersOf, samePartner, type TalkSubject } from './talk-partners.ts'

/** @param most messages shown at most */
export function useTalk(subject: () => TalkSubject, most: number) {
  const client = useClient()
  const chat = useChatStore()
  const messages = shallowRef<readonly Message[]>([])
  const error = shallowRef<ErrorEnvelope>()
  let asked = 0

  const partners = computed(() => partnersOf(subject()))
  /** Those that there are; looking at a unit makes none. */
  const conversations = computed((): readonly Conversation[] =>
    chat.conversations.filter(({ partner }) => partners.value.some((each) => samePartner(each, partner))),
  )
  const ids = computed(() => conversations.value.map(({ id }) => id).join())

  async function read(): Promise<void> {
    const mine = ++asked
    try {
      const pages = await Promise.all(
        conversations.value.map(({ id }) => client.chat.messages({ conversation: id, limit: most })),
      )
      if (mine !== asked) return
      const all = pages.flatMap((page) => page.messages)
      messages.value = all.toSorted((a, b) => a.time - b.time || a.id - b.id).slice(-most)
      error.value = undefined
    } catch (thrown) {
      if (mine === asked) error.value = toEnvelope(thrown)
    }
  }

  watch(ids, () => void read(), { immediate: true })
  onScopeDispose(
    chat.onMessages(({ messages: added }) => {
      const mine = new Set(conversations.value.map(({ id }) => id))
      if (added.some(({ conversation }) => mine.has(conversation))) void read()
    }),
  )
  onScopeDispose(() => asked++)

  async function conversationOf(partner: Partner, name: string): Promise<Conversation> {
    return (
      conversations.value.find((each) => samePartner(each.partner, partner)) ?? chat.conversationWith(partner, name)
    )
  }

  return {
    messages,
    error,
    /** With whom a new word goes: the person, where there is one, is the first. */
    partner: computed(() => partners.value[0]),
    waiting: computed((): OutboxEntry[] => (void chat.tick, conversations.value.flatMap(({ id }) => chat.outbox(id)))),
    /** Waits in the outbox until the platform took it. */
    async say(text: string): Promise<void> {
      const [partner] = partners.value
      if (!partner) return
      const { id } = await conversationOf(partner, partner.name)
      await client.chat.send({ conversation: id, body: { kind: 'text', text } })
    },
    /** Makes it the open conversation of the chat area. */
    async go(): Promise<void> {
      const [partner] = partners.value
      if (partner) chat.go((await conversationOf(partner, partner.name)).id)
    },
  }
}
