/** How a device finds and reports its place, and which place is known of it. */
import { SatelliteSystem } from '../../../shared/platform/device-system.ts'
import { SignalSource } from '../../../shared/platform/position.ts'
import type { Device } from './build.ts'
import { placeOn, type Place } from './movement.ts'

/** As configured. Reports come each `intervalS`, and earlier when it went `distanceM`; 0 switches either off. */
export interface Positioning {
  signals: readonly string[]
  /** Epoch ms since when it is switched off; undefined while it is on. */
  offSince: number | undefined
  intervalS: number
  distanceM: number
}

/** A place that was set by hand. */
export interface SetPlace {
  readonly lng: number
  readonly lat: number
  /** Epoch ms. */
  readonly timeMs: number
}

export interface KnownPlace extends Place {
  /** Epoch ms of the report. */
  readonly timeMs: number
}

const BIT_OF: Readonly<Record<string, number>> = {
  [SatelliteSystem.GPS]: SignalSource.GPS,
  [SatelliteSystem.BeiDou]: SignalSource.BeiDou,
  [SatelliteSystem.GLONASS]: SignalSource.GLONASS,
  [SatelliteSystem.Galileo]: SignalSource.Galileo,
  [SatelliteSystem.QZSS]: SignalSource.QZSS,
}

/** What its module can receive: all know GPS and BeiDou. */
export function supportedSignals(device: Pick<Device, 'hash'>): readonly string[] {
  const { GPS, BeiDou, GLONASS, Galileo, QZSS } = SatelliteSystem
  return device.hash % 2 === 0 ? [GPS, BeiDou, GLONASS] : [GPS, BeiDou, GLONASS, Galileo, QZSS]
}

export function newPositioning(): Positioning {
  return { signals: [SatelliteSystem.GPS, SatelliteSystem.BeiDou], offSince: undefined, intervalS: 1, distanceM: 0 }
}

/** Sum of `SignalSource`. */
export function signalBits(signals: readonly string[]): number {
  return signals.reduce((sum, signal) => sum | (BIT_OF[signal] ?? 0), 0)
}

/**
 * The last report before it went off-line or its positioning was switched off. A place set by hand counts until the next
 * report, on devices that stand for good.
 */
export function knownPlace(device: Device, now: number): KnownPlace {
  const { positioning, route, setPlace } = device
  const untilMs = Math.min(device.online ? now : device.changedAt, positioning.offSince ?? now)
  const stepMs = reportStepMs(positioning, route.speed)
  const timeMs = stepMs === 0 ? untilMs : Math.floor(untilMs / stepMs) * stepMs
  if (setPlace && (route.speed === 0 || !device.wasSeen || timeMs <= setPlace.timeMs)) {
    return { lng: setPlace.lng, lat: setPlace.lat, heading: 0, speed: 0, timeMs: Math.max(timeMs, setPlace.timeMs) }
  }
  return { ...placeOn(route, timeMs), timeMs }
}

/** `speed`: metres per second. Routes keep one speed, so that a distance is a time too. */
function reportStepMs({ intervalS, distanceM }: Positioning, speed: number): number {
  const byTime = intervalS * 1000
  const byDistance = speed > 0 ? (distanceM / speed) * 1000 : 0
  return byTime === 0 || byDistance === 0 ? byTime || byDistance : Math.min(byTime, byDistance)
}
