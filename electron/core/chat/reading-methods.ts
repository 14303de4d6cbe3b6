/** What the screens ask for. */
import type { Conversation } from '../../../shared/contract/chat.ts'
import type { ChatParts } from './chat-parts.ts'
import type { MessagePage, PageQuery } from './page-table.ts'
import type { SearchPage, SearchQuery } from './search-table.ts'

export function readingMethods({ conversations, pages, search }: ChatParts) {
  return {
    conversations: (): Conversation[] => conversations.list(),
    conversation: (id: number): Conversation | undefined => conversations.get(id),
    page: (query: PageQuery): MessagePage => pages.page(query),
    byIds: pages.byIds,
    search: (query: SearchQuery): SearchPage => search.search(query),
  }
}
