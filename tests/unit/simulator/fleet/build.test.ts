import { describe, expect, it } from 'vitest'
import { buildFleet } from '../../../simulator/fleet/build.ts'

const START = 1_780_000_000_000

describe('buildFleet', () => {
  it('is the same for the same seed and another for another', () => {
    expect(buildFleet(300, 7, START)).toEqual(buildFleet(300, 7, START))
    expect(buildFleet(300, 8, START).devices.map((device) => device.id)).not.toEqual(
      buildFleet(300, 7, START).devices.map((device) => device.id),
    )
  })

  it('has about one group for twenty devices, a single root and parents that exist', () => {
    const { groups, devices } = buildFleet(10_000, 1, START)
    const ids = new Set(groups.map((group) => group.id))
    expect(groups).toHaveLength(500)
    expect(ids.size).toBe(500)
    expect(groups.filter((group) => group.pid === '')).toHaveLength(1)
    expect(groups.every((group) => group.pid === '' || ids.has(group.pid))).toBe(true)
    expect(devices.every((device) => ids.has(device.gid))).toBe(true)
  })

  it('numbers the devices, gives each its own id and name, and leaves about 15 % off-line', () => {
    const { devices } = buildFleet(2000, 3, START)
    expect(devices.map((device) => device.number)).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1))
    expect(new Set(devices.map((device) => device.id)).size).toBe(2000)
    expect(new Set(devices.map((device) => device.name)).size).toBe(2000)
    const offline = devices.filter((device) => !device.online).length / devices.length
    expect(offline).toBeGreaterThan(0.11)
    expect(offline).toBeLessThan(0.19)
  })

  it('builds even the smallest fleets', () => {
    expect(buildFleet(0, 1, START).devices).toHaveLength(0)
    expect(buildFleet(1, 1, START).devices).toHaveLength(1)
  })
})
