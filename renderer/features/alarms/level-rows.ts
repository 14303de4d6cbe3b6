/** The level table for its editor: every named type and every other the site set. */
import type { AlarmLevel, LevelTable } from '../../../shared/contract/alarms.ts'
import { UNKNOWN_LEVEL } from '../../../shared/alarm-levels.ts'
import { AlarmType } from '../../../shared/platform/alarm.ts'

export interface LevelRow {
  readonly type: number
  readonly level: AlarmLevel
  readonly usual: AlarmLevel
}

export function levelRows(defaults: Readonly<LevelTable>, own: Readonly<LevelTable>): LevelRow[] {
  const types = new Set([...Object.values<number>(AlarmType), ...Object.keys(own).map(Number)])
  return [...types].map((type) => {
    const usual = defaults[String(type)] ?? UNKNOWN_LEVEL
    return { type, usual, level: own[String(type)] ?? usual }
  })
}

/** Only what differs from the usual is kept. */
export function withLevel(own: Readonly<LevelTable>, row: LevelRow, level: AlarmLevel): LevelTable {
  const { [String(row.type)]: _before, ...rest } = own
  return level === row.usual ? rest : { ...rest, [String(row.type)]: level }
}
