/** The encoders of a channel: one for what is stored, one for what is sent. */
import { MediaDirection } from '../../../shared/platform/channel.ts'
import { StreamType } from '../../../shared/platform/device-encoder.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { USUAL_CODECS, type Codecs } from '../media/broadcast.ts'
import { needDirection } from '../operations/ask-device.ts'
import type { World } from '../world.ts'
import { need, needPlace } from './check.ts'
import { merged } from './merged.ts'
import { isVehicle } from './traits.ts'

type Encoder = DataOf<typeof operations.deviceEncoder.encoders>[number]
type Settings = BodyOf<typeof operations.deviceEncoder.setEncoders>
type Sound = Encoder['audioCodecAll']

const OVERLAY = { time: true, text: true, gps: false, alarm: false, name: true }

/** What is sent is what the simulator's media really are: H264 and A-law at 25 pictures a second. */
function sending(channel: Channel): Encoder {
  return {
    type: StreamType.transport,
    videoCodecAll: ['H264', 'H265'],
    imageSizeAll: [
      { width: 640, height: 400 },
      { width: 1280, height: 720 },
      { width: 1920, height: 1080 },
    ],
    rateControlAll: ['CBR', 'VBR'],
    videoCodecIndex: 0,
    imageSizeIndex: 0,
    rateControl: 'VBR',
    framesPerSec: 25_000,
    keyFrameInterval: 50,
    imageQuality: 4,
    rateLimit: 1024,
    rateLimitCustom: 0,
    overlay: OVERLAY,
    audioCodecAll: soundOf(channel, ['G711A', 'AAC']),
    audioCodecIndex: 0,
  }
}

function storing(device: Device, channel: Channel): Encoder {
  const isCar = isVehicle(device)
  return {
    type: StreamType.storage,
    videoCodecAll: isCar ? ['H264'] : ['H264', 'H265'],
    imageSizeAll: [
      { width: 1280, height: 720 },
      { width: 1920, height: 1080 },
      ...(isCar ? [] : [{ width: 2560, height: 1440 }]),
    ],
    rateControlAll: ['CBR', 'VBR'],
    videoCodecIndex: isCar ? 0 : 1,
    imageSizeIndex: isCar ? 0 : 1,
    rateControl: 'CBR',
    framesPerSec: isCar ? 25_000 : 30_000,
    keyFrameInterval: isCar ? 50 : 60,
    imageQuality: 5,
    rateLimit: isCar ? 2048 : 4096,
    rateLimitCustom: 0,
    overlay: { ...OVERLAY, gps: true },
    audioCodecAll: soundOf(channel, ['AAC', 'G711A']),
    audioCodecIndex: 0,
  }
}

function soundOf(channel: Channel, codecs: readonly ('AAC' | 'G711A')[]): Sound {
  if ((channel.mediaDir & MediaDirection.audioReceive) === 0) return []
  return codecs.map((audioCodec) => ({
    audioCodec,
    channelCountAll: audioCodec === 'AAC' ? [1, 2] : [1],
    bitRateAll: audioCodec === 'AAC' ? [32_000, 64_000] : [64_000],
    bitPerSample: [16],
    samplesPerSec: audioCodec === 'AAC' ? [16_000, 48_000] : [8000],
    channelCountIndex: 0,
    bitRateIndex: 0,
    bitPerSampleIndex: 0,
    samplesPerSecIndex: 0,
  }))
}

/** Throws `Refusal`. */
export function encodersOf(world: World, device: Device, channel: Channel): Encoder[] {
  needDirection(channel, 'videoReceive')
  const { encoders } = world.deviceConfig.get(device, 'encoders', channel.index, () => ({
    encoders: [storing(device, channel), sending(channel)],
  }))
  return encoders
}

/** Of what is sent, as it is set. */
export function sentCodecs(world: World, device: Device, channel: Channel): Codecs {
  if ((channel.mediaDir & MediaDirection.videoReceive) === 0) return USUAL_CODECS
  const encoder = encodersOf(world, device, channel).find(({ type }) => type === StreamType.transport)
  if (!encoder) return USUAL_CODECS
  const sound = encoder.audioCodecAll[encoder.audioCodecIndex]?.audioCodec
  return {
    video: encoder.videoCodecAll[encoder.videoCodecIndex] === 'H265' ? 'H265' : 'H264',
    audio: sound === 'AAC' ? 'AAC' : 'PCMA',
  }
}

/** Each by its type; those that are not named stay. Throws `Refusal`. */
export function setEncoders(world: World, device: Device, channel: Channel, change: Settings): void {
  const before = encodersOf(world, device, channel)
  const types = change.map(({ type }) => type)
  need(new Set(types).size === types.length, 'a type of stream is named twice')
  const after = before.map((encoder) => {
    const settings = change.find(({ type }) => type === encoder.type)
    return settings ? changed(encoder, settings) : encoder
  })
  world.deviceConfig.set(device, 'encoders', channel.index, { encoders: after })
}

function changed(encoder: Encoder, settings: Settings[number]): Encoder {
  needPlace(settings.videoCodecIndex, encoder.videoCodecAll, 'videoCodecIndex')
  needPlace(settings.imageSizeIndex, encoder.imageSizeAll, 'imageSizeIndex')
  need(encoder.rateControlAll.includes(settings.rateControl), 'rateControl: not in the list')
  need(settings.framesPerSec <= 60_000, 'framesPerSec: at most 60 frames a second')
  const { audioCodecAll, ...rest } = settings
  need(audioCodecAll.length <= encoder.audioCodecAll.length, `audioCodecAll: ${encoder.audioCodecAll.length} codecs`)
  if (encoder.audioCodecAll.length > 0) needPlace(settings.audioCodecIndex, encoder.audioCodecAll, 'audioCodecIndex')
  const sound = encoder.audioCodecAll.map((codec, place) => {
    const choice = audioCodecAll[place]
    if (!choice) return codec
    needPlace(choice.channelCountIndex, codec.channelCountAll, 'channelCountIndex')
    needPlace(choice.bitRateIndex, codec.bitRateAll, 'bitRateIndex')
    needPlace(choice.bitPerSampleIndex, codec.bitPerSample, 'bitPerSampleIndex')
    needPlace(choice.samplesPerSecIndex, codec.samplesPerSec, 'samplesPerSecIndex')
    return { ...codec, ...choice }
  })
  return { ...merged(encoder, rest), audioCodecAll: sound }
}

/** Of what is stored. */
export function storedKilobitsPerSecond(world: World, device: Device, channel: Channel): number {
  const [storage] = encodersOf(world, device, channel)
  return storage ? storage.rateLimitCustom || storage.rateLimit : 0
}
