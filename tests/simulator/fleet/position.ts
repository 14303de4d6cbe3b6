/** A whole position of a device, as its operation and its subscription give it. */
import { PositionState } from '../../../shared/platform/position.ts'
import type { Device } from './build.ts'
import { signalBits, type KnownPlace } from './positioning.ts'

/** `time` in epoch ms, the rest in the documentation's units. */
export function positionOf(device: Device, place: KnownPlace) {
  return {
    lng: place.lng,
    lat: place.lat,
    time: place.timeMs,
    height: 400 + (device.hash % 900),
    angle: place.heading * 1000,
    speed: Math.round(place.speed * 3600),
    starCount: 6 + (device.hash % 9),
    state: PositionState.positioned,
    satellite: signalBits(device.positioning.signals),
  }
}
