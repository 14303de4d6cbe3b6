/** Microphones and loudspeakers. */
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import type { World } from '../world.ts'
import { needDirection } from '../operations/ask-device.ts'
import { needPlace } from './check.ts'
import { merged } from './merged.ts'
import { isVehicle } from './traits.ts'

type AudioIn = DataOf<typeof operations.deviceMedia.audioIn>
type AudioInSettings = BodyOf<typeof operations.deviceMedia.setAudioIn>
type AudioOut = DataOf<typeof operations.deviceMedia.audioOut>

function microphone(device: Device): AudioIn {
  return {
    volume: isVehicle(device) ? 60 : 80,
    vq: { enableNoise: isVehicle(device), noiseLevel: [1, 2, 3, 4], noiseLevelIndex: isVehicle(device) ? 2 : 1 },
    enableHalfDuplex: device.kind.hasBattery,
  }
}

/** Throws `Refusal`. */
export function audioInOf(world: World, device: Device, channel: Channel): AudioIn {
  needDirection(channel, 'audioReceive')
  return world.deviceConfig.get(device, 'audioIn', channel.index, () => microphone(device))
}

/** Throws `Refusal`. */
export function setAudioIn(world: World, device: Device, channel: Channel, change: AudioInSettings): void {
  const before = audioInOf(world, device, channel)
  needPlace(change.vq.noiseLevelIndex, before.vq.noiseLevel, 'noiseLevelIndex')
  world.deviceConfig.set(device, 'audioIn', channel.index, merged(before, change))
}

/** Throws `Refusal`. */
export function audioOutOf(world: World, device: Device, channel: Channel): AudioOut {
  needDirection(channel, 'audioSend')
  return world.deviceConfig.get(device, 'audioOut', channel.index, () => ({ volume: isVehicle(device) ? 85 : 70 }))
}

/** Throws `Refusal`. */
export function setAudioOut(world: World, device: Device, channel: Channel, change: AudioOut): void {
  world.deviceConfig.set(device, 'audioOut', channel.index, merged(audioOutOf(world, device, channel), change))
}
