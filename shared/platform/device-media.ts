/** Documentation: chapter "Device management", snapshots and sound of a channel. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtChannel } from './device-params.ts'
import { Permission } from './values.ts'

/** What a device writes into a picture. */
export const Overlays = Type.Object(
  {
    time: Type.Boolean(),
    text: Type.Boolean(),
    gps: Type.Boolean({ description: 'position' }),
    alarm: Type.Boolean(),
    name: Type.Boolean({ description: 'name of the channel' }),
  },
  { description: 'what is written into the picture' },
)

const MAX_COUNT = Type.Integer({ minimum: 0, description: 'bursts until a manual capture ends, 0 for no end' })

const SNAPSHOT = {
  imageSizeIndex: Type.Integer({ minimum: 0, description: 'place in the list of sizes' }),
  quality: Type.Integer({ minimum: 1, maximum: 100, description: 'of the JPEG' }),
  count: Type.Integer({ minimum: 1, description: 'pictures in a burst' }),
  interval: Type.Integer({ minimum: 0, unit: 'ms', description: 'between two pictures of a burst' }),
  delay: Type.Integer({ minimum: 0, unit: 'ms', description: 'after a burst' }),
}

const VOLUME = Type.Integer({ minimum: 0, maximum: 100 })

const NOISE = Type.Boolean({ description: 'noise reduction' })
const NOISE_LEVEL = Type.Integer({ minimum: 0, description: 'place in the list of levels' })
const HALF_DUPLEX = Type.Boolean({ description: 'one direction at a time' })

const settings = { pace: 'device', permission: Permission.devices } as const

export const deviceMedia = {
  snapshot: op({
    name: 'snapshotConfig.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/snapshot/config/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Type.Object({
      imageSizeAll: Type.Array(
        Type.Object({ Width: Type.Integer({ unit: 'px' }), Height: Type.Integer({ unit: 'px' }) }),
        { description: 'sizes to choose from' },
      ),
      ...SNAPSHOT,
      maxCount: Type.Optional(MAX_COUNT),
      overlay: Overlays,
    }),
  }),
  setSnapshot: op({
    ...settings,
    name: 'snapshotConfig.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/snapshot/config/:puid/:index',
    params: AtChannel,
    body: Type.Object({ ...SNAPSHOT, maxCount: MAX_COUNT, overlay: Overlays }),
  }),
  audioIn: op({
    name: 'audioIn.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/audio/in/config/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Type.Object({
      volume: VOLUME,
      vq: Type.Object({
        enableNoise: NOISE,
        noiseLevel: Type.Array(Type.Number(), { description: 'levels to choose from, -1 for none' }),
        noiseLevelIndex: NOISE_LEVEL,
      }),
      enableHalfDuplex: HALF_DUPLEX,
    }),
  }),
  setAudioIn: op({
    ...settings,
    name: 'audioIn.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/audio/in/config/:puid/:index',
    params: AtChannel,
    body: Type.Object({
      volume: VOLUME,
      vq: Type.Object({ enableNoise: NOISE, noiseLevelIndex: NOISE_LEVEL }),
      enableHalfDuplex: HALF_DUPLEX,
    }),
  }),
  audioOut: op({
    name: 'audioOut.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/audio/out/config/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Type.Object({ volume: VOLUME }),
  }),
  setAudioOut: op({
    ...settings,
    name: 'audioOut.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/audio/out/config/:puid/:index',
    params: AtChannel,
    body: Type.Object({ volume: VOLUME }),
  }),
}
