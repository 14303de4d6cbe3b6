/** Documentation: chapter "electric fence": fences that the platform watches over by the positions of its devices. */
import Type from 'typebox'
import { PlaceSchema } from './channel.ts'
import { op, pageBody } from './define.ts'
import { oneOf, Permission } from './values.ts'

export const FenceStatus = { enabled: 1, disabled: 2 } as const
export const FenceStatusFilter = { all: 0, ...FenceStatus } as const
/** What raises the alarm. */
export const FenceAction = { leaving: 1, entering: 2 } as const
export const FenceShape = { circle: 1, polygon: 2 } as const

export const MAX_FENCE_CORNERS = 10
export const MAX_FENCE_TIMES = 6

const clockTime = (maximum: number) => Type.Number({ minimum: 0, maximum })

const Corner = Type.Object({ lat: PlaceSchema.properties.lat, lng: PlaceSchema.properties.lng })

const AlarmTime = Type.Object({
  hourBegin: clockTime(24),
  minuteBegin: clockTime(59),
  secondBegin: clockTime(59),
  hourEnd: clockTime(24),
  minuteEnd: clockTime(59),
  secondEnd: clockTime(59),
})

const Name = Type.String({ description: 'name' })
const Description = Type.Optional(Type.String({ description: 'description' }))

const FORM = {
  status: Type.Optional(oneOf(FenceStatus)),
  actionType: Type.Optional(oneOf(FenceAction)),
  fenceType: Type.Optional(oneOf(FenceShape)),
  radius: Type.Optional(Type.Number({ unit: 'cm', description: 'of a circle' })),
  coords: Type.Optional(
    Type.Array(Corner, { maxItems: MAX_FENCE_CORNERS, description: 'corners of a polygon, middle of a circle' }),
  ),
  alarmTimes: Type.Optional(
    Type.Array(AlarmTime, { maxItems: MAX_FENCE_TIMES, description: 'times of the day with alarms' }),
  ),
}

const Fence = Type.Object({
  id: Type.String(),
  name: Name,
  desc: Description,
  creator: Type.Optional(Type.String({ description: 'account' })),
  createTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
  ...FORM,
})

const FenceId = Type.Object({ id: Type.String({ description: 'fence ID' }) })
const Devices = Type.Object({ puidlist: Type.Array(Type.String(), { description: 'device IDs' }) })

export const fence = {
  change: op({
    name: 'fence.change',
    method: 'PUT',
    path: '/bvcsp/v1/platffence/:id',
    permission: Permission.regions,
    params: FenceId,
    body: Type.Object({ name: Type.Optional(Name), desc: Description, ...FORM }),
    data: Fence,
  }),
  create: op({
    name: 'fence.create',
    method: 'POST',
    path: '/bvcsp/v1/platffence/create',
    permission: Permission.regions,
    body: Type.Object({ name: Name, desc: Description, ...FORM }),
    data: Fence,
  }),
  removeDevices: op({
    name: 'fence.removeDevices',
    method: 'POST',
    path: '/bvcsp/v1/platffence/device/del/:id',
    destructive: true,
    permission: Permission.regions,
    params: FenceId,
    body: Devices,
  }),
  remove: op({
    name: 'fence.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/platffence/:id',
    permission: Permission.regions,
    params: FenceId,
  }),
  addDevices: op({
    name: 'fence.addDevices',
    method: 'POST',
    path: '/bvcsp/v1/platffence/device/add/:id',
    permission: Permission.regions,
    params: FenceId,
    body: Devices,
  }),
  info: op({
    name: 'fence.info',
    method: 'GET',
    path: '/bvcsp/v1/platffence/info/:id',
    params: FenceId,
    data: Fence,
  }),
  list: op({
    name: 'fence.list',
    method: 'POST',
    path: '/bvcsp/v1/platffence/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'part of the ID, the name or the description' })),
        status: Type.Optional(oneOf(FenceStatusFilter)),
        includePuId: Type.Optional(Type.String({ description: 'only those with this device' })),
      }),
    ),
    data: Type.Array(Fence),
  }),
  listDevices: op({
    name: 'fence.listDevices',
    method: 'POST',
    path: '/bvcsp/v1/platffence/device/list/:id',
    idempotent: true,
    paged: true,
    params: FenceId,
    body: pageBody(Type.Object({ match: Type.Optional(Type.String({ description: 'part of an ID or a name' })) })),
    data: Type.Array(
      Type.Object({
        id: Type.String({ description: 'device ID' }),
        name: Type.Optional(Type.String({ description: 'device name' })),
      }),
    ),
  }),
}
