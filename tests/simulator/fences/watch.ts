/**
 * Holds what devices report against the fences they belong to, and raises an alarm when one crosses the way it must not. When it
 * goes back, the alarm is released. Where a device is when watching begins is no crossing.
 */
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { FenceAction } from '../../../shared/platform/fence.ts'
import { PositionState } from '../../../shared/platform/position.ts'
import type { Alarm } from '../alarms/alarm.ts'
import type { Device } from '../fleet/build.ts'
import type { GlobeSpot } from '../streets/receiver.ts'
import type { World } from '../world.ts'
import { isWatched, type Fence, type FencePlan } from './fence.ts'
import type { Fences } from './fences.ts'
import { crossingsBetween, isInside } from './geometry.ts'

const STEP_MS = 2000

interface Watch {
  /** Of which it knows. */
  plan: FencePlan
  /** Where devices were when they were looked at last. */
  readonly seen: Map<string, GlobeSpot>
  readonly alarms: Map<string, Alarm>
}

/** A place that somebody told: it counts until the next report. */
interface ToldPlace extends GlobeSpot {
  readonly timeMs: number
}

type Parts = Pick<World, 'alarms' | 'clock' | 'fleet' | 'positions'>

/** Returns what ends it. */
export function watchFences({ alarms, clock, fleet, positions }: Parts, fences: Fences): () => void {
  const watches = new WeakMap<Fence, Watch>()
  const told = new WeakMap<Device, ToldPlace>()

  /** Undefined while it is not watched. */
  function watchOf(fence: Fence): Watch | undefined {
    const watch = watches.get(fence) ?? { plan: fence.plan, seen: new Map(), alarms: new Map() }
    watches.set(fence, watch)
    const isOn = isWatched(fence.plan, clock.now())
    if (watch.plan !== fence.plan || !isOn) watch.seen.clear()
    watch.plan = fence.plan
    return isOn ? watch : undefined
  }

  function look(fence: Fence): void {
    const watch = watchOf(fence)
    if (!watch) return
    for (const id of watch.seen.keys()) if (!fence.deviceIds.has(id)) watch.seen.delete(id)
    for (const id of fence.deviceIds) {
      const device = fleet.byId.get(id)
      const place = device?.online ? placeOf(device) : undefined
      if (device && place) lookAt(fence, watch, device, place)
    }
  }

  /** Undefined without a fix. */
  function placeOf(device: Device): GlobeSpot | undefined {
    const place = fleet.placeOf(device)
    const other = told.get(device)
    if (other && place.timeMs <= other.timeMs) return other
    return place.isFixed ? place : undefined
  }

  function lookAt({ plan }: Fence, watch: Watch, device: Device, place: GlobeSpot): void {
    const before = watch.seen.get(device.id)
    watch.seen.set(device.id, place)
    if (!before) return
    let inside = isInside(plan, before)
    for (let left = crossingsBetween(plan, before, place); left > 0; left--) {
      inside = !inside
      crossed(plan, watch, device, place, inside)
    }
  }

  function crossed(plan: FencePlan, watch: Watch, device: Device, { lat, lng }: GlobeSpot, inside: boolean): void {
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
      lat,
      lng,
    })
    watch.alarms.set(device.id, alarm)
  }

  positions.onTold((device, { lng, lat, state }) => {
    if (lng === undefined || lat === undefined || state === PositionState.none) return
    for (const fence of fences.all) {
      const watch = fence.deviceIds.has(device.id) ? watchOf(fence) : undefined
      const before = placeOf(device)
      if (!watch) continue
      // One that was not looked at yet comes from where it is known to be.
      if (before && !watch.seen.has(device.id)) watch.seen.set(device.id, before)
      lookAt(fence, watch, device, { lng, lat })
    }
    told.set(device, { lng, lat, timeMs: clock.now() })
  })

  return clock.every(STEP_MS, () => fences.all.forEach(look))
}
