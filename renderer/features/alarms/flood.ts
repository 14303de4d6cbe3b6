/** The flood meter's arithmetic. */

/** About what one operator can take in ten minutes: guidance of EEMUA 191 and ISA-18.2. More is called a flood there. */
export const MOST_IN_TEN_MINUTES = 10

/** `share`: of the bar, whose middle is the guidance. Busy from half of it on. */
export function floodOf(count: number): { state: 'calm' | 'busy' | 'flood'; share: number } {
  const share = Math.min(1, count / (2 * MOST_IN_TEN_MINUTES))
  if (count > MOST_IN_TEN_MINUTES) return { state: 'flood', share }
  return { state: count > MOST_IN_TEN_MINUTES / 2 ? 'busy' : 'calm', share }
}
