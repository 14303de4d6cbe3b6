/** One timer for all streams: a tick each 20 ms, kept to the clock, video on every second one. */

export const TICK_MS = 20

export interface Paced {
  /** `tick` counts from the start of the pacer, `wallMs` is its due time (epoch ms). */
  onTick(tick: number, wallMs: number): void
}

export interface Pacer {
  add(stream: Paced): void
  remove(stream: Paced): void
}

/** After a stall beyond this the ticks missed are left out instead of sent in a burst. */
const MAX_BEHIND_TICKS = 10

/** `now`: epoch ms by the platform's clock. */
export function createPacer(now: () => number = Date.now): Pacer {
  const streams = new Set<Paced>()
  const epochMs = now() - performance.now()
  const startedMs = performance.now()
  let next = 0
  let timer: NodeJS.Timeout | undefined

  function run(): void {
    const due = Math.floor((performance.now() - startedMs) / TICK_MS)
    if (due - next > MAX_BEHIND_TICKS) next = due
    for (; next <= due; next++) {
      for (const stream of streams) stream.onTick(next, epochMs + startedMs + next * TICK_MS)
    }
    const wait = startedMs + next * TICK_MS - performance.now()
    timer = setTimeout(run, Math.max(1, wait))
  }

  return {
    add(stream) {
      streams.add(stream)
      if (timer) return
      next = Math.floor((performance.now() - startedMs) / TICK_MS) + 1
      timer = setTimeout(run, 0)
    },
    remove(stream) {
      streams.delete(stream)
      if (streams.size > 0) return
      clearTimeout(timer)
      timer = undefined
    },
  }
}
