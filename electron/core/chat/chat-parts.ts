/** The tables of the chat, over one database, and what its methods share. */
import type { Database } from 'better-sqlite3'
import type { Conversation, Message } from '../../../shared/contract/chat.ts'
import { conversationTable } from './conversation-table.ts'
import { deskTable } from './desk-table.ts'
import { messageTable, type Inserted } from './message-table.ts'
import { outboxTable } from './outbox-table.ts'
import { pageTable } from './page-table.ts'
import { searchTable } from './search-table.ts'
import { syncTable } from './sync-table.ts'

/** What a change makes visible. */
export interface ChatChange {
  /** In order of their IDs. */
  readonly added: Message[]
  readonly conversations: Conversation[]
  /** Entries that left the outbox because their message is there. */
  readonly sentKeys: string[]
}

export function chatParts(db: Database) {
  const conversations = conversationTable(db)
  const desk = deskTable(db)
  const shown = (ids: Iterable<number>): Conversation[] =>
    [...ids].map((id) => conversations.get(id)).filter((conversation) => conversation !== undefined)
  return {
    db,
    conversations,
    desk,
    messages: messageTable(db, conversations, desk),
    outbox: outboxTable(db),
    pages: pageTable(db),
    search: searchTable(db),
    sync: syncTable(db),
    shown,
    change: ({ added, touched, sentKeys }: Inserted): ChatChange => ({
      added,
      conversations: shown(touched),
      sentKeys,
    }),
  }
}

export type ChatParts = ReturnType<typeof chatParts>
