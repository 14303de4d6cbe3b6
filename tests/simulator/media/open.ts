/** Opens the media of dialogs: the scene goes by the device's number, its beginning and the tone by its hash. */
import { randomBytes } from 'node:crypto'
import type { MediaPeer } from '../dialogs.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel, SceneName } from '../fleet/kinds.ts'
import type { PictureView } from '../picture-code.ts'
import { liveBroadcast, type Codecs, type MediaContent } from './broadcast.ts'
import { openBvrtc } from './bvrtc-peer.ts'
import { aacFrames } from './aac.ts'
import { loadH265Scene, type H265Scene } from './h265/scene.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { openPeer } from './peer.ts'
import { openRaw } from './raw-peer.ts'
import { loadScenes, type Scene } from './scene.ts'
import { createMediaSockets, type MediaSockets } from './sockets.ts'
import { createTalkback } from './talkback.ts'
import { toneFrequency, tonePacket } from './tone.ts'
import { createVideoStream } from './video-stream.ts'

/** Bits of `mediaDir`. */
const VIDEO_RECEIVE = 2
const AUDIO_SEND = 4
const AUDIO_RECEIVE = 8

export interface Media {
  readonly sockets: MediaSockets
  readonly pacer: Pacer
  /** What a channel shows at this moment and on. */
  live(device: Device, channel: Channel): MediaContent
  /** The scene a channel looks at. Scenes are read at the first call: a simulator without media needs none of them. */
  sceneOf(device: Device, channelIndex: number): Scene
  /** Throws `Refusal`. */
  open(protocol: 'webrtc' | 'bvrtc', offer: string, content: MediaContent): Promise<MediaPeer>
  /** Sound on a websocket without SDP. */
  openRaw(content: MediaContent): MediaPeer
}

/** What the media ask of the rest of the platform. */
export interface MediaFacts {
  /** Where a camera looks, for those that turn. */
  viewOf(device: Device, channel: Channel): (() => PictureView) | undefined
  codecsOf(device: Device, channel: Channel): Codecs
  /** Whether it is silent while it is talked to. */
  isHalfDuplex(device: Device, channel: Channel): boolean
  /** Epoch ms. */
  now(): number
}

export function createMedia({ viewOf, codecsOf, isHalfDuplex, now }: MediaFacts): Media {
  const talkback = createTalkback()
  const pacer = createPacer(now)
  const sockets = createMediaSockets()
  let scenes: Map<SceneName, Scene> | undefined
  let h265: H265Scene | undefined
  const self: Media = {
    sockets,
    pacer,
    live(device, channel) {
      const scene = self.sceneOf(device, channel.index)
      const tone = tonePacket(toneFrequency(device.hash))
      const view = viewOf(device, channel)
      const identity = { device: device.number, channel: channel.index, ...(view && { view }) }
      const has = (bit: number) => (channel.mediaDir & bit) !== 0
      return {
        hasVideo: has(VIDEO_RECEIVE),
        hasSound: has(AUDIO_RECEIVE),
        codecs: codecsOf(device, channel),
        ...(has(AUDIO_SEND) ? { hear: (payload) => talkback.hear(device, channel, payload) } : {}),
        start: (lanes) =>
          liveBroadcast(lanes, {
            base: randomBytes(4).readUInt32BE(),
            video: (source) => {
              const shown = lanes.video?.codec === 'H265' ? (h265 ??= loadH265Scene()) : scene
              return createVideoStream(shown, identity, device.hash >>> 8, source)
            },
            sound: () => (talkback.isTalkedTo(device, channel) && isHalfDuplex(device, channel) ? undefined : tone),
            aac: aacFrames,
          }),
      }
    },
    sceneOf(device, channelIndex) {
      scenes ??= loadScenes()
      // By number, so that neighbours in a list look at different places.
      const name = device.kind.scenes[(device.number + channelIndex) % device.kind.scenes.length]
      const scene = name && scenes.get(name)
      if (!scene) throw new Error(`no scene ${name}`)
      return scene
    },
    open: async (protocol, offer, content) =>
      protocol === 'webrtc' ? openPeer(offer, content, pacer) : openBvrtc(offer, content, pacer, sockets),
    openRaw: (content) => openRaw(content, pacer, sockets),
  }
  return self
}
