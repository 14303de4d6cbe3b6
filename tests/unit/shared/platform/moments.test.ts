/** Which numbers count from 1970, and in what: forms show them as dates, so that nobody types eleven digits. */
import Type, { type TSchema } from 'typebox'
import { expect, it } from 'vitest'
import type { Operation, Push } from '../../../../shared/platform/define.ts'
import { operationsByName, pushes } from '../../../../shared/platform/index.ts'

interface TimeField {
  /** `operation part field.field`. */
  readonly place: string
  readonly name: string
  readonly unit: string
  readonly moment: string | undefined
}

function timesOf(place: string, schema: TSchema & { unit?: string; moment?: string }): TimeField[] {
  if (Type.IsArray(schema)) return timesOf(place, schema.items)
  if (Type.IsObject(schema))
    return Object.entries(schema.properties).flatMap(([name, field]) => timesOf(`${place} ${name}`, field))
  const { unit, moment } = schema
  if (unit !== 's' && unit !== 'ms') return []
  return [{ place, name: place.split(' ').at(-1) ?? '', unit, moment }]
}

const times = [
  ...[...operationsByName.values()].flatMap((operation: Operation) =>
    (['query', 'body', 'data', 'beside'] as const).flatMap((part) =>
      timesOf(`${operation.name} ${part}`, operation[part]),
    ),
  ),
  ...(Object.values(pushes) as Push[]).flatMap(({ name, frame, sends }) => [
    ...timesOf(`${name} frame`, frame),
    ...timesOf(`${name} sends`, sends),
  ]),
]

/** Times that last: everything else with a unit of time is a moment. By their names, or by the whole place. */
const DURATIONS: ReadonlySet<string> = new Set([
  'Interval',
  'delay',
  'duration',
  'expireDelete',
  'interval',
  'intervalTime',
  'keepAliveInterval',
  'locking',
  'recordFileLength',
  'reportInterval',
  'timeout',
  // Seconds on-line, unlike the field of the same name elsewhere.
  'radioNetwork.get data onlineTime',
  // Counted from the beginning of a file.
  'timeline.list body filter timeBegin',
  'timeline.list body filter timeEnd',
  'timeline.list data time',
  'timeline.add body timelines time',
])
const lasts = ({ name, place }: TimeField): boolean => DURATIONS.has(name) || DURATIONS.has(place)

it('every time of the contract is a moment or is known to last', () => {
  expect(times.length).toBeGreaterThan(100)
  const undecided = times.filter((time) => time.moment === undefined && !lasts(time))
  expect(undecided.map(({ place }) => place)).toEqual([])
})

it('a moment counts in the unit it is told in', () => {
  const moments = times.filter(({ moment }) => moment !== undefined)
  expect(moments.filter(({ unit, moment }) => unit !== moment)).toEqual([])
  expect(moments.filter(lasts)).toEqual([])
})

it('a field whose name says that it is a moment has one wherever it can be typed', () => {
  const named = /^(begin|end|stop|start)_?time$|timestamp|_time(_m(in|ax))?$/i
  const typed = times.filter(({ place, name }) => / (query|body|sends) /.test(place) && named.test(name))
  expect(typed.length).toBeGreaterThan(30)
  expect(typed.filter(({ moment }) => moment === undefined).map(({ place }) => place)).toEqual([])
})
