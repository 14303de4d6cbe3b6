/** How a device finds and reports its place, and which place is known of it. */
import { SatelliteSystem } from '../../../shared/platform/device-system.ts'
import { SignalSource } from '../../../shared/platform/position.ts'
import type { Device } from './build.ts'
import type { Place } from '../streets/receiver.ts'

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
 * report, on devices that are mounted for good.
 */
export function knownPlace(device: Device, now: number): KnownPlace {
  const { movement, positioning, setPlace } = device
  const untilMs = Math.min(device.online ? now : device.changedAt, positioning.offSince ?? now)
  const timeMs = movement.reportedAt(untilMs, positioning)
  const place = placeAt(device, timeMs)
  if (setPlace && (!device.wasSeen || timeMs <= setPlace.timeMs))
    return { ...placeSet(place, setPlace), timeMs: Math.max(timeMs, setPlace.timeMs) }
  const isOff = positioning.offSince !== undefined
  return { ...place, ...(isOff ? { speed: 0, isFixed: false, hidden: 0 } : {}), timeMs }
}

/** What its receiver said at `timeMs`, whether or not it reported. What is mounted is where it was put. */
export function placeAt({ movement, setPlace }: Device, timeMs: number): Place {
  const place = movement.placeAt(timeMs)
  return setPlace && movement.isMounted ? placeSet(place, setPlace) : place
}

function placeSet({ height }: Place, { lng, lat }: SetPlace): Place {
  return { lng, lat, height, heading: 0, speed: 0, isFixed: true, hidden: 0 }
}
