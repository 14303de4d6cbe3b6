/** `hh:mm` of this machine's day. Epoch ms. */
export function hourMinute(timeMs: number): string {
  const time = new Date(timeMs)
  return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`
}
