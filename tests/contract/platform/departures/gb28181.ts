/** Chapters "28181out" and "28181in". */
import type { Departure } from './departure.ts'

export const gb28181Departures: readonly Departure[] = [
  {
    operation: 'upperServer.list',
    part: 'response',
    documented: ['notIncludeChannel string'],
    ours: ['notIncludeChannel boolean'],
    reason: 'It is the same switch that every other operation of the chapter prints as boolean.',
  },
  {
    operation: 'sharedDevice.list',
    part: 'request',
    documented: ['usid string'],
    ours: ['usid number'],
    reason:
      'Configuration IDs of upper platforms are numbers everywhere else, in the answer of this very operation too.',
  },
  {
    operation: 'directoryChannel.change',
    part: 'request',
    documented: ['channelNum string'],
    ours: ['channelNum number'],
    reason: 'The same channel number is a number when the channel is created, read and listed.',
  },
  {
    operation: 'lowerDevice.info',
    part: 'method',
    documented: ['POST'],
    ours: ['GET'],
    reason: 'It only reads, by its path alone, as the platform of the same chapter does by GET.',
  },
  {
    operation: 'gb28181In.config',
    part: 'response',
    documented: ['sipPort string'],
    ours: ['sipPort number'],
    reason: 'A port is a number, as the media port beside it and the ports of the other chapter are.',
  },
  ...(['lowerRecord.createTasks', 'lowerRecord.queryTasks'] as const).map((operation): Departure => ({
    operation,
    part: 'response',
    documented: ['percent string'],
    ours: ['percent number'],
    reason: 'A progress is counted with; the list of recordings prints the same progress as a number.',
  })),
]
