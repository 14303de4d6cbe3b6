/**
 * The simulator's time. What takes time is computed from `now` where that goes (a progress is elapsed time over duration);
 * what has to happen by itself is put in with `at`. `advance` lets time pass at once, and everything due with it, in order.
 */
export interface Clock {
  /** Epoch ms. */
  readonly now: () => number
  /** Runs once when it is `timeMs` or later. The returned function takes it back. */
  at(timeMs: number, run: () => void): () => void
  after(ms: number, run: () => void): () => void
  /** Runs each `ms`, first after that. The returned function ends it. */
  every(ms: number, run: () => void): () => void
  advance(ms: number): void
  dispose(): void
}

interface Job {
  readonly dueMs: number
  readonly run: () => void
}

const LOOK_MS = 50

export function createClock(base: () => number): Clock {
  let aheadMs = 0
  /** While time is advanced: what it is for the job that runs. */
  let frozenMs: number | undefined
  const jobs = new Set<Job>()
  const now = (): number => frozenMs ?? base() + aheadMs

  function nextDue(untilMs: number): Job | undefined {
    let next: Job | undefined
    for (const job of jobs) if (job.dueMs <= untilMs && (!next || job.dueMs < next.dueMs)) next = job
    return next
  }

  function runDue(untilMs: number): void {
    for (let job = nextDue(untilMs); job; job = nextDue(untilMs)) {
      jobs.delete(job)
      frozenMs = Math.max(job.dueMs, now())
      job.run()
    }
    frozenMs = undefined
  }

  const timer = setInterval(() => jobs.size > 0 && runDue(now()), LOOK_MS)
  timer.unref()

  const self: Clock = {
    now,
    at(timeMs, run) {
      const job = { dueMs: timeMs, run }
      jobs.add(job)
      return () => jobs.delete(job)
    },
    after: (ms, run) => self.at(now() + ms, run),
    every(ms, run) {
      let off = self.after(ms, function again() {
        off = self.after(ms, again)
        run()
      })
      return () => off()
    },
    advance(ms) {
      const untilMs = now() + ms
      frozenMs = now()
      runDue(untilMs)
      aheadMs += ms
    },
    dispose: () => clearInterval(timer),
  }
  return self
}
