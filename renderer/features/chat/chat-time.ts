/** Times as a chat shows them: the clock today, the day before that. */
const two = (value: number): string => String(value).padStart(2, '0')
const DAY_MS = 86_400_000

/** `hh:mm`. Epoch ms. */
export function minuteTime(timeMs: number): string {
  const time = new Date(timeMs)
  return `${two(time.getHours())}:${two(time.getMinutes())}`
}

/** For lists: `hh:mm` today, `MM-dd` this year, else `yyyy-MM-dd`. */
export function listTime(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs)
  const now = new Date(nowMs)
  if (time.toDateString() === now.toDateString()) return minuteTime(timeMs)
  const day = `${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return time.getFullYear() === now.getFullYear() ? day : `${time.getFullYear()}-${day}`
}

export function dayDistance(timeMs: number, nowMs: number): number {
  const start = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0)
  return Math.round((start(nowMs) - start(timeMs)) / DAY_MS)
}

/** `yyyy-MM-dd` as date inputs have it; undefined for what is no date. Returns the first moment of that day, epoch ms. */
export function startOfDay(date: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (!match) return undefined
  const time = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])).getTime()
  return Number.isNaN(time) ? undefined : time
}

/** The last moment of that day. */
export function endOfDay(date: string): number | undefined {
  const start = startOfDay(date)
  return start === undefined ? undefined : new Date(start).setHours(23, 59, 59, 999)
}

/** `2 days`, `40 min`, `40分钟`: how long a temporary group lives. */
export function roughDuration(seconds: number, language: string): string {
  const inUnits = (count: number, unit: string): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
  if (seconds >= 172_800 && seconds % 86_400 === 0) return inUnits(seconds / 86_400, 'day')
  if (seconds >= 7_200 && seconds % 3_600 === 0) return inUnits(seconds / 3_600, 'hour')
  return seconds >= 60 ? inUnits(Math.round(seconds / 60), 'minute') : inUnits(seconds, 'second')
}
