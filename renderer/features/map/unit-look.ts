/** How a unit looks on the map, packed into one number, so that each look is painted once. */
import { UnitFlag } from './unit-table.ts'

export const LOOK_STATES = ['offline', 'online', 'stale'] as const
export type LookState = (typeof LOOK_STATES)[number]

/** A unit that is on-line and told no place for so long stands somewhere else by now. */
export const STALE_MS = 5 * 60_000

const LEVEL_SHIFT = 2
const SPEAKING = 1 << 5
const SELECTED = 1 << 6
/** Looks are below this. */
export const LOOKS = 1 << 7

/** @param time of its position, 0 unknown @param now both epoch ms by the platform's clock */
export function stateOf(flags: number, time: number, now: number): LookState {
  if ((flags & UnitFlag.online) === 0) return 'offline'
  return time > 0 && now - time > STALE_MS ? 'stale' : 'online'
}

export function lookOf(flags: number, level: number, time: number, now: number): number {
  const speaking = (flags & UnitFlag.speaking) === 0 ? 0 : SPEAKING
  const selected = (flags & UnitFlag.selected) === 0 ? 0 : SELECTED
  return LOOK_STATES.indexOf(stateOf(flags, time, now)) | (level << LEVEL_SHIFT) | speaking | selected
}

export interface Look {
  readonly state: LookState
  readonly level: number
  readonly speaking: boolean
  readonly selected: boolean
}

export function readLook(look: number): Look {
  return {
    state: LOOK_STATES[look & 3] ?? 'offline',
    level: (look >> LEVEL_SHIFT) & 7,
    speaking: (look & SPEAKING) !== 0,
    selected: (look & SELECTED) !== 0,
  }
}

/** Whether it is painted over the others. */
export function isUrgent(look: number): boolean {
  return look >> LEVEL_SHIFT !== 0
}
