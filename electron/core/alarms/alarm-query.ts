/** From a filter of the contract to a condition of SQL. */
import type { AlarmFilter, AlarmLevel, LevelTable } from '../../../shared/contract/alarms.ts'
import { DEFAULT_LEVELS, levelOf, UNKNOWN_LEVEL } from '../../../shared/alarm-levels.ts'
import { AlarmState } from '../../../shared/platform/alarm.ts'

/** The filter with levels made types: the store knows no levels, which each site sets as it likes. */
export interface AlarmQuery extends Omit<AlarmFilter, 'levels'> {
  /** All types but these. */
  readonly notTypes?: number[]
}

export function queryOf({ levels, ...filter }: AlarmFilter, own: LevelTable): AlarmQuery {
  if (!levels) return filter
  const wanted = new Set<AlarmLevel>(levels)
  if (filter.types) return { ...filter, types: filter.types.filter((type) => wanted.has(levelOf(type, own))) }
  const named = [...new Set([...Object.keys(DEFAULT_LEVELS), ...Object.keys(own)])].map(Number)
  const isWanted = (type: number): boolean => wanted.has(levelOf(type, own))
  return wanted.has(UNKNOWN_LEVEL)
    ? { ...filter, notTypes: named.filter((type) => !isWanted(type)) }
    : { ...filter, types: named.filter(isWanted) }
}

/** Up to so many devices are looked up one by one. */
const FEW_DEVICES = 20

export type Parameters = Record<string, string | number>

/**
 * `condition(alias)` holds for the rows of `alarm` under that name; `parameters` are the same for all of them. `needle` is
 * the text to be found: the caller adds what it takes.
 */
export interface Condition {
  readonly parameters: Parameters
  readonly condition: (alias: string) => string
}

export function conditionOf(query: AlarmQuery): Condition {
  const parameters: Parameters = {}
  const parts: ((alias: string) => string)[] = []
  /** Lists go as one JSON value: a statement for each number of values would fill the cache of statements. */
  const oneOf = (
    column: string,
    name: string,
    values: readonly (string | number)[] | undefined,
    how: 'look-up' | 'walk' | 'not' = 'walk',
  ): void => {
    if (!values) return
    parameters[name] = JSON.stringify(values)
    // The plus keeps the column's index out of it.
    const [plus, not] = [how === 'walk' ? '+' : '', how === 'not' ? 'NOT' : '']
    parts.push((a) => `${plus}${a}.${column} ${not} IN (SELECT value FROM json_each(@${name}))`)
  }
  const compare = (sql: (alias: string) => string, name: string, value: string | number | undefined): void => {
    if (value === undefined) return
    parameters[name] = value
    parts.push(sql)
  }
  const { statuses, devices } = query
  // Written out, so that the index of the active ones serves.
  if (statuses?.length === 1 && statuses[0] === AlarmState.active) parts.push((a) => `${a}.status = 0`)
  else oneOf('status', 'statuses', statuses)
  oneOf('type', 'types', query.types)
  oneOf('type', 'notTypes', query.notTypes, 'not')
  // Alarms of one device lie in order of time; of a few they are looked up; of many the newest are found along the list.
  if (devices?.length === 1) compare((a) => `${a}.device_id = @device`, 'device', devices[0])
  else oneOf('device_id', 'devices', devices, (devices?.length ?? 0) > FEW_DEVICES ? 'walk' : 'look-up')
  compare((a) => `(${a}.user_id = @person OR ${a}.handler_id = @person)`, 'person', query.person)
  compare((a) => `${a}.time >= @from`, 'from', query.from)
  compare((a) => `${a}.time <= @to`, 'to', query.to)
  if (query.unseen !== undefined) compare((a) => `${a}.seen = @seen`, 'seen', Number(!query.unseen))
  return { parameters, condition: (alias) => (parts.length > 0 ? parts.map((part) => part(alias)).join(' AND ') : '1') }
}
