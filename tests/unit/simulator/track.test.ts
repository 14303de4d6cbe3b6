import { afterEach, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { drivingVehicle } from '../../support/on-the-way.ts'
import { call, tokenOf, until } from './desk.ts'
import { subscribe } from './push/client.ts'

/** Most vehicles are on duty; the tests hold at any hour. */
const NOON_MS = new Date(2026, 10, 24, 12).getTime()

let simulator: Simulator
let token: string
async function start(): Promise<void> {
  simulator = await startSimulator({ devices: 40, now: () => NOON_MS })
  token = await tokenOf(simulator)
}
afterEach(() => simulator.close())

interface Point {
  id: number
  devId: string
  lng: number
  lat: number
  time: number
  speed: number
}

const nowS = (device: string) => Math.floor(simulator.control.whereabouts({ device }).time / 1000)

function track(filter: object, page = 0, pageSize = 1000) {
  return call(simulator, 'track.list', { token, body: { filter, page, pageSize } })
}

const moving = () => drivingVehicle(simulator, { sinceS: 120, forS: 900 })

it('has a point each ten seconds while the device was on-line, ending where it is now', async () => {
  await start()
  const device_id = moving()
  const answer = await track({ device_id, timestamp_min: nowS(device_id) - 60, timestamp_max: nowS(device_id) + 60 })
  const points = answer.data as Point[]
  expect(points.length).toBeGreaterThanOrEqual(5)
  expect(points.every((point, index) => index === 0 || point.time === (points[index - 1]?.time ?? 0) + 10)).toBe(true)
  const last = points.at(-1)
  expect(last?.time).toBeLessThanOrEqual(nowS(device_id))
  const here = (await call(simulator, 'device.gps', { token, params: { puid: device_id } })).data as Point
  expect(last?.lat).toBeCloseTo(here.lat, 2)
  expect(last?.lng).toBeCloseTo(here.lng, 2)
})

it('shows yesterday without gaps inside and nothing outside the times on-line, and pages', async () => {
  await start()
  const device_id = moving()
  const answer = await call(simulator, 'log.devicesOnline', {
    token,
    body: { page: 0, pageSize: 100, filter: { device_id, timestamp_min: 0, timestamp_max: nowS(device_id) } },
  })
  const stays = answer.data as { online_timestamp: number; offline_timestamp?: number }[]
  const stay = stays.find(
    (entry) => entry.offline_timestamp !== undefined && entry.online_timestamp < nowS(device_id) - 86_400,
  )
  if (!stay?.offline_timestamp) throw new Error('no stay')
  const whole = { device_id, timestamp_min: stay.online_timestamp - 5, timestamp_max: stay.offline_timestamp + 5 }
  const isOnDuty = (timeS: number) => simulator.control.whereabouts({ device: device_id, at: timeS * 1000 }).isOnDuty
  const found: Point[] = []
  const total = (await track(whole)).pageInfo?.totalCount ?? 0
  for (let page = 0; found.length < total; page++) found.push(...((await track(whole, page)).data as Point[]))
  expect(found[0]?.time).toBeGreaterThanOrEqual(stay.online_timestamp)
  expect(found[0]?.time).toBeLessThan(stay.online_timestamp + 240)
  expect(found.at(-1)?.time).toBeLessThanOrEqual(stay.offline_timestamp)
  expect(found.at(-1)?.time).toBeGreaterThan(stay.offline_timestamp - 240)
  for (const [index, point] of found.slice(1).entries()) {
    const before = found[index] ?? point
    // Off duty it stands, and is heard of each four minutes.
    if (point.time - before.time === 10) continue
    expect([before, point].some(({ time }) => !isOnDuty(time))).toBe(true)
    expect(point.time - before.time).toBeLessThanOrEqual(240)
  }
  const pages = await Promise.all([0, 1, 2].map((page) => track(whole, page, 7)))
  expect(pages.flatMap((page) => page.data as Point[])).toEqual((await track(whole, 0, 21)).data)
  const speeds = found.map((point) => point.speed)
  expect(speeds.filter((speed) => speed > 0).length).toBeGreaterThan(speeds.length / 4)
  expect(Math.max(...speeds)).toBeGreaterThan(40_000)
})

it('has the points that the subscription told', async () => {
  simulator = await startSimulator({ devices: 40, rate: 40, now: () => NOON_MS })
  token = await tokenOf(simulator)
  const device_id = drivingVehicle(simulator, { forS: 900 })
  const { frames, send } = await subscribe(simulator, 'gpsData', token)
  send({ puid: [device_id] })
  const nowMs = () => simulator.control.whereabouts({ device: device_id }).time
  const firstS = Math.ceil(nowMs() / 10_000) * 10
  for (let timeS = firstS; timeS < firstS + 800; timeS += 40) {
    simulator.control.advance({ seconds: timeS - nowMs() / 1000 })
    await until(() => frames.some(({ time }) => time === timeS * 1000))
    const told = frames.find(({ time }) => time === timeS * 1000)
    const { data } = await track({ device_id, timestamp_min: timeS, timestamp_max: timeS })
    expect(data).toEqual([{ ...told, time: timeS, id: expect.any(Number) as number }])
  }
  const whole = await track({ device_id, timestamp_min: firstS, timestamp_max: firstS + 800 })
  expect(new Set((whole.data as Point[]).map(({ lng, lat }) => `${lng} ${lat}`)).size).toBeGreaterThan(30)
})

it('ends while the device is off-line; unknown devices and turned times are refused', async () => {
  await start()
  const device_id = moving()
  simulator.control.setOnline({ device: device_id, online: false })
  const sinceS = nowS(device_id)
  simulator.control.advance({ seconds: 600 })
  const later = await track({ device_id, timestamp_min: sinceS + 1, timestamp_max: sinceS + 600 })
  expect(later).toMatchObject({ code: 0, data: [], pageInfo: { totalCount: 0 } })
  simulator.control.setOnline({ device: device_id, online: true })
  simulator.control.advance({ seconds: 100 })
  const again = (await track({ device_id, timestamp_min: sinceS + 1, timestamp_max: sinceS + 900 })).data as Point[]
  expect(again.length).toBeGreaterThanOrEqual(9)
  expect((await track({ device_id: 'PU_NONE' })).code).toBe(2)
  expect((await track({ device_id, timestamp_min: 9, timestamp_max: 8 })).code).toBe(4)
})
