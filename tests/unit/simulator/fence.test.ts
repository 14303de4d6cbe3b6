import { expect, it } from 'vitest'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { FenceAction, FenceShape, FenceStatus } from '../../../shared/platform/fence.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { distanceM } from '../../simulator/fences/geometry.ts'
import { drivingVehicle } from '../../support/on-the-way.ts'
import { until } from './desk.ts'
import { subscribe } from './push/client.ts'
import { takeSeat, takeViewerSeat, type Seat } from './seat.ts'

const { alarm, deviceManagement, fence } = operations
const PAGE = { page: 0, pageSize: 50 }
const NOON_MS = new Date(2026, 10, 24, 12).getTime()
const MIDDLE = { lat: 30.2, lng: 120.1 }
/** Reports lie so far beside where a device is at most, m. */
const BESIDE_M = 17
const RADIUS_M = 300
const CIRCLE = { name: 'Yard', fenceType: FenceShape.circle, radius: 5000, coords: [MIDDLE] }

interface Spot {
  readonly lat: number
  readonly lng: number
}

/** The crossing where a vehicle stands at the end of each shift, and passes on its rounds. */
function homeOf(simulator: Simulator, id: string): Spot {
  const { time } = simulator.control.whereabouts({ device: id })
  for (let at = time; at < time + 30 * 3_600_000; at += 60_000) {
    const { isOnDuty, lat, lng } = simulator.control.whereabouts({ device: id, at })
    if (!isOnDuty) return { lat, lng }
  }
  throw new Error('it never goes home')
}

