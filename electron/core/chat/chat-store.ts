import type { ChatTable } from './chat-table.ts'

/** The chat's tables, seen from outside of the database's thread. Calls take effect in the order they are made. */
export type ChatStore = {
  readonly [K in keyof ChatTable]: (...args: Parameters<ChatTable[K]>) => Promise<ReturnType<ChatTable[K]>>
}
