/** Long work in slices short enough to type between; where the browser sees more idle time, all of that. */
const SLICE_MS = 6
const TIMEOUT_MS = 100

/** Runs the steps of `work` in idle time. The returned function stops it. `done` runs when all steps were made. */
export function runInIdleTime(work: Iterator<void>, done: () => void): () => void {
  let handle = 0
  const slice = (idle: IdleDeadline): void => {
    const end = performance.now() + Math.max(SLICE_MS, idle.timeRemaining())
    for (;;) {
      if (work.next().done) return done()
      if (performance.now() >= end) break
    }
    handle = requestIdleCallback(slice, { timeout: TIMEOUT_MS })
  }
  handle = requestIdleCallback(slice, { timeout: TIMEOUT_MS })
  return () => cancelIdleCallback(handle)
}
