/** What devices hear while somebody talks to them: one that does one direction at a time falls silent meanwhile. */
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { decodeALaw } from './tone.ts'

/** A voice goes on through its pauses. */
const PAUSE_MS = 200
/** Mean of the samples; less is noise. */
const QUIET = 200

export interface Talkback {
  /** A-law. */
  hear(device: Device, channel: Channel, payload: Buffer): void
  isTalkedTo(device: Device, channel: Channel): boolean
}

export function createTalkback(): Talkback {
  const heardAt = new Map<string, number>()
  const keyOf = (device: Device, channel: Channel) => `${device.id} ${channel.index}`
  return {
    hear(device, channel, payload) {
      if (isVoice(payload)) heardAt.set(keyOf(device, channel), performance.now())
    },
    isTalkedTo: (device, channel) => performance.now() - (heardAt.get(keyOf(device, channel)) ?? -Infinity) < PAUSE_MS,
  }
}

/** A-law. */
export function isVoice(payload: Buffer): boolean {
  let sum = 0
  for (const code of payload) sum += Math.abs(decodeALaw(code))
  return sum > QUIET * payload.length
}
