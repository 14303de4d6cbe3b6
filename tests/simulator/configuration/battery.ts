/** The battery of a device and when it warns. Documentation: "Get battery information", "Set power configuration". */
import { BatteryStatus } from '../../../shared/platform/device.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'
import { needFeature } from './check.ts'

export type BatteryAlarm = BodyOf<typeof operations.deviceSystem.setBattery>

const NAME = 'battery'
const FACTORY: BatteryAlarm = { bLowPowerAlarm: 1, iMinPowerAlarm: 20_000 }

function needBattery(device: Device): void {
  needFeature(device.kind.hasBattery, 'the device has no battery')
}

/** Falls by a percent each five minutes and starts again at full. */
export function percentAt(device: Pick<Device, 'hash'>, timeMs: number): number {
  return 100 - ((Math.floor(timeMs / 300_000) + device.hash) % 95)
}

function percentOf(world: World, device: Device): number {
  return percentAt(device, world.now())
}

function alarmOf(world: World, device: Device): Readonly<BatteryAlarm> {
  return world.deviceConfig.get(device, NAME, 0, () => FACTORY)
}

/** Whether it is below the limit of which the device is to warn. */
export function isLow(world: World, device: Device): boolean {
  if (!device.kind.hasBattery) return false
  const { bLowPowerAlarm, iMinPowerAlarm } = alarmOf(world, device)
  return bLowPowerAlarm === 1 && percentOf(world, device) * 1000 < iMinPowerAlarm
}

/** Throws `Refusal`. */
export function batteryOf(world: World, device: Device): DataOf<typeof operations.device.battery> {
  needBattery(device)
  return {
    batteryPower: percentOf(world, device) * 1000,
    batteryStatus: device.hash % 11 === 0 ? BatteryStatus.charging : BatteryStatus.discharging,
    ...alarmOf(world, device),
  }
}

/** Throws `Refusal`. */
export function setBatteryAlarm(world: World, device: Device, alarm: BatteryAlarm): void {
  needBattery(device)
  world.deviceConfig.set(device, NAME, 0, { ...alarm })
}
