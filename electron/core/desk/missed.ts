/** Alarms, messages and units that came and went, merged in one order of time. Ranks: see `desk-table.ts`. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { Message } from '../../../shared/contract/chat.ts'
import type { MissedItem } from '../../../shared/contract/desk.ts'
import { RANKS, type RankedPlace, type StoredPresence, type Stretch } from './desk-table.ts'

/** Messages of others, out of the store of the chat. */
export interface MissedMessages {
  /** Oldest first, by time and ID, strictly behind `after`. */
  missed(stretch: {
    readonly from: number
    readonly until: number
    readonly after?: { readonly time: number; readonly id: number }
    readonly limit: number
  }): Promise<{ message: Message; conversationName: string }[]>
  count(range: { readonly from: number; readonly until: number }): Promise<number>
}

export interface MissedSources {
  alarms(stretch: Stretch): Promise<(RankedPlace & { alarm: Alarm })[]>
  presence(stretch: Stretch): Promise<StoredPresence[]>
  readonly messages: MissedMessages | undefined
  deviceName(id: string): string | undefined
}

type RankedItem = RankedPlace & { readonly item: MissedItem }

/** A page, and the place of its last item when there is more. */
export async function missedPage(
  sources: MissedSources,
  stretch: Stretch,
): Promise<{ items: MissedItem[]; next?: RankedPlace }> {
  const { after, ...range } = { ...stretch, limit: stretch.limit + 1 }
  const wanted = { ...range, ...(after ? { after } : {}) }
  const [alarms, messages, presence] = await Promise.all([
    sources.alarms(wanted),
    sources.messages?.missed({ ...range, ...placeOfMessage(after) }) ?? [],
    sources.presence(wanted),
  ])
  const all: RankedItem[] = [
    ...alarms.map(({ time, rank, alarm }) => ({ time, rank, item: { kind: 'alarm' as const, time, alarm } })),
    ...messages.map(({ message, conversationName }) => ({
      time: message.time,
      rank: message.id * RANKS.kinds + RANKS.message,
      item: { kind: 'message' as const, time: message.time, message, conversationName },
    })),
    ...presence.map(({ time, rank, device_id: id, name, online }) => ({
      time,
      rank,
      item: {
        kind: 'presence' as const,
        time,
        device: { id, name: sources.deviceName(id) ?? name },
        online: online === 1,
      },
    })),
  ]
  all.sort((a, b) => a.time - b.time || a.rank - b.rank)
  const page = all.slice(0, stretch.limit)
  const last = page.at(-1)
  return {
    items: page.map(({ item }) => item),
    ...(all.length > page.length && last ? { next: { time: last.time, rank: last.rank } } : {}),
  }
}

/** The last message whose rank is not above the place. */
function placeOfMessage(after: RankedPlace | undefined): { after?: { time: number; id: number } } {
  return after ? { after: { time: after.time, id: Math.floor((after.rank - RANKS.message) / RANKS.kinds) } } : {}
}
