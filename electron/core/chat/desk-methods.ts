/** What the operator does beside speaking, and the platform's word of it: read marks, pins, drafts, names. */
import type { Conversation, Partner } from '../../../shared/contract/chat.ts'
import type { ChatParts } from './chat-parts.ts'
import { durably } from '../db/transaction.ts'

export interface KnownPin {
  readonly partner: Partner
  readonly pin: number
}

export interface KnownName {
  readonly kind: string
  readonly id: string
  readonly name: string
  /** Epoch ms at which it was told. */
  readonly at: number
}

export function deskMethods({ db, conversations, desk, sync, shown }: ChatParts) {
  const saveDraft = db.transaction((id: number, text: string, now: number): Conversation | undefined => {
    const conversation = conversations.get(id)
    if (conversation) desk.saveDraft(conversation.partner, text, now)
    return conversation && conversations.get(id)
  })
  return {
    /** The conversation with a partner, made when there is none. */
    open: db.transaction(
      ({ partner, name, now }: { partner: Partner; name?: string; now: number }): Conversation | undefined => {
        const { id } = conversations.ensure(partner)
        if (name) desk.rememberName(partner.kind, partner.id, name, now)
        return conversations.get(id)
      },
    ),
    saveDraft: ({ conversation, text, now }: { conversation: number; text: string; now: number }) =>
      durably(db, () => saveDraft(conversation, text, now)),
    /** Conversations that changed by it. */
    markRead: db.transaction(({ conversation, upTo }: { conversation: number; upTo: number }): Conversation[] =>
      desk.markRead(conversation, upTo) ? shown([conversation]) : [],
    ),
    /** The platform's mark is one for all. */
    applyMark: db.transaction((mark: number): Conversation[] => {
      sync.raiseMark(mark)
      return shown(desk.readBelow(mark).filter((id) => desk.markRead(id, mark)))
    }),
    noteMark: (mark: number): void => sync.raiseMark(mark),
    /** The largest ID below which nothing of others is unread. */
    commonMark: (): number => {
      const unread = desk.firstUnread()
      return unread === undefined ? sync.highest() : unread - 1
    },
    /** All pins of the account. */
    applyPins: db.transaction((pins: readonly KnownPin[]): Conversation[] => {
      const pinned = new Map(pins.map(({ partner, pin }) => [conversations.ensure(partner).id, pin]))
      const changed = desk.pinned().filter((id) => !pinned.has(id) && desk.setPin(id, null))
      for (const [id, pin] of pinned) if (desk.setPin(id, pin)) changed.push(id)
      return shown(changed)
    }),
    setPin: ({ conversation, pin }: { conversation: number; pin: number | null }): Conversation[] =>
      desk.setPin(conversation, pin) ? shown([conversation]) : [],
    rememberNames: db.transaction((names: readonly KnownName[]): void => {
      for (const { kind, id, name, at } of names) desk.rememberName(kind, id, name, at)
    }),
  }
}
