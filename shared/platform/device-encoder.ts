/** Documentation: chapter "Device management", encoders of a channel. */
import Type from 'typebox'
import { op } from './define.ts'
import { Overlays } from './device-media.ts'
import { AtChannel } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

export const StreamType = { storage: 0, transport: 1 } as const

const place = (list: string) => Type.Integer({ minimum: 0, description: `place in the list of ${list}` })
const printedAsText = { documented: { type: 'string' } } as const
const pixels = () => Type.Integer({ unit: 'px', ...printedAsText })

const VIDEO = {
  videoCodecIndex: place('video codecs'),
  imageSizeIndex: place('sizes'),
  rateControl: Type.String({ description: 'one of the list of rate controls' }),
  framesPerSec: Type.Integer({ minimum: 1, unit: '1/1000 frame/s' }),
  keyFrameInterval: Type.Integer({ minimum: 1, unit: 'frames', description: 'from one key frame to the next' }),
  imageQuality: Type.Integer({ minimum: 1, maximum: 6, description: 'of the video' }),
  rateLimit: Type.Number({ minimum: 0, unit: 'kbit/s', description: 'highest bit rate' }),
}

const OWN_RATE = Type.Number({
  minimum: 0,
  unit: 'kbit/s',
  description: 'bit rate of its own, 0 for what the quality gives',
})

const SOUND = {
  channelCountIndex: place('channel counts'),
  bitRateIndex: Type.Integer({ minimum: 0, description: 'place in the list of bit rates', ...printedAsText }),
  bitPerSampleIndex: Type.Integer({ minimum: 0, description: 'place in the list of sample sizes', ...printedAsText }),
  samplesPerSecIndex: Type.Integer({ minimum: 0, description: 'place in the list of sample rates', ...printedAsText }),
}

const TYPE = oneOf(StreamType, { description: 'what the stream is for' })

const Encoder = Type.Object({
  type: TYPE,
  videoCodecAll: Type.Array(Type.String(), { description: 'video codecs to choose from' }),
  imageSizeAll: Type.Array(Type.Object({ width: pixels(), height: pixels() }), {
    description: 'sizes to choose from',
    documented: { name: 'ImageSizeAll' },
  }),
  rateControlAll: Type.Array(Type.String(), { description: 'rate controls to choose from' }),
  ...VIDEO,
  rateLimitCustom: OWN_RATE,
  overlay: Overlays,
  audioCodecAll: Type.Array(
    Type.Object({
      audioCodec: Type.String(),
      channelCountAll: Type.Array(Type.Integer(), { description: 'channel counts to choose from' }),
      bitRateAll: Type.Array(Type.Number({ unit: 'bit/s' }), { description: 'bit rates to choose from' }),
      bitPerSample: Type.Array(Type.Integer({ unit: 'bit' }), { description: 'sample sizes to choose from' }),
      samplesPerSec: Type.Array(Type.Integer({ unit: 'Hz' }), { description: 'sample rates to choose from' }),
      ...SOUND,
    }),
    { description: 'audio codecs to choose from, each with its choices' },
  ),
  audioCodecIndex: place('audio codecs'),
})

const EncoderSettings = Type.Object({
  type: TYPE,
  ...VIDEO,
  rateLimitCustom: Type.Optional(OWN_RATE),
  overlay: Overlays,
  audioCodecAll: Type.Array(Type.Object(SOUND), { description: 'the choices of each audio codec, in the order read' }),
  audioCodecIndex: place('audio codecs'),
})

export const deviceEncoder = {
  encoders: op({
    name: 'encoder.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/encoderchannel/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Type.Array(Encoder),
  }),
  setEncoders: op({
    name: 'encoder.set',
    method: 'POST',
    path: '/bvcsp/v1/pu/encoderchannel/:puid/:index',
    pace: 'device',
    permission: Permission.devices,
    params: AtChannel,
    body: Type.Array(EncoderSettings),
  }),
}
