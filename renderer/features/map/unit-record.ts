/** One unit in words and numbers, as a card or a row shows it: read out of the table at a tick. */
import type { AlarmLevel } from '../../../shared/contract/alarms.ts'
import { SignalSource } from '../../../shared/platform/position.ts'
import type { DeviceKind } from '../fleet/device-kind.ts'
import { levelOfNumber } from './alarm-levels.ts'
import { UNIT_KINDS } from './unit-kinds.ts'
import { stateOf, type LookState } from './unit-look.ts'
import { UnitFlag, type UnitTable } from './unit-table.ts'

export interface UnitPlace {
  readonly lng: number
  readonly lat: number
  /** Epoch ms by the platform's clock; undefined when it did not say. */
  readonly time: number | undefined
  readonly heading: number | undefined
  readonly speed: number | undefined
  readonly height: number | undefined
  /** Undefined when it is not known; nought: not by satellite. */
  readonly stars: number | undefined
  readonly sources: readonly string[]
  readonly fix: boolean
}

export interface UnitRecord {
  readonly id: string
  readonly slot: number
  readonly kind: DeviceKind
  readonly online: boolean
  readonly state: LookState
  /** In a conference, now. */
  readonly speaking: boolean
  readonly level: AlarmLevel | undefined
  readonly place: UnitPlace | undefined
}

/** Undefined for a unit that has told no place. `now`: epoch ms by the platform's clock. */
export function readUnit(table: UnitTable, id: string, now: number): UnitRecord | undefined {
  const slot = table.slotOf(id)
  if (slot === undefined) return undefined
  const flags = table.flags[slot] ?? 0
  return {
    id,
    slot,
    kind: UNIT_KINDS[table.kind[slot] ?? 0] ?? 'other',
    online: (flags & UnitFlag.online) !== 0,
    state: stateOf(flags, table.time[slot] ?? 0, now),
    speaking: (flags & UnitFlag.speaking) !== 0,
    level: levelOfNumber(table.level[slot] ?? 0),
    place: (flags & UnitFlag.placed) === 0 ? undefined : readPlace(table, slot, flags),
  }
}

function readPlace(table: UnitTable, slot: number, flags: number): UnitPlace {
  const time = table.time[slot] ?? 0
  const stars = table.stars[slot] ?? -1
  const bits = table.sources[slot] ?? 0
  return {
    lng: table.lng[slot] ?? 0,
    lat: table.lat[slot] ?? 0,
    time: time > 0 ? time : undefined,
    heading: finite(table.heading[slot]),
    speed: finite(table.speed[slot]),
    height: finite(table.height[slot]),
    stars: stars < 0 ? undefined : stars,
    sources: Object.entries(SignalSource).flatMap(([name, bit]) => ((bits & bit) === 0 ? [] : [name])),
    fix: (flags & UnitFlag.fix) !== 0,
  }
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined
}
