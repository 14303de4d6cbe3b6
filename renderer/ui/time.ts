/** Times and durations as they stand on screen. 24-hour clock, the machine's time zone. */

const two = (value: number): string => String(value).padStart(2, '0')

/** `hh:mm:ss`, with `MM-dd` in front when it was not on the day of `nowMs`. Both epoch ms. */
export function clockTime(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs)
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
  const sameDay = time.toDateString() === new Date(nowMs).toDateString()
  return sameDay ? clock : `${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`
}

/** `yyyy-MM-dd hh:mm`. Epoch ms. */
export function dateTime(timeMs: number): string {
  const time = new Date(timeMs)
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** `yyyy-MM-dd hh:mm:ss`. Epoch ms. */
export function secondTime(timeMs: number): string {
  return `${dateTime(timeMs)}:${two(new Date(timeMs).getSeconds())}`
}

/** `yyyy-MM-dd hh:mm:ss.mmm +hh:mm`: for what leaves this machine. Epoch ms. */
export function momentText(timeMs: number): string {
  const time = new Date(timeMs)
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  const ahead = -time.getTimezoneOffset()
  const zone = `${ahead < 0 ? '-' : '+'}${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`
  return `${day} ${clock}.${String(time.getMilliseconds()).padStart(3, '0')} ${zone}`
}

/** Whole seconds until `untilMs`, rounded up so that a count-down reaches 0 only when it is over. */
export function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
}

/** `m:ss`, from one hour on `h:mm:ss`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
