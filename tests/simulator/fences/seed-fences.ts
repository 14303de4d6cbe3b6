/** The fences that are there at the start. While the simulator shows no life, the one with vehicles is switched off. */
import { FenceAction, FenceShape, FenceStatus } from '../../../shared/platform/fence.ts'
import type { Device } from '../fleet/build.ts'
import { CITY } from '../fleet/names.ts'
import type { GlobeSpot } from '../streets/receiver.ts'
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
      coords: around(vehicle.movement.home),
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
      coords: [(others[0] ?? vehicle).movement.home],
    },
    'admin',
    createdAtMs,
  )
}

/** The streets around the station: a patrol leaves them and comes back in most of its rounds. */
function around({ lat, lng }: GlobeSpot) {
  const [north, east] = [0.0048, 0.0072]
  return [
    { lat: lat - north, lng: lng - east },
    { lat: lat - north, lng: lng + east },
    { lat: lat + north, lng: lng + east },
    { lat: lat + north, lng: lng - east },
  ]
}
