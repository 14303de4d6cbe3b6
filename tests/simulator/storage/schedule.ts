/** When a channel records by itself: pieces of each week, by the device's own clock. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import { YesNo } from '../../../shared/platform/device-storage.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { need } from '../configuration/check.ts'
import { isWorn } from '../configuration/traits.ts'
import type { Device } from '../fleet/build.ts'
import { Refusal } from '../http/refusal.ts'

export type Schedule = DataOf<typeof operations.deviceStorage.schedule>
export type Slice = Schedule['weekRecord'][number]

export interface Piece {
  /** Epoch ms. */
  readonly beginMs: number
  readonly endMs: number
}

const DAY_S = 86_400
const WEEK_S = 7 * DAY_S
/** 1 January 1970 was a Thursday. */
const FIRST_SUNDAY_S = 3 * DAY_S
/** Devices that are worn are the old ones of the documentation. */
const MOST_A_DAY = { worn: 6, other: 24 } as const

/** Vehicles come with a week of long days, fixed cameras with whole ones; neither is in force before it has a time. */
export function factorySchedule(device: Device): Schedule {
  const [hour, duration] = device.kind.speed[1] > 0 ? [6, 16 * 3600] : [0, DAY_S]
  const days = [0, 1, 2, 3, 4, 5, 6] as const
  return {
    weekSnapshot: [],
    weekRecord: isWorn(device) ? [] : days.map((week) => ({ week, hour, minute: 0, second: 0, duration })),
    recordAudio: YesNo.no,
    begin: 0,
    end: 0,
  }
}

const startS = ({ hour, minute, second }: Slice): number => hour * 3600 + minute * 60 + second

/** Throws `Refusal`. */
export function checkSchedule(device: Device, { weekSnapshot, weekRecord, begin, end }: Schedule): void {
  need(begin <= end, 'begin: after end')
  const most = isWorn(device) ? MOST_A_DAY.worn : MOST_A_DAY.other
  for (const [name, slices] of Object.entries({ weekSnapshot, weekRecord })) {
    for (const slice of slices) need(startS(slice) + slice.duration <= DAY_S, `${name}: runs into the next day`)
    for (const ofDay of Map.groupBy(slices, ({ week }) => week).values()) {
      if (ofDay.length > most) throw new Refusal(PlatformCode.maxLimit, `${name}: at most ${most} a day`)
      const sorted = ofDay.toSorted((one, other) => startS(one) - startS(other))
      sorted.reduce((last, slice) => {
        need(startS(slice) >= startS(last) + last.duration, `${name}: two overlap`)
        return slice
      })
    }
  }
}

/** The piece that runs at `nowMs` or comes next, within the time the schedule is in force. */
export function pieceAt(
  slices: readonly Slice[],
  schedule: Schedule,
  nowMs: number,
  zoneHours: number,
): Piece | undefined {
  const fromS = Math.max(nowMs / 1000, schedule.begin)
  const zoneS = zoneHours * 3600
  const weekS = Math.floor((fromS + zoneS - FIRST_SUNDAY_S) / WEEK_S) * WEEK_S + FIRST_SUNDAY_S - zoneS
  const pieces = slices
    .flatMap((slice) =>
      [0, WEEK_S].map((later) => ({ slice, beginS: weekS + later + slice.week * DAY_S + startS(slice) })),
    )
    .map(({ slice, beginS }) => ({
      beginMs: Math.max(beginS, schedule.begin) * 1000,
      endMs: Math.min(beginS + slice.duration, schedule.end) * 1000,
    }))
    .filter(({ beginMs, endMs }) => endMs > nowMs && endMs > beginMs)
  return pieces.toSorted((one, other) => one.beginMs - other.beginMs)[0]
}
