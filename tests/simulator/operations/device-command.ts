/** Documentation: chapter "Device", what a device is told to do: transparent command, manual recording and snapshot. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import { ok, refused } from '../http/answer.ts'
import { fileHandler, handler, type HandlerEntry } from '../http/handler.ts'
import { replyTo } from '../upkeep/payload.ts'
import { needRoom } from '../storage/storages.ts'
import type { World } from '../world.ts'
import { askChannel, askDevice, needDirection } from './ask-device.ts'

const { device } = operations

export function deviceCommandHandlers(world: World): HandlerEntry[] {
  return [
    fileHandler(device.command, (call) => {
      const reply = askDevice(world, call, (found) => ok(replyTo(found, call.params.index, call.body)))
      if (reply.data === undefined) return reply
      return { file: Buffer.from(reply.data), contentType: 'text/plain; charset=utf-8', name: 'reply.txt' }
    }),
    handler(device.startRecording, (call) =>
      askChannel(world, call, (found, channel) => {
        const { video, audio, stopTime, fileName } = call.body
        if (!video && !audio) return refused(PlatformCode.badParameter, 'neither video nor audio')
        if (video) needDirection(channel, 'videoReceive')
        else needDirection(channel, 'audioReceive')
        if (stopTime > 0 && stopTime * 1000 <= world.now())
          return refused(PlatformCode.badParameter, 'stopTime is over')
        needRoom(world, found)
        const isStarted = world.recordings.start({
          device: found,
          channel: channel.index,
          reason: RecordReason.manual,
          store: 'device',
          video,
          audio,
          untilMs: stopTime > 0 ? stopTime * 1000 : undefined,
          fileName,
          userId: call.session.account.id,
        })
        return isStarted ? ok({}) : refused(PlatformCode.busy, 'it is being recorded already')
      }),
    ),
    handler(device.snapshot, (call) =>
      askChannel(world, call, (found, channel) => {
        needDirection(channel, 'videoReceive')
        const file = world.recordings.snapshot(found, channel.index, RecordReason.manual, call.session.account.id)
        return ok({
          fileID: file.fileId,
          channelIndex: channel.index,
          filePath: file.path,
          fileSize: world.recordings.sizeOf(file),
          fileName: file.name,
        })
      }),
    ),
    handler(device.stopRecording, (call) =>
      askChannel(world, call, (found, { index }) => {
        const which = { device: found, channel: index, store: 'device', reason: RecordReason.manual } as const
        return world.recordings.stop(which) > 0 ? ok({}) : refused(PlatformCode.notFound, 'it is not being recorded')
      }),
    ),
  ]
}
