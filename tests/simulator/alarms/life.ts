/** People do something now and then that raises an alarm, while the simulator shows life. */
import { AlarmType, type AlarmTypeId } from '../../../shared/platform/alarm.ts'
import { createRandom, type Random } from '../random.ts'
import type { World } from '../world.ts'
import { actAt } from './causes.ts'

/** Seen in pictures. */
const ON_PICTURES = new Set<AlarmTypeId>([AlarmType.motion, AlarmType.videoCovered])

const STEP_MS = 1000
/** Alarms to comings and goings. */
const SHARE_OF_CHURN = 0.1

/** Returns what stops it. `eventsPerSecond`: the churn of the fleet. */
export function startAlarmLife(world: World, eventsPerSecond: number): () => void {
  if (eventsPerSecond <= 0) return () => undefined
  const random = createRandom(world.options.seed ^ 0xa1a7)
  let due = 0
  return world.clock.every(STEP_MS, () => {
    due += (eventsPerSecond * SHARE_OF_CHURN * STEP_MS) / 1000
    for (; due >= 1; due--) raiseOne(world, random)
  })
}

function raiseOne(world: World, random: Random): void {
  if (world.fleet.devices.length === 0) return
  const device = random.pick(world.fleet.devices)
  const cause = device.online ? actAt(device, random) : undefined
  if (!cause || world.alarms.active(device.id, cause.type)) return
  // What is in front of a camera shows in its picture alone.
  if (ON_PICTURES.has(cause.type) && world.dialogs.heldOf(device) !== 'none') return
  const { releaseS } = cause
  world.alarms.raise({
    type: cause.type,
    deviceId: device.id,
    ...(releaseS ? { channel: 0, releaseAfterMs: random.between(...releaseS) * 1000 } : {}),
    description: cause.description,
  })
}
