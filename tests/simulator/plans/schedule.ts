/** When a plan applies: between its two times, in the pieces of each week it names. The simulated platform's clock shows UTC. */

export interface Slice {
  /** Day of the week it begins on, Sunday 0. */
  readonly week: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Seconds; may reach into the days after. */
  readonly duration: number
}

export interface Schedule {
  readonly enable: boolean
  /** Epoch seconds. */
  readonly beginTime: number
  readonly endTime: number
  /** None means always. */
  readonly slices: readonly Slice[]
}

const DAY_S = 86_400
const WEEK_S = 7 * DAY_S
/** 1970-01-01 was a Thursday. */
const EPOCH_DAY = 4

/** Why it does not apply, or undefined when it does. */
export function whyNot(schedule: Schedule, nowMs: number): string | undefined {
  const nowS = nowMs / 1000
  if (!schedule.enable) return 'the plan is disabled'
  if (nowS < schedule.beginTime) return 'the plan has not begun'
  if (nowS >= schedule.endTime) return 'the plan is over'
  if (schedule.slices.length > 0 && !schedule.slices.some((slice) => intoSlice(slice, nowS) < slice.duration))
    return 'outside the time slices'
  return undefined
}

/** Epoch ms of the next moment at which `whyNot` may change; undefined when it never will. */
export function nextChange(schedule: Schedule, nowMs: number): number | undefined {
  const nowS = nowMs / 1000
  if (!schedule.enable || nowS >= schedule.endTime) return undefined
  if (nowS < schedule.beginTime) return schedule.beginTime * 1000
  const edges = schedule.slices.flatMap((slice) => {
    const into = intoSlice(slice, nowS)
    const untilBegin = WEEK_S - into
    return slice.duration > into ? [nowS + untilBegin, nowS + slice.duration - into] : [nowS + untilBegin]
  })
  return Math.min(schedule.endTime, ...edges) * 1000
}

/** Seconds since it began last, less than a week. */
function intoSlice({ week, hour, minute, second }: Slice, nowS: number): number {
  const begin = week * DAY_S + hour * 3600 + minute * 60 + second
  const inWeek = (nowS + EPOCH_DAY * DAY_S) % WEEK_S
  return (inWeek - begin + WEEK_S) % WEEK_S
}
