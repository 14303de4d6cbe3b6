/** CPU of a changing set of processes from their running totals. A process that ended since the last look is not counted backwards. */
export interface ProcessSample {
  /** Same for the same process, never given to another one. */
  key: string
  /** Since the start of the process. */
  cpuMs: number
}

/** Each call returns percent of one core (100 = one core busy) since the call before; the first returns 0. */
export function createCpuMeter(nowMs: () => number): (samples: readonly ProcessSample[]) => number {
  let last: { at: number; totals: ReadonlyMap<string, number> } | undefined
  return (samples) => {
    const at = nowMs()
    const before = last
    last = { at, totals: new Map(samples.map((sample) => [sample.key, sample.cpuMs])) }
    if (!before || at <= before.at) return 0
    const spent = samples.reduce(
      (sum, sample) => sum + Math.max(0, sample.cpuMs - (before.totals.get(sample.key) ?? 0)),
      0,
    )
    return (100 * spent) / (at - before.at)
  }
}
