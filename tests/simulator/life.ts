/** What happens without anybody asking: devices come and go and warn of what is true of them, people raise alarms, officers talk. */
import { startConditionWatch } from './alarms/condition-watch.ts'
import { startAlarmLife } from './alarms/life.ts'
import { startChatter } from './chat/chatter.ts'
import { startChurn } from './fleet/churn.ts'
import { startBatteryWatch } from './upkeep/battery-watch.ts'
import type { World } from './world.ts'

/** Returns what stops it. `eventsPerSecond` 0 never starts. */
export function startLife(world: World, eventsPerSecond: number): () => void {
  const stops = [
    startChurn(world.fleet, eventsPerSecond, world.options.seed),
    startAlarmLife(world, eventsPerSecond),
    ...(eventsPerSecond > 0 ? [startBatteryWatch(world), startConditionWatch(world)] : []),
    startChatter(world, eventsPerSecond),
  ]
  return () => stops.forEach((stop) => stop())
}
