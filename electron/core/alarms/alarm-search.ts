/**
 * The part of a condition that asks for a text: what is said by the index first, then exactly; who is named by the names.
 * Few hits are found at once and looked up; of many the newest are looked for along the list, so that a frequent word costs
 * no more than a rare one.
 */
import type { Database } from 'better-sqlite3'
import { toQuery } from '../db/grams.ts'
import type { Parameters } from './alarm-query.ts'
import { saidSql } from './alarm-text.ts'

/** More than these are not looked up beforehand. */
const FEW = 2000

export interface TextCondition {
  /** Of the rows that are listed. */
  readonly listed: (alias: string) => string
  /** Of others that are looked at beside them, a few each. */
  readonly beside: (alias: string) => string
}

const ALL: TextCondition = { listed: () => '1', beside: () => '1' }

export function alarmSearch(db: Database) {
  const named = db
    .prepare<[string, string], string>('SELECT id FROM names WHERE kind = ? AND contains_folded(name, ?)')
    .pluck()
  const said = 'SELECT rowid AS id FROM alarm_text WHERE alarm_text MATCH @match'
  const naming = `SELECT id FROM alarm WHERE device_id IN (SELECT value FROM json_each(@textDevices))
    UNION ALL SELECT id FROM alarm WHERE user_id IN (SELECT value FROM json_each(@textPersons))
    UNION ALL SELECT id FROM alarm WHERE handler_id IN (SELECT value FROM json_each(@textPersons))`
  const candidates = db
    .prepare<[Parameters], number>(
      `SELECT count(*) FROM (SELECT id FROM (${said}) UNION ALL SELECT id FROM (${naming}) LIMIT ${FEW + 1})`,
    )
    .pluck()
  const found = db
    .prepare<[Parameters], number>(
      `SELECT a.id FROM (${said}) f JOIN alarm a ON a.id = f.id WHERE contains_folded(${saidSql('a')}, @needle)
       UNION SELECT id FROM (${naming})`,
    )
    .pluck()

  return {
    /** Adds what the conditions take to `parameters`. */
    textCondition(text: string | undefined, parameters: Parameters): TextCondition {
      const match = toQuery(text ?? '')
      if (text === undefined || match === undefined) return ALL
      Object.assign(parameters, {
        match,
        needle: text,
        textDevices: JSON.stringify(named.all('PU', text)),
        textPersons: JSON.stringify(named.all('User', text)),
      })
      if ((candidates.get(parameters) ?? 0) > FEW) return { listed: (alias) => exactly(alias, said), beside: exactly }
      parameters['found'] = JSON.stringify(found.all(parameters))
      const isFound = (alias: string): string => `${alias}.id IN (SELECT value FROM json_each(@found))`
      return { listed: isFound, beside: isFound }
    },
  }
}

/**
 * `candidates`: statement that names those which may say it. The pluses keep the planner from collecting all hits before it
 * sorts them.
 */
function exactly(alias: string, candidates?: string): string {
  const mayBe = candidates === undefined ? '' : `+${alias}.id IN (${candidates}) AND `
  const isOneOf = (column: string, list: string): string =>
    `+${alias}.${column} IN (SELECT value FROM json_each(@${list}))`
  return `(${isOneOf('device_id', 'textDevices')} OR ${isOneOf('user_id', 'textPersons')}
    OR ${isOneOf('handler_id', 'textPersons')} OR (${mayBe}contains_folded(${saidSql(alias)}, @needle)))`
}

export type AlarmSearch = ReturnType<typeof alarmSearch>
