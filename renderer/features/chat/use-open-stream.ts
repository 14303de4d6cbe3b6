/** The stream of the conversation that is open: its rows, where the window stands in them, and what is fetched as it moves. */
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { OutboxEntry } from '../../../shared/contract/chat.ts'
import { claimOf } from './claim-of.ts'
import { useSessionStore } from '../session/store.ts'
import { useChatStore } from './store.ts'
import type { Stream } from './stream.ts'
import { streamRows } from './stream-rows.ts'
import { streamTravel } from './stream-travel.ts'
import { useReadMarks } from './use-read-marks.ts'
import { useStreamList, type StreamList } from './use-stream-list.ts'

/** Px from an end at which the next stretch is fetched. */
const AHEAD_PX = 1500

export function useOpenStream(conversation: number, box: Ref<HTMLElement | null>) {
  const store = useChatStore()
  const stream = store.stream(conversation)
  const version = shallowRef(0)
  const unreadAfter = ref<number>()
  /** Said by others while the window was not at the end. */
  const below = ref(0)

  const outbox = useOutbox(conversation)
  const rows = computed(() =>
    asOf(version.value, streamRows({ stream, outbox: outbox.value, unreadAfter: unreadAfter.value })),
  )
  const list = useStreamList(box, () => rows.value)
  const state = computed(() => {
    const { phase, error, newer, older, fetching, fetchError } = stream
    return asOf(version.value, { phase, error, newer, older, fetching, fetchError, count: stream.messages.length })
  })

  stream.changed.on(() => version.value++)
  onScopeDispose(
    store.onMessages(({ messages, live }) => {
      const others = messages.filter(
        (message) => message.conversation === conversation && !message.mine && !claimOf(message),
      )
      if (live && (!list.atEnd.value || stream.newer)) below.value += others.length
      stream.add(messages)
    }),
  )
  watch(list.atEnd, (atEnd) => atEnd && !stream.newer && (below.value = 0))
  useReadMarks(conversation, () => rows.value, list.seen, unreadAfter)
  const fetchOlder = useLoading(stream, list, version)
  const travel = streamTravel({
    stream,
    list,
    unreadAfter,
    conversation: () => store.conversation(conversation),
    onEnd: () => (below.value = 0),
  })
  return { stream, state, rows, list, below, fetchOlder, ...travel }
}

function asOf<T>(_version: number, value: T): T {
  return value
}

/** The same array while nothing of this conversation's outbox changed: the rows need not be made again. */
function useOutbox(conversation: number): Readonly<Ref<readonly OutboxEntry[]>> {
  const store = useChatStore()
  let kept: OutboxEntry[] = []
  return computed(() => {
    const now = asOf(store.tick, store.outbox(conversation))
    if (now.length !== kept.length || now.some((entry, at) => entry !== kept[at])) kept = now
    return kept
  })
}

/** Fetches the next stretch before the window comes to an end. Returns the fetching from the platform by hand. */
function useLoading(stream: Stream, list: StreamList, version: Readonly<Ref<number>>): () => Promise<void> {
  const session = useSessionStore()
  let mayFetch = true

  async function fetchOlder(): Promise<void> {
    mayFetch = (await stream.fetchOlder()) > 0
  }
  function look(): void {
    const { above, below } = list.distance.value
    if (stream.phase !== 'ready') return
    if (above < AHEAD_PX) {
      void stream.loadOlder()
      // By itself only while it brings something: what fails or comes back empty is tried again by hand.
      const isPossible = stream.older === 'platform' && session.connection.reachable && !stream.fetchError
      if (mayFetch && isPossible) void fetchOlder()
    }
    if (below < AHEAD_PX) void stream.loadNewer()
  }
  watch([list.distance, version], look, { flush: 'post' })
  return fetchOlder
}
