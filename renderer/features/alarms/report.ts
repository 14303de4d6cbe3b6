/** What the report shows: rows in the order that tells most, and the bars of its picture. */
import type { ReportRow } from '../../../shared/contract/alarms.ts'

export const REPORT_KINDS = ['type', 'device', 'handler', 'day', 'hour'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** Times in their own order, all else by number, most first. */
export function inOrder(rows: readonly ReportRow[], by: ReportKind): ReportRow[] {
  const isTime = by === 'day' || by === 'hour'
  return rows.toSorted((a, b) => {
    if (isTime) return Number(a.key) - Number(b.key) || (a.key < b.key ? -1 : 1)
    return b.count - a.count || (a.name < b.name ? -1 : 1)
  })
}

export interface Sums {
  readonly count: number
  readonly active: number
  readonly released: number
  readonly releasedByItself: number
  readonly ignored: number
}

export function sumsOf(rows: readonly ReportRow[]): Sums {
  const sum = (pick: (row: ReportRow) => number): number => rows.reduce((all, row) => all + pick(row), 0)
  return {
    count: sum((row) => row.count),
    active: sum((row) => row.active),
    released: sum((row) => row.released),
    releasedByItself: sum((row) => row.releasedByItself),
    ignored: sum((row) => row.ignored),
  }
}

/** A round number at or above `most`, and the lines on the way there. */
export function scaleOf(most: number): { top: number; lines: number[] } {
  const rough = Math.max(1, most) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough)
  const whole = Math.ceil(step)
  const count = Math.max(1, Math.ceil(most / whole))
  return { top: whole * count, lines: Array.from({ length: count + 1 }, (_, at) => at * whole) }
}

/** Minutes and hours for how long people took; seconds when it was less than two minutes. */
export function tookParts(ms: number): { unit: 'seconds' | 'minutes' | 'hours'; value: number } {
  if (ms < 120_000) return { unit: 'seconds', value: Math.round(ms / 1000) }
  if (ms < 7_200_000) return { unit: 'minutes', value: Math.round(ms / 60_000) }
  return { unit: 'hours', value: Math.round(ms / 360_000) / 10 }
}

const FIRST_WIDE = 0x2e80

/** Cut to `room` columns; Chinese characters take two. Empty where nothing sensible fits. */
export function shortened(name: string, room: number): string {
  const widths = [...name].map((letter) => ((letter.codePointAt(0) ?? 0) >= FIRST_WIDE ? 2 : 1))
  if (widths.reduce((sum, width) => sum + width, 0) <= room) return name
  if (room < 3) return ''
  let left = room - 1
  return `${[...name].filter((_letter, at) => (left -= widths[at] ?? 1) >= 0).join('')}…`
}
