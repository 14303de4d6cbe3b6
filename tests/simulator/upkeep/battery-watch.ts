/** Devices warn of their batteries. Documentation: "Set power configuration". */
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { isLow } from '../configuration/battery.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'

const LOOK_MS = 60_000

/** Raises the alarm if the battery is low now and the device is to warn of it. */
export function warnOfBattery(world: World, device: Device): void {
  if (!isLow(world, device)) return
  world.alarms.raise({ type: AlarmType.lowBattery, deviceId: device.id, description: '电量低 / Low battery' })
}

/** Each device warns once when it gets low, not of what was low before, and takes that back when it is charged. Returns what stops it. */
export function startBatteryWatch(world: World): () => void {
  const low = new WeakSet<Device>()
  for (const device of world.fleet.devices) if (isLow(world, device)) low.add(device)
  return world.clock.every(LOOK_MS, () => {
    for (const device of world.fleet.devices) {
      if (!isLow(world, device)) recovered(world, device, low)
      else if (device.online && !low.has(device)) {
        low.add(device)
        warnOfBattery(world, device)
      }
    }
  })
}

function recovered(world: World, device: Device, low: WeakSet<Device>): void {
  if (!low.delete(device)) return
  const alarm = world.alarms.active(device.id, AlarmType.lowBattery)
  if (alarm) world.alarms.release(alarm)
}
