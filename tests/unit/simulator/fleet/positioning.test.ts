import { describe, expect, it } from 'vitest'
import { buildFleet, type Device } from '../../../simulator/fleet/build.ts'
import { knownPlace, signalBits, supportedSignals } from '../../../simulator/fleet/positioning.ts'

const START = new Date(2026, 4, 28, 15).getTime()
const fresh = (): Device[] => [...buildFleet(60, 1, START).devices]

/** On-line and driving from the start on. */
function drivingDevice(): Device {
  const found = fresh().find(
    ({ movement, online }) => online && [0, 10_000, 20_000].every((ms) => movement.placeAt(START + ms).speed > 5),
  )
  if (!found) throw new Error('nothing drives')
  return found
}

describe('knownPlace', () => {
  it('is that of the last report', () => {
    const device = drivingDevice()
    device.positioning.intervalS = 10
    expect(knownPlace(device, START + 19_999)).toEqual(knownPlace(device, START + 10_000))
    expect(knownPlace(device, START + 20_000)).not.toEqual(knownPlace(device, START + 10_000))
  })

  it('is that of the moment, when neither interval nor distance is set', () => {
    const device = drivingDevice()
    device.positioning.intervalS = 0
    expect(knownPlace(device, START + 1234).timeMs).toBe(START + 1234)
  })

  it('stays where it was switched off', () => {
    const device = drivingDevice()
    device.positioning.offSince = START
    const place = knownPlace(device, START)
    expect(place).toMatchObject({ isFixed: false, speed: 0 })
    expect(knownPlace(device, START + 3_600_000)).toEqual(place)
  })

  it('is one that was set by hand until the next report, for good on what is mounted', () => {
    const setPlace = { lng: 1, lat: 2, timeMs: START }
    const moving = drivingDevice()
    moving.setPlace = setPlace
    expect(knownPlace(moving, START)).toMatchObject({ lng: 1, lat: 2, timeMs: START })
    expect(knownPlace(moving, START + 1000)).not.toMatchObject({ lng: 1 })
    const standing = fresh().find(({ movement }) => movement.isMounted)
    if (!standing) throw new Error('nothing is mounted')
    standing.setPlace = setPlace
    standing.online = true
    expect(knownPlace(standing, START + 1000)).toMatchObject({ lng: 1, lat: 2, timeMs: START + 1000 })
  })
})

describe('satellite systems', () => {
  it('have bits, all that a module knows', () => {
    for (const device of fresh()) {
      const signals = supportedSignals(device)
      expect(signalBits(signals).toString(2).replaceAll('0', '')).toHaveLength(signals.length)
    }
    expect(signalBits(['unheard of'])).toBe(0)
  })
})
