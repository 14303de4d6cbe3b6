/** What the operator wants to see, and whether an alarm that comes in belongs to it. */
import type { Alarm, AlarmFilter } from '../../../shared/contract/alarms.ts'

/** One way to write a text: what is found does not depend on width, case or composition. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * Whether `alarm` passes `filter` as the store would say it, but for notes of earlier steps: those only the store knows.
 * Used for what events bring; pages come filtered.
 */
export function passes(alarm: Alarm, filter: AlarmFilter): boolean {
  return (
    within(filter.statuses, alarm.status) &&
    within(filter.types, alarm.type) &&
    within(filter.levels, alarm.level) &&
    within(filter.devices, alarm.device.id) &&
    (filter.from === undefined || alarm.time >= filter.from) &&
    (filter.to === undefined || alarm.time <= filter.to) &&
    (filter.unseen === undefined || alarm.seen !== filter.unseen) &&
    holds(peopleOf(alarm), filter.person) &&
    holds(textsOf(alarm), filter.text)
  )
}

/** How many of its parts narrow the list. */
export function narrowings(filter: AlarmFilter): number {
  return Object.values(filter).filter((part) => part !== undefined && part !== '').length
}

/** Without the parts that say nothing, as the contract wants it. */
export function tidy(filter: AlarmFilter): AlarmFilter {
  const kept = Object.entries(filter).filter(
    ([, part]) => part !== undefined && part !== '' && !(Array.isArray(part) && part.length === 0),
  )
  return Object.fromEntries(kept) as AlarmFilter
}

function within<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value)
}

function holds(texts: readonly (string | undefined)[], wanted: string | undefined): boolean {
  const part = plain(wanted?.trim() ?? '')
  return part === '' || texts.some((text) => text !== undefined && plain(text).includes(part))
}

function peopleOf({ user, handling }: Alarm): (string | undefined)[] {
  return [user?.id, user?.name, handling?.by, handling?.byName]
}

function textsOf(alarm: Alarm): (string | undefined)[] {
  return [alarm.description, alarm.handling?.note, alarm.device.id, alarm.device.name, ...peopleOf(alarm)]
}
