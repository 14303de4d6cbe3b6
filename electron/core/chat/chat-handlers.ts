import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Chat } from './chat.ts'
import type { ChatExport } from './export/chat-export.ts'

export function chatHandlers(chat: Chat, exporter: ChatExport): DomainHandlers<WatchpostContract, 'chat'> {
  return {
    state: () => chat.state,
    conversations: async () => (await chat.require()).conversations(),
    open: async ({ partner, name }) => (await chat.require()).open(partner, name),
    messages: async (query) => (await chat.require()).messages(query),
    fetchOlder: async ({ conversation }) => (await chat.require()).fetchOlder(conversation),
    search: async (query) => (await chat.require()).search(query),
    send: async ({ conversation, body }) => (await chat.require()).send(conversation, body),
    attach: async (input, { connection }) => {
      const work = await chat.require()
      const key = await work.attach(input)
      connection.own(() => void work.attachments.abandon(key))
      return { key }
    },
    attachPiece: async ({ key, offset, base64 }) => ({
      complete: await (await chat.require()).attachPiece(key, offset, base64),
    }),
    outbox: async () => (await chat.require()).outbox(),
    retry: async ({ key }) => (await chat.require()).retry(key).then(() => null),
    discard: async ({ key }) => (await chat.require()).discard(key).then(() => null),
    saveDraft: async ({ conversation, text }) => (await chat.require()).saveDraft(conversation, text).then(() => null),
    markRead: async ({ conversation, upTo }) => (await chat.require()).markRead(conversation, upTo).then(() => null),
    pin: async ({ conversation, pinned }) => (await chat.require()).pin(conversation, pinned).then(() => null),
    exportMessages: async (input, { signal }) => exporter.run(await chat.require(), input, signal),
  }
}
