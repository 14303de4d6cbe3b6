/** One fence of the platform, and when it is watched. */
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { FenceStatus, type fence as operations } from '../../../shared/platform/fence.ts'

export type FenceRow = DataOf<typeof operations.info>
export type FenceForm = BodyOf<typeof operations.create>
/** What a fence is, whatever was left out when it was made. */
export type FencePlan = Required<Omit<FenceForm, 'desc' | 'radius'>> & Pick<FenceForm, 'desc' | 'radius'>

export interface Fence {
  readonly id: string
  readonly creator: string
  /** Epoch ms. */
  readonly createdAtMs: number
  /** Replaced as a whole. */
  plan: FencePlan
  readonly deviceIds: Set<string>
}

export function fenceRow({ id, creator, createdAtMs, plan }: Fence): FenceRow {
  const { name, desc, ...rest } = plan
  return {
    id,
    name,
    ...(desc === undefined ? {} : { desc }),
    creator,
    createTime: Math.floor(createdAtMs / 1000),
    ...rest,
  }
}

/** By the platform's own time of day; without times always. `nowMs`: epoch ms. */
export function isWatched({ status, alarmTimes }: FencePlan, nowMs: number): boolean {
  if (status !== FenceStatus.enabled) return false
  if (alarmTimes.length === 0) return true
  const date = new Date(nowMs)
  const second = secondOfDay(date.getHours(), date.getMinutes(), date.getSeconds())
  return alarmTimes.some((time) => beginOf(time) <= second && second <= endOf(time))
}

type AlarmTime = FencePlan['alarmTimes'][number]

export function beginOf({ hourBegin, minuteBegin, secondBegin }: AlarmTime): number {
  return secondOfDay(hourBegin, minuteBegin, secondBegin)
}

export function endOf({ hourEnd, minuteEnd, secondEnd }: AlarmTime): number {
  return secondOfDay(hourEnd, minuteEnd, secondEnd)
}

function secondOfDay(hour: number, minute: number, second: number): number {
  return hour * 3600 + minute * 60 + second
}
