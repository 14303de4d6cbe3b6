/** All plans of both kinds; whoever carries them out is told of every change. */
import type { Fleet } from '../fleet/fleet.ts'
import { newDownloadPlan, newRecordPlan, type AnyPlan, type DownloadPlan, type RecordPlan } from './plan.ts'

export interface Plans {
  readonly record: ReadonlyMap<string, RecordPlan>
  readonly download: ReadonlyMap<string, DownloadPlan>
  find(uid: string): AnyPlan | undefined
  addRecord(fill: (plan: RecordPlan) => void): RecordPlan
  addDownload(fill: (plan: DownloadPlan) => void): DownloadPlan
  remove(plan: AnyPlan): void
  /** To be called after every change of a plan. */
  changed(): void
  onChanged(listener: () => void): void
}

export function createPlans(): Plans {
  const record = new Map<string, RecordPlan>()
  const download = new Map<string, DownloadPlan>()
  const listeners: (() => void)[] = []
  let serial = 0
  const nextUid = (letter: string) => `${letter}${String(++serial).padStart(5, '0')}`
  const self: Plans = {
    record,
    download,
    find: (uid) => record.get(uid) ?? download.get(uid),
    addRecord(fill) {
      const plan = newRecordPlan(nextUid('R'))
      fill(plan)
      record.set(plan.uid, plan)
      self.changed()
      return plan
    },
    addDownload(fill) {
      const plan = newDownloadPlan(nextUid('D'))
      fill(plan)
      download.set(plan.uid, plan)
      self.changed()
      return plan
    },
    remove(plan) {
      record.delete(plan.uid)
      download.delete(plan.uid)
      self.changed()
    },
    changed: () => listeners.forEach((listener) => listener()),
    onChanged: (listener) => void listeners.push(listener),
  }
  return self
}

const DAY_S = 86_400
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

/**
 * The plans by which the files of the past came: mounted cameras from ten to half past ten, and what devices had recorded.
 * Both were over when the simulator started, so that nothing runs that nobody asked for.
 */
export function layDownPlans(plans: Plans, fleet: Fleet, startMs: number): void {
  const endTime = Math.floor(startMs / 1000)
  const beginTime = endTime - 30 * DAY_S
  plans.addRecord((plan) => {
    plan.name = 'Mounted cameras, mornings'
    plan.desc = 'half an hour each day'
    Object.assign(plan, { enable: true, beginTime, endTime })
    plan.slices = EVERY_DAY.map((week) => ({ week, hour: 10, minute: 0, second: 0, duration: 1800 }))
    for (const device of fleet.devices) if (device.kind.speed[1] === 0) plan.devices.set(device, [0])
  })
  plans.addDownload((plan) => {
    plan.name = 'Evidence of patrols'
    plan.desc = 'when they are back at the station'
    Object.assign(plan, { enable: true, beginTime, endTime })
    plan.modes = ['wifi', 'wired']
    plan.types = ['video', 'image']
    for (const device of fleet.devices) if (device.kind.hasBattery) plan.devices.set(device, [])
  })
}
