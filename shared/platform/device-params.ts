/** Path parameters of what is asked of a device or of one of its channels. */
import Type from 'typebox'

/** `/:puid` */
export const AtDevice = Type.Object({ puid: Type.String({ description: 'device ID' }) })

/** `/:puid/:index` */
export const AtChannel = Type.Object({
  ...AtDevice.properties,
  index: Type.Integer({ minimum: 0, description: 'channel number' }),
})
