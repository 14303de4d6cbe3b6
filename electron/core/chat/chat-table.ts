/**
 * The chat's part of an account's database. Each method is one transaction: rows and the knowledge of what is complete change
 * together. Runs in the worker of the database; values in and out are plain.
 */
import type { Database } from 'better-sqlite3'
import { arrivalMethods } from './arrival-methods.ts'
import { chatParts } from './chat-parts.ts'
import { deskMethods } from './desk-methods.ts'
import { groupMethods } from './group-methods.ts'
import { missedMethods } from './missed-methods.ts'
import { outboxMethods } from './outbox-methods.ts'
import { readingMethods } from './reading-methods.ts'
import { retentionMethods } from './retention-methods.ts'

export function chatTable(db: Database) {
  const parts = chatParts(db)
  return {
    ...arrivalMethods(parts),
    ...groupMethods(parts),
    ...readingMethods(parts),
    ...deskMethods(parts),
    ...missedMethods(parts),
    ...outboxMethods(parts),
    ...retentionMethods(parts),
  }
}

export type ChatTable = ReturnType<typeof chatTable>
