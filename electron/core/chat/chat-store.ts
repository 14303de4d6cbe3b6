import type { Remote } from '../db/remote.ts'
import type { Tables } from '../db/tables.ts'

/** The chat's tables, seen from outside of the database's thread. Calls take effect in the order they are made. */
export type ChatStore = Remote<Tables>['chat']
