/** A database of the product's own making, full of messages. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { chatTable, type ChatTable } from '../../../electron/core/chat/chat-table.ts'
import type { IncomingMessage } from '../../../electron/core/chat/incoming.ts'
import { connectTo } from '../../../electron/core/db/connection.ts'
import { migrate } from '../../../electron/core/db/migrate.ts'
import { programFiles } from '../../../electron/core/db/program-files.ts'
import { temporaryFolder } from './client.ts'
import { createCorpus } from './corpus.ts'

/** The first ones are met far more often than the last. */
const CONVERSATIONS = 300
const PERSONS = 3_000
const FIRST_TIME = 1_600_000_000_000
/** Between two messages: a million are three years. */
export const STEP_MS = 100_000

export const conversationPartner = (rank: number): string => `group-${rank}`
export const person = (rank: number): string => `U_${rank}`
export const timeOf = (id: number): number => FIRST_TIME + id * STEP_MS

/** Messages 1, 2, 3 … by seed. */
export function messageMaker(seed: number): (id: number) => IncomingMessage {
  const corpus = createCorpus(seed)
  return (id) => ({
    id,
    kind: 'IMGroup',
    partner: conversationPartner(corpus.uneven(CONVERSATIONS)),
    speakerKind: 'User',
    speaker: person(corpus.uneven(PERSONS)),
    mine: false,
    time: timeOf(id),
    type: corpus.uneven(100) > 60 ? 'file' : 'text',
    text: corpus.text(),
    content: null,
    key: null,
  })
}

export interface ChatDatabase {
  readonly file: string
  readonly db: Database
  readonly chat: ChatTable
}

/** Empty, of the newest form. */
export async function emptyChatDatabase(owned: AsyncDisposableStack): Promise<ChatDatabase> {
  const file = path.join(await temporaryFolder(owned), 'account', 'watchpost.db')
  mkdirSync(path.dirname(file))
  const db = connectTo(file)
  owned.defer(() => void db.close())
  migrate(db, programFiles().migrations)
  return { file, db, chat: chatTable(db) }
}

/** Adds `count` messages in batches as the sync does. */
export function fillChat(
  { chat }: Pick<ChatDatabase, 'chat'>,
  count: number,
  make: (id: number) => IncomingMessage,
  onProgress: (done: number) => void,
): void {
  const batch = 500
  for (let first = 1; first <= count; first += batch) {
    const messages = Array.from({ length: Math.min(batch, count - first + 1) }, (_, at) => make(first + at))
    chat.applyLive({ messages, now: timeOf(first) })
    if ((first - 1) % 100_000 === 0) onProgress(first - 1)
  }
}
