/** Groups and classes of devices, as chapters "Device" and "Device management" print them. */
import Type from 'typebox'

const pid = Type.String({ description: 'ID of the parent group' })
const desc = Type.Optional(Type.String())

export const DeviceGroupSchema = Type.Object({ id: Type.String(), pid, name: Type.String(), desc })

/** In lists. */
export const DeviceGroupRowSchema = Type.Omit(DeviceGroupSchema, ['desc'])

/** The root has no parent. */
export const DeviceRootGroupSchema = Type.Omit(DeviceGroupSchema, ['pid'])

export const DeviceClassSchema = Type.Object({ id: Type.Number(), name: Type.String() })

export const AtDeviceClass = Type.Object({ id: Type.Integer({ minimum: 0, description: 'class ID' }) })
