/** Pictures of a scene with their codes, as RTP packets; and the pictures of one live dialog, a scene in a loop. */
import { encodePictureCode, type PictureCode, type PictureView } from '../picture-code.ts'
import type { RtpSource } from './rtp.ts'
import type { CodedScene } from './scene.ts'

export interface VideoStream {
  /** Packets of the next picture. `timestamp`: 90 kHz. `nowMs`: epoch ms, for the code. */
  next(timestamp: number, nowMs: number): Buffer[]
  /** The next picture will be a key frame. */
  requestKeyFrame(): void
}

export interface VideoIdentity {
  readonly device: number
  readonly channel: number
  /** Where the camera looks at this moment; absent when it does not turn. */
  readonly view?: () => PictureView
}

/** Picture `index` of the scene, with `code` in it. */
export function picturePackets(
  scene: CodedScene,
  index: number,
  code: PictureCode,
  source: RtpSource,
  timestamp: number,
  view?: PictureView,
): Buffer[] {
  const payloads = scene.payloads(index, encodePictureCode(code, view))
  return payloads.map((payload, at) => source.packet(payload, timestamp, at === payloads.length - 1))
}

/** `startKey`: which of the scene's key frames comes first. */
export function createVideoStream(
  scene: CodedScene,
  identity: VideoIdentity,
  startKey: number,
  source: RtpSource,
): VideoStream {
  let at = scene.keys[startKey % scene.keys.length] ?? 0
  let frame = 0
  return {
    next(timestamp, nowMs) {
      const index = at
      at = (at + 1) % scene.length
      const { device, channel, view } = identity
      const code = { device, channel, frame: frame++ & 0xffff, time: nowMs % 4_294_967_296 }
      return picturePackets(scene, index, code, source, timestamp, view?.())
    },
    requestKeyFrame() {
      at = scene.keys.find((key) => key >= at) ?? 0
    },
  }
}
