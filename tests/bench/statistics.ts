/** What many measurements of one thing come to. */

export interface Summary {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/**
 * Nearest rank: always a value that was measured, never one between two. With few samples a high percentile is the
 * largest of them.
 * @param share 0 < share ≤ 1
 * @throws RangeError without samples or with a share outside
 */
export function percentile(samples: readonly number[], share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a percentile of ${share}`)
  const sorted = samples.toSorted((one, other) => one - other)
  const value = sorted[Math.ceil(share * sorted.length) - 1]
  if (value === undefined) throw new RangeError('a percentile of nothing')
  return value
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}

/** @throws RangeError without samples */
export function summary(samples: readonly number[]): Summary {
  return { p50: median(samples), p95: percentile(samples, 0.95), p99: percentile(samples, 0.99) }
}
