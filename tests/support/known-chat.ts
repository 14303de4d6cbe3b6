/** What a client's own store holds, read page by page as a screen does. */
import type { Message } from '../../shared/contract/chat.ts'
import type { Alarm } from '../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'

const LIMIT = 200

/** Of all conversations, by ID, oldest first. */
export async function knownMessages(client: WatchpostClient): Promise<Message[]> {
  const conversations = await client.chat.conversations({})
  const messages: Message[] = []
  for (const { id } of conversations) messages.push(...(await messagesOf(client, id)))
  return messages.sort((one, other) => one.id - other.id)
}

export async function messagesOf(client: WatchpostClient, conversation: number): Promise<Message[]> {
  const pages: Message[][] = []
  for (let before: number | undefined; ;) {
    const page = await client.chat.messages({ conversation, limit: LIMIT, ...(before === undefined ? {} : { before }) })
    pages.unshift(page.messages)
    before = page.messages[0]?.id
    if (page.older !== 'store' || before === undefined) return pages.flat()
  }
}

export async function knownAlarms(client: WatchpostClient): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (;;) {
    const last = alarms.at(-1)
    const before = last && { time: last.time, key: last.key }
    const page = await client.alarms.list({ filter: {}, limit: 500, ...(before ? { before } : {}) })
    alarms.push(...page.alarms)
    if (!page.more) return alarms
  }
}

/** The text of a message, or the name of its file. */
export function wordsOf({ body }: Pick<Message, 'body'>): string {
  if (body.kind === 'file') return body.name
  return body.kind === 'text' || body.kind === 'custom' ? body.text : body.kind
}
