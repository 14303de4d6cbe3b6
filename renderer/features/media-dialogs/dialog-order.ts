/** The order of the table, where all of it is at hand. */
import { ageSeconds, longRate, type DialogLine } from './dialog-line.ts'

export const DIALOG_COLUMNS = [
  'opened',
  'age',
  'device',
  'channel',
  'by',
  'protocol',
  'direction',
  'status',
  'sent',
  'sentLong',
  'received',
  'receivedLong',
] as const
export type DialogColumn = (typeof DIALOG_COLUMNS)[number]

export interface DialogOrder {
  readonly by: DialogColumn
  readonly descending: boolean
}

/** How a line is called on this screen. */
export interface LineNames {
  device(line: DialogLine): string
  channel(line: DialogLine): string
  requester(line: DialogLine): string
  protocol(line: DialogLine): string
  direction(line: DialogLine): string
  status(line: DialogLine): string
}

type Key = string | number | undefined

/** Amounts are looked at from the most, names from the first. */
export function nextOrder(order: DialogOrder | undefined, by: DialogColumn): DialogOrder | undefined {
  const first = isAmount(by)
  if (order?.by !== by) return { by, descending: first }
  return order.descending === first ? { by, descending: !first } : undefined
}

function isAmount(by: DialogColumn): boolean {
  return by === 'age' || by.startsWith('sent') || by.startsWith('received')
}

/**
 * Lines in order; without one as the platform gave them. What is not known stands last either way, equals keep their order.
 * `now`: epoch ms by the platform's clock.
 */
export function inDialogOrder(
  lines: readonly DialogLine[],
  order: DialogOrder | undefined,
  { names, now, language }: { names: LineNames; now: number; language: string },
): readonly DialogLine[] {
  if (!order) return lines
  const { compare } = new Intl.Collator(language, { numeric: true })
  const sign = order.descending ? -1 : 1
  const keyed = lines.map((line) => ({ line, key: keyOf(line, order.by, names, now) }))
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)))
  })
  return keyed.map(({ line }) => line)
}

function keyOf(line: DialogLine, by: DialogColumn, names: LineNames, now: number): Key {
  const { sent, received } = line.requester
  const age = ageSeconds(line, now)
  switch (by) {
    case 'opened':
      return line.openedAt
    case 'age':
      return age
    case 'sent':
      return sent.rate
    case 'sentLong':
      return longRate(sent, age)
    case 'received':
      return received.rate
    case 'receivedLong':
      return longRate(received, age)
    case 'by':
      return names.requester(line) || undefined
    default:
      return names[by](line) || undefined
  }
}
