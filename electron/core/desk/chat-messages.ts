/** The messages among what was missed: from the chat's store, with the names of today. */
import type { Chat } from '../chat/chat.ts'
import type { MissedMessages } from './missed.ts'

export function missedOfChat(chat: Chat): MissedMessages {
  return {
    async missed(stretch) {
      const { store, names } = await chat.require()
      return (await store.missed(stretch)).map(
        ({ message, conversationName, conversationKind, conversationPartner }) => {
          const id = conversationPartner
          return {
            message: names.message(message),
            conversationName: names.of(conversationKind, id, conversationName),
          }
        },
      )
    },
    async count(range) {
      const { store } = await chat.require()
      return await store.countMissed(range)
    },
  }
}
