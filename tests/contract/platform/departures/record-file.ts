import type { Departure } from './departure.ts'

export const recordFileDepartures: readonly Departure[] = [
  {
    operation: 'devicefile.download',
    part: 'query',
    documented: [],
    ours: ['token?'],
    reason: "Media elements cannot send a header: the vendor's own client puts the token into the address.",
  },
  {
    operation: 'devicefile.download',
    part: 'params',
    documented: ['Delete'],
    ours: [],
    reason: 'The path has no third parameter: "Delete device files" is the title of the operation printed next.',
  },
]
