/** Departures of the chapters "Platform Storage (Download) Plan" and "Platform storage status". */
import type { Departure } from './departure.ts'

export const planDepartures: readonly Departure[] = [
  {
    operation: 'downloadPlan.create',
    part: 'response',
    documented: ['fileTsMax string?'],
    ours: ['fileTsMax number?'],
    reason: 'Every other place, the request included, prints this time as a number.',
  },
  {
    operation: 'recordPlan.list',
    part: 'request',
    documented: ['match string'],
    ours: ['match string?'],
    reason: 'All other conditions of this filter may be left out, and so may the text in every other list.',
  },
  {
    operation: 'recordLog.device',
    part: 'response',
    documented: ['data object'],
    ours: ['data object[]'],
    reason: 'A log has more than one event, and its score only makes sense for sorting several.',
  },
  {
    operation: 'recordLog.plan',
    part: 'response',
    documented: ['data object'],
    ours: ['data object[]'],
    reason: 'A log has more than one event, and its score only makes sense for sorting several.',
  },
]
