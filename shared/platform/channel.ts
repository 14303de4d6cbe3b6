/** What rows of devices share: channels, places, hardware. Documentation: "Get device information". */
import Type from 'typebox'
import { bitsOf } from './values.ts'

/** Bits of `mediaDir`, from the requester's view. */
export const MediaDirection = {
  videoSend: 1,
  videoReceive: 2,
  audioSend: 4,
  audioReceive: 8,
  dataSend: 16,
  dataReceive: 32,
} as const

/** Inclusive ranges of channel numbers. */
export const ChannelRange = {
  media: [0, 65535],
  gps: [65536, 65791],
  serial: [65792, 66047],
  playback: [66048, 66048],
  fileTransfer: [66064, 66064],
} as const

const ptz = Type.Number({ description: 'PTZ index, -1 for none' })
const name = Type.String()

const CHANNEL = {
  index: Type.Number({ description: 'channel number; see ChannelRange' }),
  mediaDir: bitsOf(MediaDirection, { description: 'seen from who asks' }),
}

/** A channel in lists, information and on-line frames of devices. */
export const ChannelSchema = Type.Object({ ...CHANNEL, ptz, name })

/** A channel in "Get the list of online users". */
export const SparseChannelSchema = Type.Object({ ...CHANNEL, ptz: Type.Optional(ptz), name: Type.Optional(name) })

/** Where something stands. */
export const PlaceSchema = Type.Object({
  lng: Type.Number({ unit: 'degree', minimum: -180, maximum: 180, description: 'WGS-84' }),
  lat: Type.Number({ unit: 'degree', minimum: -90, maximum: 90, description: 'WGS-84' }),
})

const time = Type.Number({ description: 'UTC; seconds or milliseconds, the platform mixes them' })

/** A place that was reported (then with its time) or set. */
export const GpsSchema = Type.Object({ ...PlaceSchema.properties, time: Type.Optional(time) })

/** A place in lists: there the time is promised. */
export const TimedGpsSchema = Type.Object({ ...PlaceSchema.properties, time })

/** How many of each a device has. */
export const HardwareSchema = Type.Object({
  WIFI: Type.Number({ minimum: 0 }),
  radio: Type.Number({ minimum: 0, description: 'wireless modules' }),
  videoIn: Type.Number({ minimum: 0 }),
  audioIn: Type.Number({ minimum: 0 }),
  audioOut: Type.Number({ minimum: 0 }),
  PTZ: Type.Number({ minimum: 0 }),
  serialPort: Type.Number({ minimum: 0 }),
  alertIn: Type.Number({ minimum: 0 }),
  alertOut: Type.Number({ minimum: 0 }),
  storage: Type.Number({ minimum: 0 }),
  GPS: Type.Number({ minimum: 0 }),
})
