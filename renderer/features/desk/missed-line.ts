/** What one missed thing leads to, and a key of its own. */
import type { MissedItem } from '../../../shared/contract/desk.ts'

export function missedKey(item: MissedItem): string {
  if (item.kind === 'alarm') return `alarm ${item.alarm.key}`
  if (item.kind === 'message') return `message ${item.message.id}`
  return `presence ${item.device.id} ${item.time} ${item.online}`
}

/** Where the line leads; undefined for the live picture, and for a conversation in a version without chat. */
export function missedAddress(
  item: MissedItem,
  chatRoute: string | undefined,
): { path: string; query: Record<string, string> } | undefined {
  if (item.kind === 'alarm') return { path: '/alarms/list', query: { key: item.alarm.key } }
  if (item.kind === 'presence' || !chatRoute) return undefined
  return {
    path: chatRoute,
    query: { conversation: String(item.message.conversation), message: String(item.message.id) },
  }
}
