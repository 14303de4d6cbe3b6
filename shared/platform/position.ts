/** A full position of a device, as "Get device location" and "Get the user's current location" give it. */
import Type from 'typebox'
import { PlaceSchema } from './channel.ts'
import { bitsOf, oneOf } from './values.ts'

/** Bits of `satellite` in a position. Documentation: "Get device location". */
export const SignalSource = {
  GPS: 1,
  BeiDou: 2,
  GLONASS: 4,
  Galileo: 8,
  QZSS: 16,
  UWB: 32,
  'base station': 64,
  Bluetooth: 128,
} as const

/** `state` of a position. */
export const PositionState = { none: 0, positioned: 1 } as const

export const PositionSchema = Type.Object({
  ...PlaceSchema.properties,
  time: Type.Number({ unit: 'ms', moment: 'ms', description: 'UTC' }),
  height: Type.Number({ unit: '1/100 m' }),
  angle: Type.Number({ unit: '1/1000 degree', description: 'north 0, clockwise' }),
  speed: Type.Number({ unit: 'm/h' }),
  starCount: Type.Number({ description: '0 or less: not by satellite' }),
  state: oneOf(PositionState),
  satellite: bitsOf(SignalSource, { description: 'where the signal came from' }),
})
