/** Tells units to go to a place: it is sent to each of them as a message, and said to be there when the platform has taken it. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useClient } from '../../client.ts'
import { partnersOf } from '../alarms/talk-partners.ts'
import { useChatStore } from '../chat/store.ts'
import type { LngLat } from './datum.ts'
import { useUnitPerson } from './use-unit-person.ts'

/** More at once is a mistake of the selection. */
export const MOST_SENT_TO = 50

interface Sent {
  readonly key: string
  readonly conversation: number
}

export function useSendPlace() {
  const client = useClient()
  const chat = useChatStore()
  const personOf = useUnitPerson()
  const sent = shallowRef<readonly Sent[]>([])
  /** Keys the platform has taken: they came back as messages. */
  const taken = shallowRef<ReadonlySet<string>>(new Set())
  onScopeDispose(
    chat.onMessages(({ messages }) => {
      const mine = messages.flatMap(({ key }) => (key === undefined ? [] : [key]))
      if (mine.length > 0) taken.value = new Set([...taken.value, ...mine])
    }),
  )

  /** Into the outbox of each. Errors: those of `chat.open` and `chat.send`; who was before is sent to all the same. */
  async function send([longitude, latitude]: LngLat, units: readonly string[]): Promise<void> {
    sent.value = []
    taken.value = new Set()
    for (const unit of units.slice(0, MOST_SENT_TO)) {
      const [partner] = partnersOf(personOf(unit))
      if (!partner) continue
      const { id } = await chat.conversationWith(partner, partner.name)
      const { key } = await client.chat.send({ conversation: id, body: { kind: 'place', latitude, longitude } })
      sent.value = [...sent.value, { key, conversation: id }]
    }
  }

  /** Of those sent: how many the platform has, how many it refused. Undefined when nothing was sent. */
  const state = computed(() => {
    void chat.tick
    if (sent.value.length === 0) return undefined
    const failed = sent.value.filter(
      ({ key, conversation }) => chat.outbox(conversation).find((entry) => entry.key === key)?.state === 'failed',
    ).length
    return { count: sent.value.length, done: sent.value.filter(({ key }) => taken.value.has(key)).length, failed }
  })
  return { send, state }
}
