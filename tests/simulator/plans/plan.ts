/** Plans as the platform keeps them: what was left out has a value here. */
import type { BodyOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { PLAN_TIME } from '../../../shared/platform/plan-schedule.ts'
import type { Device } from '../fleet/build.ts'
import type { Slice } from './schedule.ts'

type RecordBody = BodyOf<typeof operations.recordPlan.create>
type DownloadBody = BodyOf<typeof operations.downloadPlan.create>
export type PlanMode = NonNullable<RecordBody['onlineModeList']>[number]
export type PlanFileTypeId = NonNullable<DownloadBody['fileTypeList']>[number]
export type RecordTypeId = NonNullable<RecordBody['recordTypeList']>[number]

interface Plan {
  readonly uid: string
  name: string
  desc: string
  enable: boolean
  /** Epoch seconds. */
  beginTime: number
  endTime: number
  /** None means any. */
  modes: readonly PlanMode[]
  slices: readonly Slice[]
  /** Channels by device; none means all it has. Of a download plan they mean nothing. */
  readonly devices: Map<Device, readonly number[]>
}

export interface RecordPlan extends Plan {
  readonly kind: 'record'
  /** None means video and audio. */
  types: readonly RecordTypeId[]
}

export interface DownloadPlan extends Plan {
  readonly kind: 'download'
  /** None means all. */
  types: readonly PlanFileTypeId[]
  /** Files that begin after and end before, epoch seconds. */
  fileTsMin: number | undefined
  fileTsMax: number | undefined
}

export type AnyPlan = RecordPlan | DownloadPlan

const fresh = (uid: string): Plan => ({
  uid,
  name: '',
  desc: '',
  enable: false,
  beginTime: PLAN_TIME.minimum,
  endTime: PLAN_TIME.maximum,
  modes: [],
  slices: [],
  devices: new Map(),
})

export function newRecordPlan(uid: string): RecordPlan {
  return { ...fresh(uid), kind: 'record', types: [] }
}

export function newDownloadPlan(uid: string): DownloadPlan {
  return { ...fresh(uid), kind: 'download', types: [], fileTsMin: undefined, fileTsMax: undefined }
}

/** What is wrong with the times of a change, or undefined. */
export function faultOf(plan: AnyPlan, body: RecordBody | DownloadBody): string | undefined {
  const { beginTime = plan.beginTime, endTime = plan.endTime } = body
  if (beginTime >= endTime) return 'beginTime has to be before endTime'
  if (!('fileTsMin' in body || 'fileTsMax' in body) || plan.kind !== 'download') return undefined
  const { fileTsMin = plan.fileTsMin ?? 0, fileTsMax = plan.fileTsMax ?? Infinity } = body
  return fileTsMin >= fileTsMax ? 'fileTsMin has to be before fileTsMax' : undefined
}

/** What is absent stays. */
export function applyRecord(plan: RecordPlan, body: RecordBody): void {
  applyCommon(plan, body)
  plan.types = body.recordTypeList ?? plan.types
}

export function applyDownload(plan: DownloadPlan, body: DownloadBody): void {
  applyCommon(plan, body)
  plan.types = body.fileTypeList ?? plan.types
  plan.fileTsMin = body.fileTsMin ?? plan.fileTsMin
  plan.fileTsMax = body.fileTsMax ?? plan.fileTsMax
}

function applyCommon(plan: Plan, body: RecordBody): void {
  plan.name = body.name ?? plan.name
  plan.desc = body.desc ?? plan.desc
  plan.enable = body.enable ?? plan.enable
  plan.beginTime = body.beginTime ?? plan.beginTime
  plan.endTime = body.endTime ?? plan.endTime
  plan.modes = body.onlineModeList ?? plan.modes
  plan.slices =
    body.time_slice?.map(({ week = 0, hour = 0, minute = 0, second = 0, duration = 0 }) => ({
      week,
      hour,
      minute,
      second,
      duration,
    })) ?? plan.slices
}

/** Bits of the device's network as plans name them. */
const MODES: Readonly<Record<number, PlanMode>> = { 2: 'wired', 4: 'wifi', 8: 'wireless' }

/** Why nothing is done with a device now, or undefined. */
export function whyNotDevice({ modes }: AnyPlan, device: Device): string | undefined {
  if (!device.online) return 'the device is off-line'
  const mode = MODES[device.network]
  if (modes.length > 0 && (mode === undefined || !modes.includes(mode))) return `the device is on-line by ${mode}`
  return undefined
}
