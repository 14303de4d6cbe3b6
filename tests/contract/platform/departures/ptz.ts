/** Chapter "PTZ". */
import type { Departure } from './departure.ts'

export const ptzDepartures: readonly Departure[] = [
  {
    operation: 'ptz.control',
    part: 'request',
    documented: ['hSpeed number', 'vSpeed number'],
    ours: ['hSpeed number?', 'vSpeed number?'],
    reason: "To stop, the vendor's own client sends no speeds.",
  },
]
