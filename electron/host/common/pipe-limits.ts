/**
 * Limits below `serve()`, which refuses a too large message politely and keeps the pipe. What is far beyond that is no
 * mistake of a page any more: the pipe is closed before the message is looked at.
 */
import { MAX_MESSAGE } from '../../../shared/wire.ts'

/** UTF-16 units of one message. */
export const HARD_MESSAGE_LIMIT = 2 * MAX_MESSAGE
/** The same in bytes of UTF-8, at most three per unit. */
export const HARD_MESSAGE_BYTES = 3 * HARD_MESSAGE_LIMIT
/** Unread bytes held for a page that does not read. It reconnects and asks anew, which is cheaper than this memory. */
export const MAX_UNREAD_BYTES = 32 * 1024 * 1024
/** A page says through a channel of frames only how many it has read, and whether it wants sound. */
export const MOST_RECEIPT_BYTES = 64
