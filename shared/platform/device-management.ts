/** Documentation: chapter "Device management": groups, classes, devices. */
import Type from 'typebox'
import { GpsSchema, HardwareSchema, PlaceSchema } from './channel.ts'
import { op } from './define.ts'
import { AtDeviceClass, DeviceClassSchema, DeviceGroupSchema } from './device-group.ts'
import { AtChannel, AtDevice } from './device-params.ts'
import { NewId, Permission } from './values.ts'

const AtGroup = Type.Object({ gid: Type.String({ description: 'group ID' }) })

const GroupText = { name: Type.String(), desc: Type.Optional(Type.String()) }

const Class = Type.Object({ name: Type.String() })

export const deviceManagement = {
  createGroup: op({
    name: 'pugroup.create',
    method: 'POST',
    path: '/bvcsp/v1/pugroup/create',
    permission: Permission.deviceGroups,
    body: Type.Object({ pid: Type.String({ description: 'ID of the parent group' }), ...GroupText }),
    data: DeviceGroupSchema,
  }),
  changeGroup: op({
    name: 'pugroup.change',
    method: 'PUT',
    path: '/bvcsp/v1/pugroup/:gid',
    permission: Permission.deviceGroups,
    params: AtGroup,
    body: Type.Object(GroupText),
    data: DeviceGroupSchema,
  }),
  /** Its devices are deleted with it. */
  removeGroup: op({
    name: 'pugroup.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/pugroup/:gid',
    permission: Permission.deviceGroups,
    params: AtGroup,
  }),
  change: op({
    name: 'device.change',
    method: 'PUT',
    path: '/bvcsp/v1/pu/info/:puid',
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Object({
      gid: Type.Optional(Type.String({ description: 'group ID' })),
      name: Type.Optional(Type.String()),
      classID: Type.Optional(Type.Number()),
      gps: Type.Optional(PlaceSchema),
    }),
  }),
  changeChannel: op({
    name: 'device.changeChannel',
    method: 'PUT',
    path: '/bvcsp/v1/pu/channel/:puid/:index',
    permission: Permission.devices,
    params: AtChannel,
    body: Type.Object({ name: Type.Optional(Type.String()) }),
  }),
  add: op({
    name: 'device.add',
    method: 'POST',
    path: '/bvcsp/v1/pu/add',
    permission: Permission.devices,
    body: Type.Object({
      id: NewId,
      gid: Type.String({ description: 'group ID' }),
      name: Type.Optional(Type.String()),
      manufacturer: Type.Optional(Type.String()),
      product: Type.Optional(Type.String()),
      softwareVersion: Type.Optional(Type.String()),
      hardwareVersion: Type.Optional(Type.String()),
      classID: Type.Optional(Type.Number()),
      gps: Type.Optional(GpsSchema),
      hardware: Type.Optional(Type.Partial(HardwareSchema)),
    }),
  }),
  remove: op({
    name: 'device.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/pu/:puid',
    permission: Permission.devices,
    params: AtDevice,
  }),
  createClass: op({
    name: 'puclass.create',
    method: 'POST',
    path: '/bvcsp/v1/pu/puclass/create',
    permission: Permission.superAdministrator,
    body: Class,
    data: DeviceClassSchema,
  }),
  changeClass: op({
    name: 'puclass.change',
    method: 'PUT',
    path: '/bvcsp/v1/pu/puclass/:id',
    permission: Permission.superAdministrator,
    params: AtDeviceClass,
    body: Class,
    data: DeviceClassSchema,
  }),
  removeClass: op({
    name: 'puclass.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/pu/puclass/:id',
    permission: Permission.superAdministrator,
    params: AtDeviceClass,
  }),
}
