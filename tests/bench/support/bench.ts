/** What a benchmark is given and how it is run. */
import type { Reporter } from '../report.ts'

/** As they were given on the command line; what they do not name is measured whole. */
export interface BenchOptions {
  /** Of `wall`: `4,16`. */
  readonly sizes?: string | undefined
  /** Of `wall`: `webrtc`, `bvrtc`. */
  readonly ways?: string | undefined
}

export interface BenchContext {
  readonly report: Reporter
  /** Ended in reverse when the benchmark ends, however it does. */
  readonly owned: AsyncDisposableStack
  /** Arguments for `serve`: which build of the renderer it gives out. */
  readonly serveArguments: readonly string[]
  readonly options: BenchOptions
}

/** Throws when it cannot measure: half a result is none. */
export type Bench = (context: BenchContext) => Promise<void>
