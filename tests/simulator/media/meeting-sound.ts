/**
 * The sound of meetings: devices and terminals that speak have their tone, desks are heard by what they send in their dialogs
 * while they have the floor. Nobody hears himself.
 */
import { randomBytes } from 'node:crypto'
import { ConferenceStatus } from '../../../shared/platform/conference.ts'
import type { Conferences } from '../chat/conferences.ts'
import type { Conference } from '../chat/conference.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { liveBroadcast, type MediaContent } from './broadcast.ts'
import { mixALaw, SAMPLES_PER_PACKET, toneFrequency, tonePacket } from './tone.ts'

export interface MeetingSound {
  /** What a member hears and says in the meeting of a group. */
  contentFor(groupId: string, memberId: string): MediaContent
}

/** Sound that has arrived and was not passed on. */
interface Speech {
  waiting: Buffer
  /** Passed on from when enough has come, until nothing is left. */
  flows: boolean
  /** Of this tick. */
  tick: number
  frame: Buffer | undefined
}

/** 40 ms against packets that come unevenly. */
const ENOUGH_BYTES = 2 * SAMPLES_PER_PACKET
const MOST_BYTES = 50 * SAMPLES_PER_PACKET

export function createMeetingSound(fleet: Fleet, conferences: Conferences): MeetingSound {
  const speeches = new Map<string, Speech>()
  const tones = new Map<number, Buffer>()

  function toneOf(memberId: string): Buffer | undefined {
    const device = fleet.byId.get(memberId) ?? fleet.devices.find(({ person }) => person?.id === memberId)
    if (!device) return undefined
    const frequency = toneFrequency(device.hash)
    const tone = tones.get(frequency) ?? tonePacket(frequency)
    tones.set(frequency, tone)
    return tone
  }

  function soundFor(groupId: string, listener: string, tick: number): Buffer | undefined {
    const speakers = conferences.find(groupId)?.speakers ?? []
    const sounds = speakers.flatMap(({ member: { memberId } }) => {
      if (memberId === listener) return []
      const speech = speeches.get(keyOf(groupId, memberId))
      return (speech ? frameAt(speech, tick) : toneOf(memberId)) ?? []
    })
    return mixALaw(sounds)
  }

  return {
    contentFor(groupId, memberId) {
      const key = keyOf(groupId, memberId)
      return {
        hasVideo: false,
        hasSound: true,
        hear(payload) {
          const speech = speeches.get(key) ?? { waiting: Buffer.alloc(0), flows: false, tick: -1, frame: undefined }
          speeches.set(key, speech)
          if (isSpeaking(conferences.find(groupId), memberId)) take(speech, payload)
          else Object.assign(speech, { waiting: Buffer.alloc(0), flows: false })
        },
        start: (lanes) =>
          liveBroadcast(lanes, {
            base: randomBytes(4).readUInt32BE(),
            sound: (tick) => soundFor(groupId, memberId, tick),
          }),
      }
    },
  }
}

const keyOf = (groupId: string, memberId: string) => `${groupId} ${memberId}`

function isSpeaking(conference: Conference | undefined, memberId: string): boolean {
  return conference?.find(memberId)?.status === ConferenceStatus.speaking
}

function take(speech: Speech, payload: Buffer): void {
  speech.waiting = Buffer.concat([speech.waiting, payload]).subarray(-MOST_BYTES)
  if (speech.waiting.length >= ENOUGH_BYTES) speech.flows = true
}

/** All listeners get the same frame at the same tick. */
function frameAt(speech: Speech, tick: number): Buffer | undefined {
  if (speech.tick === tick) return speech.frame
  speech.tick = tick
  speech.flows &&= speech.waiting.length >= SAMPLES_PER_PACKET
  speech.frame = speech.flows ? Buffer.from(speech.waiting.subarray(0, SAMPLES_PER_PACKET)) : undefined
  if (speech.frame) speech.waiting = speech.waiting.subarray(SAMPLES_PER_PACKET)
  return speech.frame
}
