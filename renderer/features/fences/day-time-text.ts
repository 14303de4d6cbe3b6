/** Seconds of the day as a clock, `hh:mm` or with seconds where there are some, and back. */
const two = (value: number): string => String(value).padStart(2, '0')
const DAY = 86_400

export function clockText(second: number): string {
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor((second % 3600) / 60), second % 60]
  return `${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}

/** `8:00`, `08:00:30`, `24:00`; undefined for what is no time of a day. */
export function secondOf(text: string): number | undefined {
  const parts = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim().replaceAll('：', ':'))
  if (!parts) return undefined
  const [, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0))
  const second = hours * 3600 + minutes * 60 + seconds
  return second <= DAY ? second : undefined
}
