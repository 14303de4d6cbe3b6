/** What lies on a device from before the simulator started, by seed: recorded while it was on-line. */
import { FileType, RecordReason } from '../../../shared/platform/record-file.ts'
import { MediaDirection } from '../../../shared/platform/channel.ts'
import type { Device } from '../fleet/build.ts'
import type { Stay } from '../presence/stay.ts'
import { createRandom, type Random } from '../random.ts'
import { cut, makeFile, movieOf } from './make-file.ts'
import type { StoredFile } from './stored-file.ts'

const SALT = 0xf11e5
const MINUTE_S = 60
const DAY_S = 86_400
/** How long a device records for an alarm. */
export const ALARM_CLIP_S = 30
/** Shorter times on-line leave nothing behind. */
const MIN_STAY_S = 15 * MINUTE_S

/** An alarm of a channel. */
export interface AlarmMoment {
  readonly channel: number
  /** Seconds since 1970. */
  readonly timeS: number
}

/** Oldest first. `lengthS`: maximal length of one video file. */
export function deviceFilesBefore(
  device: Device,
  stays: readonly Stay[],
  startMs: number,
  lengthS: number,
  seed: number,
  alarms: readonly AlarmMoment[],
): StoredFile[] {
  const random = createRandom(seed ^ device.hash ^ SALT)
  const startS = Math.floor(startMs / 1000)
  const files = stays.flatMap((stay) => {
    const beginS = Math.ceil(stay.onlineMs / 1000)
    const endS = Math.min(Math.floor((stay.offlineMs ?? startMs) / 1000), startS)
    return endS - beginS < MIN_STAY_S ? [] : filesOfStay(device, random, beginS, endS, lengthS)
  })
  const clips = alarms.flatMap((moment) => clipOf(device, moment, startS))
  return [...files, ...clips, ...logs(device, files, startS)].toSorted((a, b) => a.beginS - b.beginS)
}

/** What the channel showed when the alarm was raised. */
function clipOf(device: Device, { channel, timeS }: AlarmMoment, startS: number): StoredFile[] {
  const endS = timeS + ALARM_CLIP_S
  if (endS > startS) return []
  const spec = { device, channel, reason: RecordReason.alarm, beginS: timeS, endS, ...movieOf(device, channel) }
  return [makeFile('', spec)]
}

function filesOfStay(device: Device, random: Random, beginS: number, endS: number, lengthS: number): StoredFile[] {
  const track = { device, channel: 0, type: FileType.gps, reason: RecordReason.auto, beginS, endS } as const
  return [
    ...(device.kind.speed[1] > 0 ? [makeFile('', { ...track, content: { kind: 'track' } })] : []),
    ...movies(device, random, beginS, endS, lengthS),
    ...photos(device, random, beginS, endS),
  ]
}

/** One to three recordings of some minutes, one after the other, of the first one or two channels. */
function movies(device: Device, random: Random, beginS: number, endS: number, lengthS: number): StoredFile[] {
  const reason = device.kind.speed[1] > 3 ? RecordReason.auto : RecordReason.manual
  const channels = device.channels.filter((channel) => (channel.mediaDir & MediaDirection.videoReceive) !== 0)
  const recorded = channels.slice(0, device.kind.speed[1] > 3 ? 2 : 1)
  const files: StoredFile[] = []
  let at = beginS + random.between(1, 5) * MINUTE_S
  for (let left = random.between(1, 3); left > 0; left--) {
    const until = Math.min(endS, at + random.between(3 * MINUTE_S, 35 * MINUTE_S))
    if (until - at < MINUTE_S) break
    for (const { index } of recorded)
      for (const [from, to] of cut(at, until, lengthS))
        files.push(makeFile('', { device, channel: index, reason, beginS: from, endS: to, ...movieOf(device, index) }))
    at = until + random.between(10 * MINUTE_S, 120 * MINUTE_S)
  }
  return files
}

function photos(device: Device, random: Random, beginS: number, endS: number): StoredFile[] {
  const taken = Array.from({ length: random.between(0, 3) }, () => random.between(beginS, endS))
  return [...new Set(taken)].map((timeS) =>
    makeFile('', {
      device,
      channel: 0,
      type: FileType.image,
      reason: RecordReason.manual,
      beginS: timeS,
      endS: timeS,
      content: { kind: 'photo' },
    }),
  )
}

/** One a day that left anything, up to the end of the day or the start of the simulator. */
function logs(device: Device, files: readonly StoredFile[], startS: number): StoredFile[] {
  const days = new Set(files.map((file) => Math.floor(file.beginS / DAY_S)))
  return [...days].map((day) =>
    makeFile('', {
      device,
      channel: 0,
      type: FileType.log,
      reason: RecordReason.auto,
      beginS: day * DAY_S,
      endS: Math.min((day + 1) * DAY_S - 1, startS),
      content: { kind: 'log' },
    }),
  )
}
