/** Chapter "Device management", the configuration of a device. */
import type { Departure } from './departure.ts'

const WHOLE_BODY = 'A list that is the whole body cannot be left out: nothing would be asked for.'
const PIXELS = 'A size in pixels is a number, as in the snapshot configuration; text is read too.'
const INDEX = 'A place in a list is a number, as the other places beside it; text is read too.'

export const deviceConfigDepartures: readonly Departure[] = [
  {
    operation: 'radioNetwork.set',
    part: 'request',
    documented: ['[] object[]?'],
    ours: ['[] object[]'],
    reason: WHOLE_BODY,
  },
  {
    operation: 'encoder.set',
    part: 'request',
    documented: ['[] object[]?'],
    ours: ['[] object[]'],
    reason: WHOLE_BODY,
  },
  {
    operation: 'storage.set',
    part: 'request',
    documented: ['[] object[]?'],
    ours: ['[] object[]'],
    reason: WHOLE_BODY,
  },
  {
    operation: 'storage.recordStatus',
    part: 'path',
    documented: ['/bvcsp/v1/pu//storages/recordstatus/:puid'],
    ours: ['/bvcsp/v1/pu/storages/recordstatus/:puid'],
    reason: 'The doubled slash is a slip of the pen: no other path has one, and servers drop it.',
  },
  {
    operation: 'encoder.get',
    part: 'response',
    documented: ['ImageSizeAll object[]', 'width string', 'height string'],
    ours: ['imageSizeAll object[]', 'width number', 'height number'],
    reason: `Its index and the snapshot configuration write imageSizeAll; both are read. ${PIXELS}`,
  },
  ...(['response', 'request'] as const).map((part) => ({
    operation: part === 'response' ? 'encoder.get' : 'encoder.set',
    part,
    documented: ['bitRateIndex string', 'bitPerSampleIndex string', 'samplesPerSecIndex string'],
    ours: ['bitRateIndex number', 'bitPerSampleIndex number', 'samplesPerSecIndex number'],
    reason: INDEX,
  })),
]
