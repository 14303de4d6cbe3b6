import type { Departure } from './departure.ts'

const COMMAND = [
  'id string',
  'method string',
  'command string',
  'timeout number',
  'page number?',
  'pageSize number?',
  'data object?',
]
const REPLY = [
  'id string',
  'code number',
  'msg string',
  'pageInfo object?',
  'page number?',
  'pageSize number?',
  'totalCount number',
  'data object?',
]
const reason =
  'The text says that the platform issues the commands and the subscriber replies with their id in time: what is printed as the request comes from the platform.'

export const websocketDepartures: readonly Departure[] = [
  { operation: 'command', part: 'request', documented: COMMAND, ours: REPLY, reason },
  { operation: 'command', part: 'response', documented: REPLY, ours: COMMAND, reason },
]
