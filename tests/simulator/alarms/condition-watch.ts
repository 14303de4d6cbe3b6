/** Looks at the conditions: an alarm is raised when one begins to hold and released when it ends. */
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'
import { CONDITIONS, type Condition } from './conditions.ts'

const LOOK_MS = 5000

/** Who is off-line says nothing; it is looked at again when it is back. Returns what stops it. */
export function startConditionWatch(world: World): () => void {
  const watched = CONDITIONS.map((condition) => ({ condition, holding: new Set<Device>() }))
  // What holds already is no news: its alarm belongs to the past.
  for (const { condition, holding } of watched)
    for (const device of devicesOf(world, condition)) if (condition.holds(world, device)) holding.add(device)
  return world.clock.every(LOOK_MS, () => {
    for (const { condition, holding } of watched) look(world, condition, holding)
  })
}

function look(world: World, condition: Condition, holding: Set<Device>): void {
  for (const device of new Set([...holding, ...devicesOf(world, condition)])) {
    if (world.fleet.byId.get(device.id) !== device) holding.delete(device)
    else if (device.online) changed(world, condition, device, holding)
  }
}

function changed(world: World, condition: Condition, device: Device, holding: Set<Device>): void {
  const { type, description, channel } = condition
  const holds = condition.holds(world, device)
  if (holds === holding.has(device)) return
  if (holds) {
    holding.add(device)
    if (!world.alarms.active(device.id, type)) world.alarms.raise({ type, deviceId: device.id, channel, description })
    return
  }
  holding.delete(device)
  const alarm = world.alarms.active(device.id, type)
  if (alarm) world.alarms.release(alarm)
}

function devicesOf(world: World, condition: Condition): readonly Device[] {
  return condition.of?.(world) ?? world.fleet.devices
}
