/** What was noted about recordings by plan: for each channel and for each plan, oldest first. */
import type { RecordEvent } from '../../../shared/platform/monitor.ts'
import type { Device } from '../fleet/build.ts'

export type RecordEventId = (typeof RecordEvent)[keyof typeof RecordEvent]

export interface ChannelEntry {
  readonly event: RecordEventId
  readonly info: string
  /** Epoch ms. */
  readonly timeMs: number
}

export interface PlanEntry {
  readonly info: string
  readonly timeMs: number
}

export interface RecordLog {
  note(device: Device, channel: number, event: RecordEventId, info: string, timeMs: number): void
  notePlan(planUid: string, info: string, timeMs: number): void
  ofChannel(device: Device, channel: number): readonly ChannelEntry[]
  ofPlan(planUid: string): readonly PlanEntry[]
}

/** Older entries of the same channel or plan are dropped. */
const KEPT = 500

export function createRecordLog(): RecordLog {
  const channels = new Map<string, ChannelEntry[]>()
  const plans = new Map<string, PlanEntry[]>()
  const keyOf = (device: Device, channel: number) => `${device.id}/${channel}`
  return {
    note: (device, channel, event, info, timeMs) => put(channels, keyOf(device, channel), { event, info, timeMs }),
    notePlan: (planUid, info, timeMs) => put(plans, planUid, { info, timeMs }),
    ofChannel: (device, channel) => channels.get(keyOf(device, channel)) ?? [],
    ofPlan: (planUid) => plans.get(planUid) ?? [],
  }
}

/** Pieces of a recording are noted when somebody looks: an entry goes where its time belongs. */
function put<E extends { readonly timeMs: number }>(lists: Map<string, E[]>, key: string, entry: E): void {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  const at = list.findLastIndex(({ timeMs }) => timeMs <= entry.timeMs)
  list.splice(at + 1, 0, entry)
  if (list.length > KEPT) list.shift()
}
