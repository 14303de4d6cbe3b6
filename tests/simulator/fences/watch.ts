/**
 * Holds the places of devices against the fences they belong to, and raises an alarm when one crosses the way it must not. When
 * it goes back, the alarm is released. Where a device is when watching begins is no crossing.
 */
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { FenceAction } from '../../../shared/platform/fence.ts'
import type { Alarm } from '../alarms/alarm.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'
import { isWatched, type Fence, type FencePlan } from './fence.ts'
import type { Fences } from './fences.ts'
import { isInside } from './geometry.ts'

const STEP_MS = 2000

interface Watch {
  /** Of which it knows. */
  plan: FencePlan
  readonly inside: Map<string, boolean>
  readonly alarms: Map<string, Alarm>
}

type Parts = Pick<World, 'alarms' | 'clock' | 'fleet'>

/** Returns what ends it. */
export function watchFences({ alarms, clock, fleet }: Parts, fences: Fences): () => void {
  const watches = new WeakMap<Fence, Watch>()

  function look(fence: Fence): void {
    const watch = watches.get(fence) ?? { plan: fence.plan, inside: new Map(), alarms: new Map() }
    watches.set(fence, watch)
    if (watch.plan !== fence.plan || !isWatched(fence.plan, clock.now())) watch.inside.clear()
    watch.plan = fence.plan
    if (!isWatched(fence.plan, clock.now())) return
    for (const id of watch.inside.keys()) if (!fence.deviceIds.has(id)) watch.inside.delete(id)
    for (const id of fence.deviceIds) {
      const device = fleet.byId.get(id)
      if (device?.online) lookAt(fence, watch, device)
    }
  }

  function lookAt({ plan }: Fence, watch: Watch, device: Device): void {
    const place = fleet.placeOf(device)
    const inside = isInside(plan, place)
    const before = watch.inside.get(device.id)
    watch.inside.set(device.id, inside)
    if (before === undefined || before === inside) return
    const isEntering = plan.actionType === FenceAction.entering
    if (inside !== isEntering) {
      const alarm = watch.alarms.get(device.id)
      watch.alarms.delete(device.id)
      if (alarm) alarms.release(alarm)
      return
    }
    const alarm = alarms.raise({
      type: isEntering ? AlarmType.areaEntered : AlarmType.areaLeft,
      deviceId: device.id,
      description: isEntering
        ? `进入围栏 ${plan.name} / Entered ${plan.name}`
        : `离开围栏 ${plan.name} / Left ${plan.name}`,
      lat: place.lat,
      lng: place.lng,
    })
    watch.alarms.set(device.id, alarm)
  }

  return clock.every(STEP_MS, () => fences.all.forEach(look))
}
