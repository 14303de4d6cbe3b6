import { describe, expect, it } from 'vitest'
import { POSITION_WIDTH } from '../../shared/contract/positions.ts'
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

const chunks = (rows: readonly number[]) =>
  Array.from({ length: rows.length / POSITION_WIDTH }, (_, at) =>
    rows.slice(at * POSITION_WIDTH, (at + 1) * POSITION_WIDTH),
  )

async function placeOf(desk: Desk, id: string): Promise<Told> {
  const told = (await allPositions(desk)).get(id)
  if (!told) throw new Error(`no position of ${id}`)
  return told
}

async function live({ client }: Desk): Promise<void> {
  await until('positions live', async () => (await client.positions.state({})).phase === 'live')
}

async function signedIn(options: Parameters<typeof openPlatform>[0] = {}, positionsMs = 20) {
  const platform = await openPlatform(options)
  const desk = await openDesk({ timings: { positionsMs } })
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
    const time = Date.now() + 1000
    const { lng, lat } = await placeOf(desk, id)
    platform.control.tellPosition({
      device: id,
      position: {
        ...{ lng: lng + 0.001, lat, time, height: 1250, angle: 90_500, speed: 43_200 },
        ...{ starCount: 9, state: 1, satellite: 3 },
      },
    })
    const rows = () => moved.flatMap((batch) => chunks(batch.rows)).filter((row) => row[1] === lng + 0.001)
    const [row = []] = await until('told', () => rows().length > 0 && rows())
    expect(row.slice(1)).toEqual([lng + 0.001, lat, time, 90.5, 43.2, 12.5, 9, 3, 1])
    expect(await placeOf(desk, id)).toMatchObject({ lng: lng + 0.001, lat })
  })

  it('is collected: of a unit that moved often the newest crosses once', async () => {
    const { platform, desk } = await signedIn({ positionsMs: 3_600_000 }, 300)
    const moved = record(desk.client, 'positions.moved')
    const id = firstOnline(platform)
    const { lng, lat } = await placeOf(desk, id)
    const time = Date.now()
    moved.length = 0
    for (let step = 1; step <= 200; step++)
      platform.control.tellPosition({ device: id, position: { lng: lng + step / 10_000, lat, time: time + step } })
    await until('at the last of them', async () => (await placeOf(desk, id)).time === time + 200)
    expect(moved.flatMap(({ rows }) => chunks(rows)).length).toBeLessThan(20)
  })

  it('that cannot be is kept out and counted by what is wrong with it', async () => {
    const { platform, desk } = await signedIn({ positionsMs: 3_600_000 })
    const id = firstOnline(platform)
    const before = await placeOf(desk, id)
    const time = before.time + 10_000
    const tell = (position: object) => platform.control.tellPosition({ device: id, position: { time, ...position } })
    tell({ lng: 0, lat: 0 })
    tell({ lng: before.lng + 20, lat: before.lat })
    tell({ lng: before.lng + 0.001, lat: before.lat, time: before.time - 60_000 })
    tell({ lng: before.lng + 0.001, lat: before.lat, time: Date.now() + 86_400_000 })
    await until('counted', async () => {
      const { leftOut } = await desk.client.positions.state({})
      return leftOut.nought === 1 && leftOut.jumped === 1 && leftOut.late === 1 && leftOut.future === 1
    })
    expect(await placeOf(desk, id)).toEqual(before)
  })

  it('that says a far place again and again is believed', async () => {
    const { platform, desk } = await signedIn({ positionsMs: 3_600_000 })
    const id = firstOnline(platform)
    const { lng, lat, time } = await placeOf(desk, id)
    for (let step = 1; step <= 3; step++)
      platform.control.tellPosition({ device: id, position: { lng: lng + 20, lat, time: time + step * 1000 } })
    await until('believed', async () => (await placeOf(desk, id)).lng === lng + 20)
    expect((await desk.client.positions.state({})).leftOut.jumped).toBe(2)
  })
})

describe('a subscription that is lost', () => {
  it('says since when, and has what was missed before it is live again', async () => {
    const { platform, desk } = await signedIn({ positionsMs: 3_600_000 })
    const moving = platform.fleet().devices.filter(({ online }) => online)
    const before = await allPositions(desk)
    const states = record(desk.client, 'positions.stateChanged')
    platform.control.advance({ seconds: 30 })
    platform.control.closeWebsockets({ subscription: 'gpsData' })
    await until('stale', () => states.some(({ phase, staleSince }) => phase === 'stale' && staleSince !== undefined))
    await until('live again', () => states.at(-1)?.phase === 'live')
    const after = await allPositions(desk)
    const newer = moving.filter(({ id }) => (after.get(id)?.time ?? 0) > (before.get(id)?.time ?? 0))
    expect(newer.length).toBeGreaterThan(0)
  })

  it('of another account begins anew: nothing of the one before is left', async () => {
    const { desk } = await signedIn()
    const cleared = record(desk.client, 'positions.cleared')
    const { epoch } = await desk.client.positions.read({ from: 0, limit: 1 })
    await desk.client.session.signOut({})
    await until('cleared', () => cleared.length > 0)
    expect(await desk.client.positions.read({ from: 0, limit: 10 })).toMatchObject({ ids: [], rows: [], total: 0 })
    expect(cleared.at(-1)?.epoch).toBeGreaterThan(epoch)
  })
})
