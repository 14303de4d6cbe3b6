/**
 * Documentation: chapter "PTZ". What is refused here has meanings of its own, seen in the vendor's player: code 2 that the
 * device has no PTZ, code 16 that the account may not move it.
 */
import Type from 'typebox'
import { op } from './define.ts'
import { AtDevice } from './device-params.ts'
import { oneOf } from './values.ts'

export const PtzOperate = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  'left and up': 'lefttop',
  'right and up': 'righttop',
  'left and down': 'leftdown',
  'right and down': 'rightdown',
  'zoom in': 'zoominc',
  'zoom out': 'zoomdec',
  'focus farther': 'focusinc',
  'focus nearer': 'focusdec',
  'iris open': 'apertureinc',
  'iris close': 'aperturedec',
} as const
export type PtzOperate = (typeof PtzOperate)[keyof typeof PtzOperate]

const PRESET_ID = Type.Integer({ minimum: 0, maximum: 255, description: 'preset number' })
const PRESET_NAME = Type.String({ description: 'of the preset' })
const ROUTE_ID = Type.Integer({ minimum: 0, description: 'route number' })

const AtPtz = Type.Object({
  ...AtDevice.properties,
  index: Type.Integer({ minimum: 0, description: "the channel's PTZ index, not its number" }),
})
const AtPreset = Type.Object({ ...AtPtz.properties, id: PRESET_ID })
const AtCruise = Type.Object({ ...AtPtz.properties, id: ROUTE_ID })

const speed = (description: string) => Type.Number({ minimum: 0, maximum: 100, description })

const SPEEDS = { hSpeed: speed('horizontal'), vSpeed: speed('vertical') }

const ROUTE = {
  id: ROUTE_ID,
  name: Type.String({ description: 'empty when it was given none' }),
  points: Type.Array(
    Type.Object({
      id: Type.Integer({ minimum: -1, maximum: 255, description: 'preset number; -1 ends the route' }),
      ...SPEEDS,
      duration: Type.Integer({ minimum: 0, unit: 's', description: 'stays there' }),
    }),
  ),
}

export const ptz = {
  control: op({
    name: 'ptz.control',
    method: 'POST',
    path: '/bvcsp/v1/pu/ptz/camera/:puid/:index',
    pace: 'device',
    params: AtPtz,
    body: Type.Object({
      operate: oneOf(PtzOperate),
      hSpeed: Type.Optional(speed('horizontal, not to stop')),
      vSpeed: Type.Optional(speed('vertical, not to stop')),
      stop: Type.Boolean({ description: 'ends the movement' }),
    }),
  }),
  presets: op({
    name: 'preset.list',
    method: 'GET',
    path: '/bvcsp/v1/pu/ptz/presetlist/:puid/:index',
    pace: 'device',
    params: AtPtz,
    data: Type.Array(
      Type.Object({
        id: Type.Integer({ minimum: -1, maximum: 255, description: 'preset number, -1 for none' }),
        name: Type.Optional(PRESET_NAME),
      }),
    ),
  }),
  addPreset: op({
    pace: 'device',
    name: 'preset.add',
    method: 'POST',
    path: '/bvcsp/v1/pu/ptz/preset/add/:puid/:index',
    params: AtPtz,
    body: Type.Object({ id: PRESET_ID, name: PRESET_NAME }),
  }),
  changePreset: op({
    pace: 'device',
    name: 'preset.change',
    method: 'PUT',
    path: '/bvcsp/v1/pu/ptz/preset/mod/:puid/:index/:id',
    params: AtPreset,
    body: Type.Object({ name: PRESET_NAME }),
  }),
  removePreset: op({
    pace: 'device',
    name: 'preset.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/pu/ptz/preset/del/:puid/:index/:id',
    params: AtPreset,
  }),
  goToPreset: op({
    name: 'preset.go',
    method: 'PUT',
    path: '/bvcsp/v1/pu/ptz/preset/go/:puid/:index/:id',
    pace: 'device',
    params: AtPreset,
    body: Type.Object(SPEEDS),
  }),
  cruises: op({
    name: 'cruise.list',
    method: 'GET',
    path: '/bvcsp/v1/pu/ptz/cruiselist/:puid/:index',
    pace: 'device',
    params: AtPtz,
    data: Type.Array(
      Type.Object({
        ...ROUTE,
        id: Type.Integer({ minimum: -1, description: 'route number, -1 for none' }),
      }),
    ),
  }),
  addCruise: op({
    pace: 'device',
    name: 'cruise.add',
    method: 'POST',
    path: '/bvcsp/v1/pu/ptz/cruise/add/:puid/:index',
    params: AtPtz,
    body: Type.Object(ROUTE),
  }),
  startCruise: op({
    name: 'cruise.start',
    method: 'PUT',
    path: '/bvcsp/v1/pu/ptz/cruise/start/:puid/:index/:id',
    pace: 'device',
    params: AtCruise,
  }),
  stopCruise: op({
    name: 'cruise.stop',
    method: 'PUT',
    path: '/bvcsp/v1/pu/ptz/cruise/stop/:puid/:index/:id',
    pace: 'device',
    params: AtCruise,
  }),
  removeCruise: op({
    pace: 'device',
    name: 'cruise.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/pu/ptz/cruise/del/:puid/:index/:id',
    params: AtCruise,
  }),
}
