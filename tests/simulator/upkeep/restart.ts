/** Devices that go away for a while and come back by themselves. */
import { OnlineReason } from '../../../shared/platform/log.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'

/** Until a device that was thrown out signs in again. */
const SIGN_IN_AGAIN_MS = 20_000

/** From the order to restart until it is on-line again. */
export function startMsOf(device: Device): number {
  return 12_000 + (device.hash % 8) * 1000
}

/** Off-line at once, on-line again when it has started; `onStarted` runs just before that. */
export function restart(world: World, device: Device, onStarted: () => void = () => undefined): void {
  world.presence.because(OnlineReason.unregister, () => world.fleet.setOnline(device, false))
  world.clock.after(startMsOf(device), () => {
    if (world.fleet.byId.get(device.id) !== device) return
    device.bootedAt = world.now()
    onStarted()
    world.fleet.setOnline(device, true)
  })
}

/** It keeps running meanwhile. */
export function throwOut(world: World, device: Device): void {
  world.presence.because(OnlineReason.kicked, () => world.fleet.setOnline(device, false))
  world.clock.after(SIGN_IN_AGAIN_MS, () => world.fleet.setOnline(device, true))
}
