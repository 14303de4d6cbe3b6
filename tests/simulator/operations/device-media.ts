/** Documentation: chapter "Device management", pictures, sound, encoders, sources and overlays of a channel. */
import { operations } from '../../../shared/platform/index.ts'
import { encodersOf, setEncoders } from '../configuration/encoders.ts'
import { overlayOf, setOverlay } from '../configuration/overlay.ts'
import { setSnapshot, snapshotOf } from '../configuration/snapshot.ts'
import { audioInOf, audioOutOf, setAudioIn, setAudioOut } from '../configuration/sound.ts'
import { setVideoSource, videoSourceOf } from '../configuration/video-source.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { ok, type Answer } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { World } from '../world.ts'
import { askChannel, type CallAtChannel } from './ask-device.ts'

export function deviceMediaHandlers(world: World): HandlerEntry[] {
  const { deviceEncoder, deviceMedia, deviceOverlay, deviceVideoSource } = operations
  const reads =
    <D>(documentOf: (world: World, device: Device, channel: Channel) => D) =>
    (call: CallAtChannel): Answer<D> =>
      askChannel(world, call, (device, channel) => ok(documentOf(world, device, channel)))
  const writes =
    <C>(set: (world: World, device: Device, channel: Channel, change: C) => void) =>
    (call: CallAtChannel & { readonly body: C }): Answer<Record<never, never>> =>
      askChannel(world, call, (device, channel) => {
        set(world, device, channel, call.body)
        return ok({})
      })
  return [
    handler(deviceMedia.snapshot, reads(snapshotOf)),
    handler(deviceMedia.setSnapshot, writes(setSnapshot)),
    handler(deviceMedia.audioIn, reads(audioInOf)),
    handler(deviceMedia.setAudioIn, writes(setAudioIn)),
    handler(deviceMedia.audioOut, reads(audioOutOf)),
    handler(deviceMedia.setAudioOut, writes(setAudioOut)),
    handler(deviceEncoder.encoders, reads(encodersOf)),
    handler(deviceEncoder.setEncoders, writes(setEncoders)),
    handler(deviceVideoSource.videoSource, reads(videoSourceOf)),
    handler(deviceVideoSource.setVideoSource, writes(setVideoSource)),
    handler(deviceOverlay.overlay, reads(overlayOf)),
    handler(deviceOverlay.setOverlay, writes(setOverlay)),
  ]
}
