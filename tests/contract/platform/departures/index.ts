/**
 * The one table of departures from the documentation, by section, and the rules that hold everywhere.
 *
 * Everywhere: the wire says `id` where `ID` is printed (the vendor's own client sends and reads `id`); whole numbers are numbers;
 * the envelope (`code`, `msg`, `pageInfo`) is one for all answers, by the rules of `envelope.ts`; `{name}` in a path
 * means `:name`; the method of a subscription is the upgrade's GET.
 */
import type { Departure } from './departure.ts'
import { deviceConfigDepartures } from './device-config.ts'
import { deviceDepartures } from './device.ts'
import { mediaStreamDepartures } from './media-stream.ts'
import { planDepartures } from './plans.ts'
import { gb28181Departures } from './gb28181.ts'
import { ptzDepartures } from './ptz.ts'
import { recordFileDepartures } from './record-file.ts'
import { timelineDepartures } from './timeline.ts'
import { websocketDepartures } from './websocket.ts'

export const departures: readonly Departure[] = [
  ...deviceDepartures,
  ...deviceConfigDepartures,
  ...ptzDepartures,
  ...mediaStreamDepartures,
  ...planDepartures,
  ...gb28181Departures,
  ...recordFileDepartures,
  ...timelineDepartures,
  ...websocketDepartures,
]

/** The rule for names, on a line. */
export function onTheWire(line: string): string {
  return line.replace(/^ID /, 'id ')
}

/** The rule for names of path parameters. */
export function parameterOnTheWire(name: string): string {
  return name === 'ID' ? 'id' : name
}

/** The rule for paths. */
export function pathOnTheWire(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}
