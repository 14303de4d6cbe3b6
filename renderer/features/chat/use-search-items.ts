/** What the search shows one below the other: conversations, whom one could talk to, messages. */
import { useDebounceFn } from '@vueuse/core'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Conversation, SearchHit } from '../../../shared/contract/chat.ts'
import { useClient } from '../../client.ts'
import { useFleetStore } from '../fleet/store.ts'
import { fold } from '../fleet/fold.ts'
import { groupCalls } from './group-calls.ts'
import { findPartners, partnerKey, type FoundPartner } from './partner-search.ts'
import { useChatStore } from './store.ts'

const PER_KIND = 5
const GROUPS_AFTER_MS = 200

export type SearchItem =
  | { readonly kind: 'conversation'; readonly key: string; readonly conversation: Conversation }
  | { readonly kind: 'partner'; readonly key: string; readonly found: FoundPartner }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: SearchHit }

export interface SearchSection {
  readonly title: 'conversations' | 'people' | 'devices' | 'groups' | 'messages'
  readonly items: readonly SearchItem[]
}

/** `onlyMessages`: the search is within one conversation; whom else one could talk to is not asked. */
export function useSearchSections(
  text: Ref<string>,
  hits: Readonly<Ref<readonly SearchHit[]>>,
  onlyMessages: () => boolean,
) {
  const client = useClient()
  const store = useChatStore()
  const fleet = useFleetStore()
  const groups = shallowRef<readonly FoundPartner[]>([])
  const asked = ref('')

  /** Chat groups stand in no list of this client before somebody speaks in them. */
  async function askGroups(): Promise<void> {
    const match = text.value.trim()
    asked.value = match
    if (match === '') return void (groups.value = [])
    const rows = await groupCalls(client)
      .list(match)
      .catch(() => [])
    if (asked.value !== match) return
    groups.value = rows.map(({ id, name }) => ({ partner: { kind: 'IMGroup', id }, name: name || id }))
  }
  const askSoon = useDebounceFn(askGroups, GROUPS_AFTER_MS)
  watch(text, () => void askSoon())

  return computed((): SearchSection[] => {
    const typed = text.value.trim()
    if (typed === '') return []
    const messages = { title: 'messages' as const, items: hits.value.map(hitItem) }
    if (onlyMessages()) return messages.items.length > 0 ? [messages] : []
    const known = matching(store.conversations, typed)
    const shown = new Set(known.map(({ partner }) => partnerKey(partner)))
    const partners = asOf(fleet.tick, findPartners([fleet.deviceView, fleet.userView], typed, PER_KIND + shown.size))
    const others = [...partners, ...groups.value].filter(({ partner }) => !shown.has(partnerKey(partner)))
    const ofKind = (test: (kind: string) => boolean): SearchItem[] =>
      others
        .filter(({ partner }) => test(partner.kind))
        .slice(0, PER_KIND)
        .map((found) => ({ kind: 'partner', key: `partner:${partnerKey(found.partner)}`, found }))
    const sections: SearchSection[] = [
      {
        title: 'conversations',
        items: known.map((conversation) => ({ kind: 'conversation', key: `talk:${conversation.id}`, conversation })),
      },
      { title: 'people', items: ofKind((kind) => kind === 'User') },
      { title: 'devices', items: ofKind((kind) => kind === 'PU') },
      { title: 'groups', items: ofKind((kind) => kind.endsWith('Group')) },
      messages,
    ]
    return sections.filter(({ items }) => items.length > 0)
  })
}

function hitItem(hit: SearchHit): SearchItem {
  return { kind: 'hit', key: `hit:${hit.message.id}`, hit }
}

function asOf<T>(_tick: number, value: T): T {
  return value
}

function matching(conversations: readonly Conversation[], typed: string): Conversation[] {
  const words = fold(typed).split(/\s+/)
  return conversations
    .filter(({ name, partner }) => {
      const text = fold(`${name} ${partner.id}`)
      return words.every((word) => text.includes(word))
    })
    .slice(0, PER_KIND)
}