/** Lets the vehicle drive until `isDone`, for a day at most. */
async function drive(simulator: Simulator, isDone: () => boolean): Promise<void> {
  for (let minute = 0; minute < 1440 && !isDone(); minute++) {
    simulator.control.advance({ seconds: 60 })
    // What was pushed comes over a socket.
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await until(isDone)
}

it('keeps fences, finds them, changes and removes them', async () => {
  const simulator = await openPlatform()
  const admin = await takeSeat(simulator)
  const before = (await admin.ask(fence.list, { body: PAGE })).pageInfo.totalCount
  const { data } = await admin.ask(fence.create, { body: { ...CIRCLE, desc: 'behind the station' } })
  expect(data).toMatchObject({ ...CIRCLE, creator: 'admin', status: 1, actionType: 1, alarmTimes: [] })
  const at = { id: data.id }
  expect((await admin.ask(fence.info, { params: at })).data).toEqual(data)
  const list = async (filter: { match?: string; status?: 0 | 1 | 2; includePuId?: string }) =>
    (await admin.ask(fence.list, { body: { ...PAGE, filter } })).data.map(({ id }) => id)
  expect(await list({ match: 'BEHIND' })).toEqual([data.id])
  await admin.ask(fence.change, { params: at, body: { status: FenceStatus.disabled } })
  expect(await list({ match: 'yard', status: FenceStatus.enabled })).toEqual([])
  expect(await list({ match: 'yard', status: FenceStatus.disabled })).toEqual([data.id])
  await admin.ask(fence.remove, { params: at })
  expect((await admin.ask(fence.info, { params: at })).code).toBe(PlatformCode.notFound)
  expect(await list({})).toHaveLength(before)
})

it('refuses shapes that are none, names that are taken and accounts without the permission', async () => {
  const simulator = await openPlatform()
  const [admin, viewer] = [await takeSeat(simulator), await takeViewerSeat(simulator)]
  const create = async (seat: Seat, change: object) =>
    (await seat.ask(fence.create, { body: { ...CIRCLE, ...change } })).code
  expect(await create(viewer, {})).toBe(PlatformCode.noPermission)
  expect(await create(admin, {})).toBe(PlatformCode.success)
  expect(await create(admin, {})).toBe(PlatformCode.exists)
  const bad = [
    { name: '' },
    { radius: 0 },
    { coords: [] },
    { fenceType: FenceShape.polygon },
    { coords: [{ lat: 91, lng: 0 }] },
    { coords: Array.from({ length: 11 }, () => MIDDLE) },
    { alarmTimes: [{ hourBegin: 9, minuteBegin: 0, secondBegin: 0, hourEnd: 8, minuteEnd: 0, secondEnd: 0 }] },
  ]
  for (const change of bad) expect(await create(admin, { name: 'Other', ...change })).toBe(PlatformCode.badParameter)
})

it('has devices, and forgets those that are removed', async () => {
  const simulator = await openPlatform()
  const admin = await takeSeat(simulator)
  const params = { id: (await admin.ask(fence.create, { body: CIRCLE })).data.id }
  const [one, other] = simulator.fleet().devices.map(({ id }) => id)
  const change = async (how: 'addDevices' | 'removeDevices', ...ids: (string | undefined)[]) =>
    (await admin.ask(fence[how], { params, body: { puidlist: ids.map((id) => id ?? '') } })).code
  const list = async () => (await admin.ask(fence.listDevices, { params, body: PAGE })).data.map(({ id }) => id)
  expect(await change('addDevices', one, 'PU_NONE')).toBe(PlatformCode.notFound)
  expect(await list()).toEqual([])
  await change('addDevices', one, other)
  expect(await list()).toEqual([one, other])
  const { data } = await admin.ask(fence.list, { body: { ...PAGE, filter: { includePuId: one ?? '' } } })
  expect(data.map(({ id }) => id)).toContain(params.id)
  await change('removeDevices', one)
  expect(await list()).toEqual([other])
  expect(await change('removeDevices', one)).toBe(PlatformCode.notFound)
  const gone = await admin.ask(deviceManagement.remove, { params: { puid: other ?? '' } })
  expect(gone.code).toBe(PlatformCode.success)
  expect(await list()).toEqual([])
})

it('raises an alarm each time a device drives out, takes it back when it returns, and is silent when it is off', async () => {
  const simulator = await openPlatform({ now: () => NOON_MS, tokenLifetimeS: 30 * 86_400 })
  const admin = await takeSeat(simulator)
  const id = drivingVehicle(simulator)
  const home = homeOf(simulator, id)
  const { frames } = await subscribe(simulator, 'alarm', admin.token)
  const body = { ...CIRCLE, actionType: FenceAction.leaving, radius: RADIUS_M * 100, coords: [home] }
  const params = { id: (await admin.ask(fence.create, { body })).data.id }
  await admin.ask(fence.addDevices, { params, body: { puidlist: [id] } })
  simulator.control.advance({ seconds: 3 })
  const beginMs = simulator.control.whereabouts({ device: id }).time
  await drive(simulator, () => frames.filter(({ status }) => status === 1).length >= 2)
  expect(frames[0]).toMatchObject({ type: AlarmType.areaLeft, devID: id, status: 0 })
  expect(frames[0]?.desc).toContain('Yard')
  const endMs = simulator.control.whereabouts({ device: id }).time
  const raised = frames.filter(({ status }) => status === 0)
  expect(raised).toHaveLength(timesLeft(simulator, id, home, beginMs, endMs))
  for (const { time, lat = 0, lng = 0 } of raised) {
    const truth = simulator.control.whereabouts({ device: id, at: time * 1000 })
    expect(distanceM(truth, home)).toBeGreaterThan(RADIUS_M - BESIDE_M)
    expect(distanceM(truth, home)).toBeLessThan(RADIUS_M + BESIDE_M + 50)
    expect(distanceM(truth, { lat, lng })).toBeLessThan(BESIDE_M + 50)
  }
  await admin.ask(fence.change, { params, body: { status: FenceStatus.disabled } })
  const count = async () => (await admin.ask(alarm.list, { body: PAGE })).pageInfo.totalCount
  const before = await count()
  simulator.control.advance({ seconds: 86_400 })
  expect(await count()).toBe(before)
  await admin.ask(fence.change, { params, body: { status: FenceStatus.enabled } })
  frames.length = 0
  // One that was open when it was disabled may be taken back first.
  const again = () => frames.find(({ status }) => status === 0)
  await drive(simulator, () => again() !== undefined)
  expect(again()).toMatchObject({ type: AlarmType.areaLeft, devID: id })
})

/** Out of the circle, well to the other side of its edge, s by s. */
function timesLeft(simulator: Simulator, id: string, home: Spot, beginMs: number, endMs: number): number {
  let [isInside, times] = [false, 0]
  for (let at = beginMs; at <= endMs; at += 1000) {
    const away = distanceM(simulator.control.whereabouts({ device: id, at }), home)
    if (away < RADIUS_M - BESIDE_M) isInside = true
    if (away < RADIUS_M + BESIDE_M || !isInside) continue
    isInside = false
    times++
  }
  return times
}

const square = ({ lat, lng }: Spot, size: number) => [
  { lat: lat - size, lng: lng - size },
  { lat: lat - size, lng: lng + size },
  { lat: lat + size, lng: lng + size },
  { lat: lat + size, lng: lng - size },
]

it('raises an alarm when a device enters a polygon, but only at the times it is watched', async () => {
  const simulator = await openPlatform({ now: () => NOON_MS })
  const admin = await takeSeat(simulator)
  const id = drivingVehicle(simulator)
  const { frames } = await subscribe(simulator, 'alarm', admin.token)
  const coords = square(homeOf(simulator, id), 0.002)
  const polygon = { fenceType: FenceShape.polygon, actionType: FenceAction.entering, coords }
  // A day is not over before it is next watched.
  const earlier = { hourBegin: 10, minuteBegin: 0, secondBegin: 0, hourEnd: 11, minuteEnd: 0, secondEnd: 0 }
  const watched = (await admin.ask(fence.create, { body: { name: 'Watched', ...polygon } })).data
  const asleep = (await admin.ask(fence.create, { body: { name: 'Asleep', ...polygon, alarmTimes: [earlier] } })).data
  for (const params of [{ id: watched.id }, { id: asleep.id }])
    await admin.ask(fence.addDevices, { params, body: { puidlist: [id] } })
  await drive(simulator, () => frames.some(({ type }) => type === AlarmType.areaEntered))
  expect(frames.filter(({ desc }) => desc?.includes('Asleep'))).toEqual([])
})

it('takes a place that is told like one that was driven to: one alarm, none twice, none when it is not watched', async () => {
  const simulator = await openPlatform({ now: () => NOON_MS })
  const admin = await takeSeat(simulator)
  const { frames } = await subscribe(simulator, 'alarm', admin.token)
  const device = simulator.fleet().devices.find(({ classId, online }) => classId === 104 && online)?.id ?? ''
  const polygon = { fenceType: FenceShape.polygon, actionType: FenceAction.entering, coords: square(MIDDLE, 0.01) }
  const night = { hourBegin: 1, minuteBegin: 0, secondBegin: 0, hourEnd: 5, minuteEnd: 0, secondEnd: 0 }
  for (const form of [{}, { alarmTimes: [night] }, { status: FenceStatus.disabled }]) {
    const body = { ...polygon, name: `Told ${JSON.stringify(form).slice(0, 20)}`, ...form }
    const params = { id: (await admin.ask(fence.create, { body })).data.id }
    await admin.ask(fence.addDevices, { params, body: { puidlist: [device] } })
  }
  const tell = (position: object): void => simulator.control.tellPosition({ device, position })
  tell({ ...MIDDLE, state: 0 })
  tell({ speed: 0 })
  tell(MIDDLE)
  tell({ lat: MIDDLE.lat + 0.001, lng: MIDDLE.lng })
  await until(() => frames.length > 0)
  expect(frames).toMatchObject([{ type: AlarmType.areaEntered, devID: device, status: 0, ...MIDDLE }])
  // Where it stands itself is told with the next report.
  simulator.control.advance({ seconds: 3 })
  await until(() => frames.length > 1)
  simulator.control.advance({ seconds: 60 })
  expect(frames.map(({ status }) => status)).toEqual([0, 1])
})
