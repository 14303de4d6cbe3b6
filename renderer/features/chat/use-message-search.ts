/** The search over all messages: what was typed and filtered, and the hits, a page at a time. */
import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { CallInput } from '../../../shared/contract/define.ts'
import type { chat, SearchHit } from '../../../shared/contract/chat.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { endOfDay, startOfDay } from './chat-time.ts'

const PAGE = 40
const QUIET_MS = 120
const LONGEST_QUERY = 200

export interface MessageFilters {
  /** Only this conversation. */
  conversation: number | undefined
  speaker: string
  /** The platform's word for the type; empty for all. */
  type: string
  /** `yyyy-MM-dd`, empty for no bound. */
  from: string
  to: string
}

type Query = CallInput<(typeof chat.calls)['search']>

export function useMessageSearch() {
  const client = useClient()
  const text = ref('')
  const filters = reactive<MessageFilters>({ conversation: undefined, speaker: '', type: '', from: '', to: '' })
  const hits = shallowRef<readonly SearchHit[]>([])
  const more = ref(false)
  const searching = ref(false)
  const error = shallowRef<ErrorEnvelope>()
  let running: AbortController | undefined

  async function run(before?: number): Promise<void> {
    running?.abort()
    const own = (running = new AbortController())
    error.value = undefined
    if (text.value.trim() === '') {
      hits.value = []
      more.value = searching.value = false
      return
    }
    searching.value = true
    try {
      const query = { ...queryOf(text.value, filters), ...(before === undefined ? {} : { before }) }
      const page = await client.chat.search(query, { signal: own.signal })
      if (own.signal.aborted) return
      hits.value = before === undefined ? page.hits : [...hits.value, ...page.hits]
      more.value = page.more
    } catch (thrown) {
      if (!own.signal.aborted) error.value = toEnvelope(thrown)
    }
    if (!own.signal.aborted) searching.value = false
  }

  const runSoon = useDebounceFn(() => run(), QUIET_MS)
  watch([text, filters], () => {
    // What is on screen until then belongs to the words before.
    searching.value = text.value.trim() !== ''
    void runSoon()
  })
  onScopeDispose(() => running?.abort())

  return {
    text,
    filters,
    hits,
    more,
    searching,
    error,
    loadMore: () => run(hits.value.at(-1)?.message.id),
    clearFilters: () => Object.assign(filters, { conversation: undefined, speaker: '', type: '', from: '', to: '' }),
  }
}

function queryOf(text: string, { conversation, speaker, type, from, to }: MessageFilters): Query {
  const [fromMs, toMs] = [startOfDay(from), endOfDay(to)]
  return {
    text: text.trim().slice(0, LONGEST_QUERY),
    limit: PAGE,
    ...(conversation === undefined ? {} : { conversation }),
    ...(speaker.trim() === '' ? {} : { speaker: speaker.trim() }),
    ...(type === '' ? {} : { types: [type] }),
    ...(fromMs === undefined ? {} : { from: fromMs }),
    ...(toMs === undefined ? {} : { to: toMs }),
  }
}
