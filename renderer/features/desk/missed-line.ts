/** What one missed thing leads to, and a key of its own. */
import type { MissedItem } from '../../../shared/contract/desk.ts'

export function missedKey(item: MissedItem): string {
  if (item.kind === 'alarm') return `alarm ${item.alarm.key}`
  if (item.kind === 'message') return `message ${item.message.id}`
  return `presence ${item.device.id} ${item.time} ${item.online}`
}
