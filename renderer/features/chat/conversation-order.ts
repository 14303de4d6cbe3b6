/** The order of the list: pinned ones first, then the last spoken. */
import type { Conversation } from '../../../shared/contract/chat.ts'

/** Pins by their number, so that the newest pin does not push the others about; then by the newest message, then by name. */
export function compareConversations(one: Conversation, other: Conversation): number {
  const pins = Number(other.pin !== undefined) - Number(one.pin !== undefined)
  if (pins !== 0) return pins
  if (one.pin !== undefined && other.pin !== undefined) return one.pin - other.pin
  return (other.last?.id ?? 0) - (one.last?.id ?? 0) || one.name.localeCompare(other.name) || one.id - other.id
}
