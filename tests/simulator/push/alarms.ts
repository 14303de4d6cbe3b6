/** Alarms that are raised or change their state, on the alarm subscription: to those who see the device. */
import { recordReach } from '../accounts/access.ts'
import { frameOf } from '../alarms/alarm.ts'
import type { World } from '../world.ts'

/** Returns what ends it. */
export function pushAlarms(world: World): () => void {
  return world.alarms.onChanged((alarm) =>
    world.pushes.send('alarm', frameOf(alarm), ({ account }) => recordReach(world, account)(alarm.deviceId)),
  )
}
