/** Seconds of the day as a clock, `hh:mm` or with seconds where there are some, and back. */
const two = (value: number): string => String(value).padStart(2, '0')
/** As fields of a page have them, which know no 24:00. */
const LAST = 86_399

export function clockText(second: number): string {
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor((second % 3600) / 60), second % 60]
  return `${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`
}

export function fieldText(second: number): string {
  return clockText(Math.min(LAST, second))
}

/** Undefined for an empty field. */
export function secondOf(text: string): number | undefined {
  const [hours, minutes, seconds = 0] = text.split(':').map(Number)
  if (hours === undefined || minutes === undefined) return undefined
  const second = hours * 3600 + minutes * 60 + seconds
  return Number.isFinite(second) ? second : undefined
}
