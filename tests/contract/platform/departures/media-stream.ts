/** Departures of the chapter "Media stream". */
import type { Departure } from './departure.ts'

const HOST =
  'The vendor’s own player sends host:port of the platform as it reaches it, so that candidates fit its network.'
const MEMBER =
  'The text names the own member ID as index and the vendor’s own player sends it; the field list lacks it.'

const hosted = (operation: string): Departure => ({
  operation,
  part: 'request',
  documented: [],
  ours: ['host string?'],
  reason: HOST,
})

const member = (operation: string): Departure => ({
  operation,
  part: 'request',
  documented: [],
  ours: ['index number?', 'host string?'],
  reason: `${MEMBER} ${HOST}`,
})

export const mediaStreamDepartures: readonly Departure[] = [
  hosted('dialog.openDeviceWebrtc'),
  hosted('dialog.openDeviceBvrtc'),
  hosted('dialog.openPlayback'),
  member('dialog.openConferenceWebrtc'),
  member('dialog.openConferenceBvrtc'),
  member('dialog.openConferenceSocket'),
  {
    operation: 'dialog.info',
    part: 'response',
    documented: ['id string', 'time string', 'objType string'],
    ours: ['id string', 'time number', 'objType string'],
    everywhere: true,
    reason: 'The same moment is printed as a number one level above and in the list of dialogs: a time is a number.',
  },
  {
    operation: 'vtdu.resetStatistics',
    part: 'request',
    documented: ['[] string[]?'],
    ours: ['[] string[]'],
    reason: 'The list is the whole body: without it the call names no server.',
  },
]
