/** Spans of time an operator asks for, and what they mean at a moment. */

export const SPANS = ['any', 'hour', 'shift', 'day', 'week', 'month'] as const
export type Span = (typeof SPANS)[number] | 'own'

export interface TimeRange {
  readonly span: Span
  /** Epoch ms. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

const HOUR_MS = 3_600_000
const LENGTHS_MS: Readonly<Record<Exclude<Span, 'any' | 'own'>, number>> = {
  hour: HOUR_MS,
  shift: 8 * HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
}

/** Where it begins, epoch ms; undefined for `any`. It ends now. */
export function beginningOf(span: Exclude<Span, 'own'>, nowMs: number): number | undefined {
  return span === 'any' ? undefined : nowMs - LENGTHS_MS[span]
}
