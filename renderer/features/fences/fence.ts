/** A fence as the screens have it: metres and seconds of the day, every value there. Documentation: chapter "electric fence". */
import type { BodyOf, RowsOf } from '../../../shared/platform/define.ts'
import { FenceAction, FenceShape, FenceStatus, type fence as operations } from '../../../shared/platform/fence.ts'
import type { LngLat } from '../map/datum.ts'

export type FenceRow = RowsOf<typeof operations.list>[number]
export type FenceForm = BodyOf<typeof operations.create>
type AlarmTime = NonNullable<FenceForm['alarmTimes']>[number]

export interface Circle {
  readonly kind: 'circle'
  readonly middle: LngLat
  readonly radiusM: number
}

export interface Polygon {
  readonly kind: 'polygon'
  /** Not closed: the first is not repeated. */
  readonly corners: readonly LngLat[]
}

export type Area = Circle | Polygon

/** A time of the day with alarms, seconds since midnight of the platform. */
export interface DayTime {
  readonly from: number
  readonly to: number
}

/** What an operator edits. */
export interface FencePlan {
  readonly name: string
  readonly description: string
  readonly enabled: boolean
  /** What raises the alarm. */
  readonly rule: 'entering' | 'leaving'
  /** Undefined while nothing is drawn. */
  readonly area: Area | undefined
  /** None: always. */
  readonly times: readonly DayTime[]
}

export interface Fence extends FencePlan {
  readonly id: string
  /** Account. */
  readonly creator: string | undefined
  /** Epoch ms. */
  readonly createdAt: number | undefined
}

/** A circle without a middle, or a polygon without corners, is a fence without an area: it is listed and not drawn. */
export function fenceOf(row: FenceRow): Fence {
  return {
    id: row.id,
    creator: row.creator,
    createdAt: row.createTime === undefined ? undefined : row.createTime * 1000,
    name: row.name,
    description: row.desc ?? '',
    enabled: row.status !== FenceStatus.disabled,
    rule: row.actionType === FenceAction.entering ? 'entering' : 'leaving',
    area: areaOf(row),
    times: (row.alarmTimes ?? []).map(dayTimeOf),
  }
}

function areaOf({ fenceType, coords = [], radius }: FenceRow): Area | undefined {
  const corners = coords.map(({ lng, lat }): LngLat => [lng, lat])
  if (fenceType === FenceShape.polygon) return corners.length > 0 ? { kind: 'polygon', corners } : undefined
  const [middle] = corners
  return middle && { kind: 'circle', middle, radiusM: (radius ?? 0) / 100 }
}

function dayTimeOf(time: AlarmTime): DayTime {
  return {
    from: time.hourBegin * 3600 + time.minuteBegin * 60 + time.secondBegin,
    to: time.hourEnd * 3600 + time.minuteEnd * 60 + time.secondEnd,
  }
}

/** Back to the wire, whole: what is left out of a change stays as another may have made it. */
export function formOf({ name, description, enabled, rule, area, times }: FencePlan): FenceForm {
  return {
    name: name.trim(),
    desc: description.trim(),
    status: enabled ? FenceStatus.enabled : FenceStatus.disabled,
    actionType: rule === 'entering' ? FenceAction.entering : FenceAction.leaving,
    ...(area ? shapeOf(area) : {}),
    alarmTimes: times.map(alarmTimeOf),
  }
}

function shapeOf(area: Area): Pick<FenceForm, 'fenceType' | 'coords' | 'radius'> {
  const coord = ([lng, lat]: LngLat) => ({ lng, lat })
  if (area.kind === 'polygon') return { fenceType: FenceShape.polygon, coords: area.corners.map(coord) }
  return { fenceType: FenceShape.circle, coords: [coord(area.middle)], radius: Math.round(area.radiusM * 100) }
}

function alarmTimeOf({ from, to }: DayTime): AlarmTime {
  const [hourBegin, minuteBegin, secondBegin] = clock(from)
  const [hourEnd, minuteEnd, secondEnd] = clock(to)
  return { hourBegin, minuteBegin, secondBegin, hourEnd, minuteEnd, secondEnd }
}

function clock(second: number): [number, number, number] {
  return [Math.floor(second / 3600), Math.floor((second % 3600) / 60), second % 60]
}
