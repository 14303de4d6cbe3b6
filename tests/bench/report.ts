/** Results are lines of JSON on stdout and nothing else is; remarks for people go to stderr. */
import { summary } from './statistics.ts'

export interface Result {
  readonly bench: string
  readonly case: string
  readonly unit: string
  /** The figure to look at: the median where there are many. */
  readonly value: number
  readonly p50?: number
  readonly p95?: number
  readonly p99?: number
  /** Of the same run, in the same unit. */
  readonly baseline?: number
  /** `value` / `baseline` */
  readonly ratio?: number
}

export interface Reporter {
  /** One figure. */
  value(name: string, unit: string, value: number, baseline?: number): void
  /** Many measurements of one thing, and of its baseline: compared by their medians. */
  samples(name: string, unit: string, samples: readonly number[], baseline?: readonly number[]): void
  remark(text: string): void
}

/** @param write takes one line without its end */
export function reporter(bench: string, write: (line: string) => void, remark: (text: string) => void): Reporter {
  const emit = (result: Omit<Result, 'bench'>): void => {
    if (!Number.isFinite(result.value)) throw new Error(`${result.case}: no figure`)
    write(JSON.stringify({ bench, ...result }))
  }
  return {
    value: (name, unit, value, baseline) =>
      emit({ case: name, unit, value: round(value), ...compared(value, baseline) }),
    samples: (name, unit, samples, baseline) => {
      const { p50, p95, p99 } = summary(samples)
      const numbers = { value: round(p50), p50: round(p50), p95: round(p95), p99: round(p99) }
      emit({ case: name, unit, ...numbers, ...compared(p50, baseline && summary(baseline).p50) })
    },
    remark: (text) => remark(`${bench}: ${text}`),
  }
}

/** Against nothing there is no ratio. */
function compared(value: number, baseline: number | undefined): Pick<Result, 'baseline' | 'ratio'> {
  if (baseline === undefined) return {}
  return { baseline: round(baseline), ...(baseline === 0 ? {} : { ratio: round(value / baseline) }) }
}

function round(value: number): number {
  return Number(value.toFixed(2))
}
