import { describe, expect, it } from 'vitest'
import { createDeviceConfig } from '../../simulator/device-config.ts'
import { buildFleet, type Device } from '../../simulator/fleet/build.ts'
import type { Random } from '../../simulator/random.ts'

const make = (random: Random) => ({ level: random.between(0, 1_000_000) })
const [first, second] = buildFleet(2, 1, 0).devices as [Device, Device]

describe('what is configured on devices', () => {
  it('is made once, by device, name and channel, and the same each time it is started', () => {
    const config = createDeviceConfig()
    const at = [
      config.get(first, 'audio', 0, make),
      config.get(first, 'audio', 1, make),
      config.get(first, 'video', 0, make),
      config.get(second, 'audio', 0, make),
    ]
    expect(new Set(at.map(({ level }) => level)).size).toBe(4)
    expect(config.get(first, 'audio', 0, make)).toBe(at[0])
    expect(createDeviceConfig().get(first, 'audio', 0, make)).toEqual(at[0])
  })

  it('reads back what was set, there only', () => {
    const config = createDeviceConfig()
    const before = config.get(first, 'audio', 1, make)
    config.set(first, 'audio', 0, { level: 7 })
    expect(config.get(first, 'audio', 0, make)).toEqual({ level: 7 })
    expect(config.get(first, 'audio', 1, make)).toBe(before)
  })
})
