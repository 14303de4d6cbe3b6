/** What a benchmark is given and how it is run. */
import type { Reporter } from '../report.ts'

export interface BenchContext {
  readonly report: Reporter
  /** Ended in reverse when the benchmark ends, however it does. */
  readonly owned: AsyncDisposableStack
  /** Arguments for `serve`: which build of the renderer it gives out. */
  readonly serveArguments: readonly string[]
}

/** Throws when it cannot measure: half a result is none. */
export type Bench = (context: BenchContext) => Promise<void>
