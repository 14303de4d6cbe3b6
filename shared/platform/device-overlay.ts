/** Documentation: chapter "Device management", what a device writes into the picture of a channel. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtChannel } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

/**
 * How the time is written; `W` is the day of the week. Between numbers stands the separator that the device is given,
 * except where the parts are words (`…` stands for the word of year, month and day).
 */
export const TimeFormat = {
  none: 0,
  'YYYY-MM-DD hh:mm:ss': 1,
  'YYYY-MM-DD W hh:mm:ss': 2,
  'DD… MM… YYYY… hh:mm:ss': 3,
  'DD… MM… YYYY… W hh:mm:ss': 4,
  'MM… DD… YYYY… hh:mm:ss': 5,
  'MM… DD… YYYY… W hh:mm:ss': 6,
  'YYYY… MM… DD… hh:mm:ss': 7,
  'YYYY… MM… DD… W hh:mm:ss': 8,
  'DD-MM-YYYY hh:mm:ss': 9,
  'DD-MM-YYYY W hh:mm:ss': 10,
  'MM-DD-YYYY hh:mm:ss': 11,
  'MM-DD-YYYY W hh:mm:ss': 12,
} as const

/** The formats whose date is split by a character of one's own. */
export const SPLIT_FORMATS: readonly number[] = [1, 2, 9, 10, 11, 12]

const PLACE = {
  left: Type.Number({ description: 'from the left edge; the documentation gives no unit' }),
  top: Type.Number({ description: 'from the top edge; the documentation gives no unit' }),
  fontSize: Type.Optional(Type.Number()),
}

const Place = Type.Optional(Type.Object(PLACE, { description: 'where it stands' }))

const Overlay = Type.Object({
  title: Type.Object({ title: Type.String({ description: 'the text' }), config: Place }, { description: 'a text' }),
  time: Type.Object(
    {
      format: oneOf(TimeFormat),
      splitChar: Type.String({ description: 'between year, month and day, where they are numbers' }),
      config: Place,
    },
    { description: 'the time' },
  ),
  gps: Type.Object(PLACE, { description: 'the position' }),
  channel: Type.Object(PLACE, { description: 'the name of the channel' }),
})

export const deviceOverlay = {
  overlay: op({
    name: 'overlay.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/overlay/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Overlay,
  }),
  setOverlay: op({
    name: 'overlay.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/overlay/:puid/:index',
    pace: 'device',
    permission: Permission.devices,
    params: AtChannel,
    body: Overlay,
  }),
}
