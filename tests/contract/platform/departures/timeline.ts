import type { Departure } from './departure.ts'

const fragments = 'Left-overs of an editor: they repeat timeBegin and timeEnd without a meaning of their own.'
const texts = 'Numbers printed as texts; adding and deleting take the same values as numbers.'

export const timelineDepartures: readonly Departure[] = [
  {
    operation: 'timeline.list',
    part: 'request',
    documented: ['field_20 number?', 'field_21 number?'],
    ours: [],
    reason: fragments,
  },
  { operation: 'timeline.list', part: 'response', documented: ['time string'], ours: ['time number'], reason: texts },
  {
    operation: 'timeline.list',
    part: 'response',
    documented: ['timestamp string'],
    ours: ['timestamp number'],
    reason: texts,
  },
  { operation: 'timeline.list', part: 'response', documented: ['id string'], ours: ['id number'], reason: texts },
  {
    operation: 'timeline.list',
    part: 'response',
    documented: ['addTime string'],
    ours: ['addTime number'],
    reason: texts,
  },
  {
    operation: 'timeline.add',
    part: 'request',
    documented: ['timeLines object[]'],
    ours: ['timelines object[]'],
    reason: "The vendor's own client sends the field in small letters.",
  },
]
