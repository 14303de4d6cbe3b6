import { describe, expect, it } from 'vitest'
import { POSITION_WIDTH } from '../../shared/contract/positions.ts'
import { operations, pushes } from '../../shared/platform/index.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

interface Told {
  readonly lng: number
  readonly lat: number
  readonly time: number
  readonly heading: number
  readonly speed: number
  readonly fix: number
}

/** What a screen knows that reads all pages and then follows. */
async function allPositions({ client }: Desk): Promise<Map<string, Told>> {
  const told = new Map<string, Told>()
  for (;;) {
    const { ids, rows, total } = await client.positions.read({ from: told.size, limit: 500 })
    ids.forEach((id, at) => {
      const [, lng = NaN, lat = NaN, time = NaN, heading = NaN, speed = NaN, , , , fix = NaN] = rows.slice(
        at * POSITION_WIDTH,
        (at + 1) * POSITION_WIDTH,
      )
      told.set(id, { lng, lat, time, heading, speed, fix })
    })
    if (told.size >= total) return told
  }
}

async function live({ client }: Desk): Promise<void> {
  await until('positions live', async () => (await client.positions.state({})).phase === 'live')
}

async function signedIn(options: Parameters<typeof openPlatform>[0] = {}) {
  const platform = await openPlatform(options)
  const desk = await openDesk({ timings: { positionsMs: 20 } })
  await desk.signIn(await desk.site(platform.url))
  await live(desk)
  return { platform, desk }
}

const firstOnline = (platform: Simulator) => platform.fleet().devices.find(({ online }) => online)!.id

describe('the first picture', () => {
  it('has every device whose place the platform knows, and was read before it is called live', async () => {
    const { platform, desk } = await signedIn({ devices: 1300, positionsMs: 3_600_000 })
    const told = await allPositions(desk)
    const { devices } = platform.fleet()
    expect(told.size).toBe(devices.length)
    expect((await desk.client.positions.state({})).units).toBe(devices.length)
    for (const id of devices.slice(0, 40).map((device) => device.id)) {
      const position = told.get(id)!
      expect(position.fix).toBe(1)
      expect(Math.abs(position.lat)).toBeGreaterThan(1)
      expect(position.time).toBeGreaterThan(Date.now() - 7 * 3_600_000)
    }
  })
})

describe('what is pushed', () => {
  it('moves a unit: in degrees and km/h, with the time of the platform', async () => {
    const { platform, desk } = await signedIn()
    const moved = record(desk.client, 'positions.moved')
    const id = firstOnline(platform)
    const time = Date.now()
    platform.control.sendFrame({
      push: 'gpsdata',
      frame: JSON.stringify({
        ...{ devId: id, lng: 120.5, lat: 30.25, time, height: 1250, angle: 90_500, speed: 43_200 },
        ...{ starCount: 9, state: 1, satellite: 3 },
      }),
    })
    const row = await until('told', () => moved.flatMap(({ rows }) => (rows[1] === 120.5 ? [rows] : []))[0])
    expect(row.slice(1)).toEqual([120.5, 30.25, time, 90.5, 43.2, 12.5, 9, 3, 1])
    expect((await allPositions(desk)).get(id)).toMatchObject({ lng: 120.5, lat: 30.25 })
  })
})
