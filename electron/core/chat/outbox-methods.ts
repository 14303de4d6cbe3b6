/**
 * The outbox. All that decides whether something is said, and whether it is said again, is on the disk before the next step.
 */
import type { MessageBody, OutboxEntry } from '../../../shared/contract/chat.ts'
import type { ChatChange, ChatParts } from './chat-parts.ts'
import { durably } from '../db/transaction.ts'
import type { IncomingMessage } from './incoming.ts'
import type { OutboxItem } from './rows.ts'

export interface NewEntry extends Pick<OutboxEntry, 'key' | 'body' | 'createdAt' | 'state'> {
  readonly conversation: number
}

export function outboxMethods({ db, conversations, messages, outbox, sync, change }: ChatParts) {
  const add = db.transaction(({ conversation, ...entry }: NewEntry): OutboxItem | undefined => {
    const partner = conversations.get(conversation)?.partner
    if (!partner) return undefined
    outbox.add(partner, entry)
    return outbox.get(entry.key)
  })
  const begin = db.transaction((key: string): OutboxItem | undefined => {
    outbox.begin(key, Math.max(sync.state().top, sync.highest()))
    return outbox.get(key)
  })
  const after = (key: string, write: () => void) => durably(db, () => (write(), outbox.get(key)))

  return {
    /** At the start: what the last run left. */
    recoverOutbox: db.transaction((): OutboxItem[] => {
      outbox.recover()
      for (const partner of outbox.partners()) conversations.ensure(partner)
      return outbox.list()
    }),
    addToOutbox: (entry: NewEntry) => durably(db, () => add(entry)),
    /** From here on it may have been said. */
    beginAttempt: (key: string) => durably(db, () => begin(key)),
    setOutboxState: ({ key, state, error }: Pick<OutboxEntry, 'key' | 'state' | 'error'>) =>
      after(key, () => outbox.setState(key, state, error)),
    setOutboxBody: ({ key, body }: { key: string; body: MessageBody }) => after(key, () => outbox.setBody(key, body)),
    retryOutbox: (key: string) => after(key, () => outbox.toEnd(key)),
    removeFromOutbox: (key: string): boolean => durably(db, () => outbox.remove(key)),
    /** It was said as this message: one leaves, the other is there. */
    settle: db.transaction(({ key, message }: { key: string; message: IncomingMessage }): ChatChange => {
      const inserted = messages.insert([{ ...message, key }], sync.state().top + 1)
      messages.setKey(message.id, key)
      const wasThere = outbox.remove(key)
      const sentKeys = wasThere ? [...inserted.sentKeys, key] : inserted.sentKeys
      return change({ ...inserted, sentKeys: [...new Set(sentKeys)] })
    }),
  }
}
