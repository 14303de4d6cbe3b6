const two = (value: number): string => String(value).padStart(2, '0')

/** Name for what has none of its own: `voice-20260131-142501.m4a`. */
export function stampedName(word: string, extension: string, timeMs: number): string {
  const time = new Date(timeMs)
  const date = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`
  return `${word}-${date}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}.${extension}`
}
