const UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s'] as const
const STEP = 1000
const BITS = 8

/** `640 bit/s`, `1.25 Mbit/s`: three digits, from bytes per second as the platform counts them. */
export function bitRateText(bytesPerSecond: number): string {
  let value = Math.max(0, bytesPerSecond) * BITS
  let unit = 0
  // 999.6 would be written as 1000.
  while (value >= STEP - 0.5 && unit < UNITS.length - 1) {
    value /= STEP
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}
