/** The fences that are there at the start. While the simulator shows no life, the one with vehicles is switched off. */
import { FenceAction, FenceShape, FenceStatus } from '../../../shared/platform/fence.ts'
import type { Device } from '../fleet/build.ts'
import { placeOn, type Route } from '../fleet/movement.ts'
import { CITY } from '../fleet/names.ts'
import type { World } from '../world.ts'
import type { Fences } from './fences.ts'

const DAY_MS = 86_400_000
const VEHICLE_CLASS = 102
const CAMERA_CLASS = 104

type Parts = Pick<World, 'fleet' | 'now' | 'options'>

export function seedFences({ fleet, now, options }: Parts, fences: Fences): void {
  const createdAtMs = now() - 12 * DAY_MS
  const of = (classId: number): Device[] => fleet.devices.filter(({ kind }) => kind.classId === classId).slice(0, 8)
  const centre = fences.create(
    {
      name: '市中心禁入区 / Pedestrian zone',
      desc: '08:00-20:00',
      actionType: FenceAction.entering,
      fenceType: FenceShape.circle,
      radius: 40_000,
      coords: [{ lat: CITY.lat, lng: CITY.lng }],
      alarmTimes: [{ hourBegin: 8, minuteBegin: 0, secondBegin: 0, hourEnd: 20, minuteEnd: 0, secondEnd: 0 }],
    },
    'admin',
    createdAtMs,
  )
  for (const { id } of of(CAMERA_CLASS)) centre.deviceIds.add(id)
  const [vehicle, ...others] = of(VEHICLE_CLASS)
  if (!vehicle) return
  const beat = fences.create(
    {
      name: '巡逻区一 / Beat 1',
      desc: '',
      status: options.churn > 0 ? FenceStatus.enabled : FenceStatus.disabled,
      actionType: FenceAction.leaving,
      fenceType: FenceShape.polygon,
      coords: westernPart(vehicle.route),
    },
    'admin',
    createdAtMs,
  )
  for (const { id } of [vehicle, ...others]) beat.deviceIds.add(id)
  fences.create(
    {
      name: '活动场地 / Event grounds',
      status: FenceStatus.disabled,
      fenceType: FenceShape.circle,
      radius: 25_000,
      coords: [placeAt(vehicle.route, vehicle.route.width)],
    },
    'admin',
    createdAtMs,
  )
}

/** A margin around the western two thirds of a round trip: it is left and entered once each time round. */
function westernPart(route: Route) {
  const { width, height } = route
  const [south, north] = [placeAt(route, 0), placeAt(route, 2 * width + height)]
  const east = placeAt(route, (2 * width) / 3)
  const margin = 0.001
  return [
    { lat: south.lat - margin, lng: south.lng - margin },
    { lat: south.lat - margin, lng: east.lng },
    { lat: north.lat + margin, lng: east.lng },
    { lat: north.lat + margin, lng: south.lng - margin },
  ]
}

/** Where the round trip is after so many metres. */
function placeAt(route: Route, metres: number) {
  const { lat, lng } = placeOn({ ...route, phase: 0, speed: 1 }, metres * 1000)
  return { lat, lng }
}
