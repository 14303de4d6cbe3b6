/** Figures of a streaming service as a small picture and in words. Documentation: "Check out the list of streaming services". */
import { bitRateText } from '../../ui/bit-rate.ts'
import { bytesText } from '../../ui/bytes.ts'
import type { ServiceSeries } from './dialog-calls.ts'

/** Of the drawing; it is stretched to the width it finds. */
export const CHART = { width: 240, height: 44 } as const

export interface ChartShape {
  readonly line: string
  readonly area: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/**
 * Values from left to right, from 0 (or what lies below) to the largest; a single value is a level line. Nothing without any:
 * undefined.
 */
export function chartOf(values: readonly number[]): ChartShape | undefined {
  if (values.length === 0) return undefined
  const all = values.length === 1 ? [values[0] ?? 0, values[0] ?? 0] : values
  let [low, high] = [0, 0]
  for (const value of all) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const span = high - low || 1
  const points = all.map((value, at) => ({
    x: round((at / (all.length - 1)) * CHART.width),
    y: round(1 + (1 - (value - low) / span) * (CHART.height - 2)),
  }))
  const line = `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`
  return { line, area: `${line}V${CHART.height}H0Z`, points }
}

const round = (value: number): number => Math.round(value * 10) / 10

export interface SeriesFacts {
  readonly last: number | undefined
  readonly most: number | undefined
  /** Seconds between the first value and the last. */
  readonly spanS: number
}

export function seriesFacts({ data, Interval }: Pick<ServiceSeries, 'data' | 'Interval'>): SeriesFacts {
  const most = data.reduce<number | undefined>(
    (top, value) => (top === undefined || value > top ? value : top),
    undefined,
  )
  return { last: data.at(-1), most, spanS: Math.max(0, data.length - 1) * Interval }
}

/** When the value at a place was taken, epoch ms. */
export function momentOf({ data, Interval, Timestamp }: ServiceSeries, at: number): number {
  return (Timestamp - (data.length - 1 - at) * Interval) * 1000
}

/** The place of the value nearest to `share` (0 left, 1 right) of the width. */
export function placeAt(share: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.round(share * (count - 1))))
}

/** A value with its unit. Those of bytes are scaled; others stand as the platform names them. */
export function valueText(value: number, unit: string, count: (value: number) => string): string {
  if (/^bytes?\/s$/i.test(unit)) return bitRateText(value)
  if (/^bytes?$/i.test(unit)) return bytesText(value)
  return unit === '' ? count(value) : `${count(value)} ${unit}`
}
