import type { Message } from '../../../shared/contract/chat.ts'

/** Both in one, by their IDs, each once; of a message that is in both the added one counts. `known` is in order already. */
export function mergeMessages(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  if (added.length === 0) return known
  const last = known.at(-1)?.id ?? -1
  const isAppended = added.every((message, at) => message.id > (at === 0 ? last : (added[at - 1]?.id ?? last)))
  if (isAppended) return [...known, ...added]
  const all = new Map(known.map((message) => [message.id, message]))
  for (const message of added) all.set(message.id, message)
  return [...all.values()].sort((one, other) => one.id - other.id)
}
