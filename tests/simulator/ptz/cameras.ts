/** The moving cameras of the fleet, each made when it is first asked for. Off-line they stand. */
import type { Clock } from '../clock.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { createCamera, type Camera } from './camera.ts'
import { HOME } from './presets.ts'

export interface Cameras {
  /** Undefined when no channel of the device has this PTZ index. */
  of(device: Device, index: number): Camera | undefined
}

export function createCameras(fleet: Fleet, clock: Clock): Cameras {
  const known = new WeakMap<Device, Map<number, Camera>>()
  // The motors stop with the device; a route is begun again by who wants it. One that is removed goes off-line first.
  fleet.onChanged((device) => {
    if (!device.online) known.get(device)?.forEach((camera) => camera.leave())
  })
  return {
    of(device, index) {
      if (index < 0 || !device.channels.some(({ ptz }) => ptz === index)) return undefined
      const cameras = known.get(device) ?? new Map<number, Camera>()
      known.set(device, cameras)
      const camera = cameras.get(index) ?? createCamera(clock, HOME)
      cameras.set(index, camera)
      return camera
    },
  }
}
