/** A whole position of a device, as operations, tracks and the subscription give it. */
import { PositionState } from '../../../shared/platform/position.ts'
import type { Place } from '../streets/receiver.ts'
import type { Device } from './build.ts'
import { signalBits, type KnownPlace } from './positioning.ts'

/** In the documentation's units, without the time. Without a fix it is where it was fixed last. */
export function positionOf(device: Device, place: Place) {
  const { signals } = device.positioning
  const stars = 2 + signals.length * 2 + (device.hash % 9) - place.hidden
  return {
    lng: place.lng,
    lat: place.lat,
    height: Math.round(place.height * 100),
    angle: Math.round(place.heading * 1000) % 360_000,
    speed: Math.round(place.speed * 3600),
    // A few may still be heard under the edge of a tunnel.
    starCount: place.isFixed ? Math.max(4, stars) : place.hidden,
    state: place.isFixed ? PositionState.positioned : PositionState.none,
    satellite: place.isFixed ? signalBits(signals) : 0,
  }
}

/** With the time of the report, epoch ms. */
export function reportOf(device: Device, place: KnownPlace) {
  return { ...positionOf(device, place), time: place.timeMs }
}
