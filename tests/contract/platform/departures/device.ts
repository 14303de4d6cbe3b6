import type { Departure } from './departure.ts'

const DISTANCE =
  'A distance in metres like the interval in seconds beside it, printed as a text: read both, write a number.'

export const deviceDepartures: readonly Departure[] = [
  {
    operation: 'device.positioning',
    part: 'response',
    documented: ['reportDistance string?'],
    ours: ['reportDistance number?'],
    reason: DISTANCE,
  },
  {
    operation: 'device.setPositioning',
    part: 'request',
    documented: ['reportDistance string?'],
    ours: ['reportDistance number?'],
    reason: DISTANCE,
  },
  {
    operation: 'device.setSensors',
    part: 'request',
    documented: ['[] object[]?'],
    ours: ['[] object[]'],
    reason: 'The list is the body itself, and a request that sets something has one.',
  },
]
