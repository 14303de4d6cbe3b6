import { expect, it } from 'vitest'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { FenceAction, FenceShape, FenceStatus } from '../../../shared/platform/fence.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from './desk.ts'
import { subscribe } from './push/client.ts'
import { takeSeat, takeViewerSeat, type Seat } from './seat.ts'

const { alarm, device, deviceManagement, fence } = operations
const PAGE = { page: 0, pageSize: 50 }
const NOON_MS = new Date(2026, 10, 24, 12).getTime()
const MIDDLE = { lat: 30.2, lng: 120.1 }
const CIRCLE = { name: 'Yard', fenceType: FenceShape.circle, radius: 5000, coords: [MIDDLE] }

async function vehicleOf(simulator: Simulator, seat: Seat) {
  const found = simulator.fleet().devices.find(({ classId, online }) => classId === 102 && online)
  const { data } = await seat.ask(device.gps, { params: { puid: found?.id ?? '' } })
  return { id: found?.id ?? '', place: { lat: data.lat, lng: data.lng } }
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

it('raises an alarm when a device leaves, takes it back when it returns, and is silent when it is off', async () => {
  const simulator = await openPlatform({ now: () => NOON_MS })
  const admin = await takeSeat(simulator)
  const { id, place } = await vehicleOf(simulator, admin)
  const { frames } = await subscribe(simulator, 'alarm', admin.token)
  const body = { ...CIRCLE, actionType: FenceAction.leaving, radius: 10_000, coords: [place] }
  const params = { id: (await admin.ask(fence.create, { body })).data.id }
  await admin.ask(fence.addDevices, { params, body: { puidlist: [id] } })
  simulator.control.advance({ seconds: 3 })
  simulator.control.advance({ seconds: 60 })
  await until(() => frames.length > 0)
  expect(frames[0]).toMatchObject({ type: AlarmType.areaLeft, devID: id, status: 0 })
  expect(frames[0]?.desc).toContain('Yard')
  // A round trip is at most 8 km, the slowest vehicle drives 5 m/s.
  simulator.control.advance({ seconds: 1700 })
  await until(() => frames.length > 1)
  expect(frames[1]).toMatchObject({ key: frames[0]?.key, status: 1 })
  await admin.ask(fence.change, { params, body: { status: FenceStatus.disabled } })
  const raised = async () => (await admin.ask(alarm.list, { body: PAGE })).pageInfo.totalCount
  const before = await raised()
  simulator.control.advance({ seconds: 3600 })
  expect(await raised()).toBe(before)
  await admin.ask(fence.change, { params, body: { status: FenceStatus.enabled } })
  simulator.control.advance({ seconds: 3600 })
  expect(await raised()).toBeGreaterThan(before)
})

it('raises an alarm when a device enters a polygon, but only at the times it is watched', async () => {
  const simulator = await openPlatform({ now: () => NOON_MS })
  const admin = await takeSeat(simulator)
  const { id, place } = await vehicleOf(simulator, admin)
  const { frames } = await subscribe(simulator, 'alarm', admin.token)
  const size = 0.001
  const coords = [
    { lat: place.lat - size, lng: place.lng - size },
    { lat: place.lat - size, lng: place.lng + size },
    { lat: place.lat + size, lng: place.lng + size },
    { lat: place.lat + size, lng: place.lng - size },
  ]
  const polygon = { fenceType: FenceShape.polygon, actionType: FenceAction.entering, coords }
  const night = { hourBegin: 1, minuteBegin: 0, secondBegin: 0, hourEnd: 5, minuteEnd: 0, secondEnd: 0 }
  const watched = (await admin.ask(fence.create, { body: { name: 'Watched', ...polygon } })).data
  const asleep = (await admin.ask(fence.create, { body: { name: 'Asleep', ...polygon, alarmTimes: [night] } })).data
  for (const params of [{ id: watched.id }, { id: asleep.id }])
    await admin.ask(fence.addDevices, { params, body: { puidlist: [id] } })
  simulator.control.advance({ seconds: 1800 })
  await until(() => frames.some(({ type }) => type === AlarmType.areaEntered))
  expect(frames.filter(({ desc }) => desc?.includes('Asleep'))).toEqual([])
})
