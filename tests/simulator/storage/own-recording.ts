/** Channels that record and take pictures by a schedule of their own. */
import { MediaDirection } from '../../../shared/platform/channel.ts'
import { YesNo } from '../../../shared/platform/device-storage.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import { needFeature } from '../configuration/check.ts'
import { serversOf } from '../configuration/servers.ts'
import { snapshotOf } from '../configuration/snapshot.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { Refusal } from '../http/refusal.ts'
import { needDirection } from '../operations/ask-device.ts'
import { stamp } from '../recordings/stored-file.ts'
import type { World } from '../world.ts'
import { videoFileName } from './rules.ts'
import { checkSchedule, factorySchedule, pieceAt, type Piece, type Schedule, type Slice } from './schedule.ts'
import { needRoom } from './storages.ts'

const MOST_PICTURES = 10

/** Throws `Refusal`. */
export function scheduleOf(world: World, device: Device, channel: Channel): Schedule {
  needDirection(channel, 'videoReceive')
  return world.deviceConfig.get(device, 'schedule', channel.index, () => factorySchedule(device))
}

/** What ran by the old one ends. Throws `Refusal`. */
export function setSchedule(world: World, device: Device, channel: Channel, schedule: Schedule): void {
  scheduleOf(world, device, channel)
  const hasSound = (channel.mediaDir & MediaDirection.audioReceive) !== 0
  needFeature(hasSound || schedule.recordAudio === YesNo.no, 'recordAudio: the channel has no sound')
  checkSchedule(device, schedule)
  world.deviceConfig.set(device, 'schedule', channel.index, schedule)
  world.recordings.stop({ device, channel: channel.index, store: 'device', reason: RecordReason.auto })
  const next = (slices: readonly Slice[]) => (nowMs: number) => piece(world, device, slices, schedule, nowMs)
  world.timetables.put(device, `record/${channel.index}`, next(schedule.weekRecord), ({ endMs }) =>
    record(world, device, channel, schedule, endMs),
  )
  world.timetables.put(device, `picture/${channel.index}`, next(schedule.weekSnapshot), () =>
    takePictures(world, device, channel),
  )
}

function piece(world: World, device: Device, slices: readonly Slice[], schedule: Schedule, nowMs: number) {
  return pieceAt(slices, schedule, nowMs, serversOf(world, device).timeSource.timeZone)
}

function record(world: World, device: Device, channel: Channel, schedule: Schedule, untilMs: number): void {
  if (!hasRoom(world, device)) return
  world.recordings.start({
    device,
    channel: channel.index,
    reason: RecordReason.auto,
    store: 'device',
    audio: schedule.recordAudio === YesNo.yes,
    untilMs,
    fileName: videoFileName(world.deviceConfig, device, stamp(world.now() / 1000)),
  })
}

function hasRoom(world: World, device: Device): boolean {
  try {
    needRoom(world, device)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** One burst when a piece begins: they go to the platform. */
function takePictures(world: World, device: Device, channel: Channel): void {
  const { count } = snapshotOf(world, device, channel)
  for (let taken = 0; taken < Math.min(count, MOST_PICTURES); taken++)
    world.recordings.snapshot(device, channel.index, RecordReason.auto)
}

/** Whether a piece for pictures runs on any channel. */
export function isTakingPictures(world: World, device: Device): boolean {
  const nowMs = world.now()
  const isRunning = (found: Piece | undefined) => found !== undefined && found.beginMs <= nowMs
  return device.channels.some((channel) => {
    if ((channel.mediaDir & MediaDirection.videoReceive) === 0) return false
    const schedule = scheduleOf(world, device, channel)
    return isRunning(piece(world, device, schedule.weekSnapshot, schedule, nowMs))
  })
}
