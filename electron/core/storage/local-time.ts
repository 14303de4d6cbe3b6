/** `2026-03-01 14:05:09`, this machine's time: sorts as text and is read by every spreadsheet. Epoch ms. */
export function localTime(time: number): string {
  const moment = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-')
  return `${day} ${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':')}`
}
