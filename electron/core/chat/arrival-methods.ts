/** What comes from the platform: messages with what is known to be complete by them. */
import type { ChatChange, ChatParts } from './chat-parts.ts'
import type { IncomingMessage } from './incoming.ts'
import type { Gap, SyncState } from './sync-table.ts'

/** No fill was begun yet. */
export const NEVER = Number.MAX_SAFE_INTEGER

interface Part {
  readonly messages: readonly IncomingMessage[]
  /** There is more below them. */
  readonly more: boolean
}

export function arrivalMethods({ db, conversations, messages, sync, change }: ChatParts) {
  /** Where the unknown begins, seen from above. */
  const lowestOf = (part: readonly IncomingMessage[]) => part.reduce((low, { id }) => Math.min(low, id), NEVER)
  const highestOf = (part: readonly IncomingMessage[]) => part.reduce((high, { id }) => Math.max(high, id), 0)

  return {
    syncState: (): SyncState & { gaps: Gap[] } => ({ ...sync.state(), gaps: sync.gaps() }),
    /** ID from which on the history is read again although it should be there: frames may have come in another order. */
    overlapFrom: (count: number): number => sync.below(sync.state().top, count),
    /** Whether there are so many messages. */
    holds: (count: number): boolean => sync.below(NEVER, count - 1) > 0,

    /** The newest page of the history, from `low` on. What of the rest is open becomes a gap. */
    applyNewest: db.transaction(({ messages: part, more, low }: Part & { low: number }): ChatChange => {
      const { completeFrom, top } = sync.state()
      const isFirst = completeFrom === NEVER
      const inserted = messages.insert(part, isFirst ? undefined : top + 1)
      const lowest = lowestOf(part)
      if (more) sync.addGap({ conversation: null, low, high: lowest - 1, first: isFirst })
      if (isFirst) sync.setFloor(more ? lowest : 0)
      sync.raiseTop(highestOf(part))
      return change(inserted)
    }),

    /** A page of a gap, from its upper end. `enough`: the rest of a first fill stays at the platform until it is asked for. */
    applyGapPage: db.transaction(
      ({ gap, messages: part, more, enough }: Part & { gap: Gap; enough: boolean }): ChatChange => {
        const inserted = messages.insert(part)
        const lowest = lowestOf(part)
        if (more && !enough) sync.narrow(gap.id, lowest - 1)
        else sync.close(gap.id)
        if (gap.first) sync.setFloor(more ? lowest : 0)
        return change(inserted)
      },
    ),

    /** Gives a gap up: what the platform answers for it cannot be read. */
    dropGap: (gap: number): void => sync.close(gap),

    /** Said just now, with nothing missing before it. */
    applyLive: db.transaction(
      ({ messages: part, now }: { messages: readonly IncomingMessage[]; now: number }): ChatChange => {
        const inserted = messages.insert(part, sync.state().top + 1)
        sync.raiseTop(highestOf(part))
        sync.setLiveAt(now)
        return change(inserted)
      },
    ),

    /** Out of order: the answer to what was sent, a message that was looked for. Nothing is known of what lies before. */
    applyLoose: db.transaction((part: readonly IncomingMessage[]): ChatChange =>
      change(messages.insert(part, sync.state().top + 1)),
    ),

    noteLive: (now: number): void => sync.setLiveAt(now),

    /** A page of one conversation below all that it has. */
    applyOlder: db.transaction(
      ({ conversation, messages: part, more }: Part & { conversation: number }): ChatChange => {
        const inserted = messages.insert(part)
        conversations.setCompleteFrom(conversation, more ? lowestOf(part) : 0)
        inserted.touched.add(conversation)
        return change(inserted)
      },
    ),
  }
}
