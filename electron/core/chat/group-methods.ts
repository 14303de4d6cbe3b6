/** The chat groups that the account is in, by the platform's list. */
import { AudienceType } from '../../../shared/platform/message-content.ts'
import { NEVER } from './arrival-methods.ts'
import type { ChatChange, ChatParts } from './chat-parts.ts'

export interface KnownGroup {
  readonly id: string
  readonly name: string
}

export function groupMethods({ db, conversations, desk, sync, change }: ChatParts) {
  return {
    /** All chat groups of the account. Those that are not among them are closed; those that came back have a gap. */
    applyGroups: db.transaction(({ groups, now }: { groups: readonly KnownGroup[]; now: number }): ChatChange => {
      const { top, completeFrom } = sync.state()
      const touched = new Set<number>()
      const open = new Set<number>()
      for (const { id, name } of groups) {
        const partner = { kind: AudienceType.group, id }
        const isRenamed = desk.rememberName(partner.kind, id, name, now)
        const known = conversations.ensure(partner, completeFrom === NEVER ? undefined : top + 1)
        open.add(known.id)
        const wasClosed = conversations.setClosed(known.id, false)
        if (known.isNew || isRenamed || wasClosed) touched.add(known.id)
        // Claims above it may be there already: fetched once more they change nothing.
        const low = conversations.lastId(known.id) + 1
        if (wasClosed && low <= top) sync.addGap({ conversation: known.id, low, high: top, first: false })
      }
      for (const id of conversations.ofKind(AudienceType.group))
        if (!open.has(id) && conversations.setClosed(id, true)) touched.add(id)
      return change({ added: [], touched, sentKeys: [] })
    }),
  }
}
