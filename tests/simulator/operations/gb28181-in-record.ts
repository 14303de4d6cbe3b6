/** Documentation: chapter "28181in", recordings that lie on lower devices. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { LowerDevice } from '../cascade/lower.ts'
import { filesBetween } from '../cascade/lower-files.ts'
import { ok, refused } from '../http/answer.ts'
import { fileHandler, handler, type HandlerEntry } from '../http/handler.ts'
import { orRefused, Refusal } from '../http/refusal.ts'
import { hashText } from '../random.ts'
import type { World } from '../world.ts'

const DAY_S = 86_400

export function gb28181InRecordHandlers(world: World): HandlerEntry[] {
  const { now, cascade } = world
  const { lower, tasks, movieOf } = cascade
  const { gb28181InRecord } = operations
  return [
    handler(gb28181InRecord.createTasks, ({ body: { fileList = [] } }) =>
      fileList.length === 0
        ? refused(PlatformCode.badParameter, 'fileList names no file')
        : ok(fileList.map((id) => tasks.start(id))),
    ),
    handler(gb28181InRecord.list, ({ body: { filter } }) =>
      orRefused(() => {
        if (!filter) throw new Refusal(PlatformCode.badParameter, 'filter names no device')
        const { id, startTime, endTime, filePath, type } = filter
        if (endTime < startTime || endTime - startTime > DAY_S)
          throw new Refusal(PlatformCode.badParameter, 'the time is not within a day')
        const device = deviceOf(world, id)
        if (!lower.isOnline(device)) throw new Refusal(PlatformCode.offline, 'the device is not online')
        const found = filesBetween(device.settings.id, startTime, endTime, now()).filter(
          (file) => (!filePath || file.filePath === filePath) && (!type || file.type === type),
        )
        const address = addressOf(device)
        return ok(found.map((file) => ({ ...file, address, cachePercent: tasks.cachePercent(file.id) })))
      }),
    ),
    handler(gb28181InRecord.queryTasks, ({ body }) => ok((body.fileList ?? tasks.ids).map((id) => tasks.progress(id)))),
    fileHandler(gb28181InRecord.download, ({ params: { id } }) => {
      const file = tasks.file(id)
      const { code, msg, percent } = tasks.progress(id)
      if (!file || code !== PlatformCode.success) return refused(code, msg)
      if (percent < 100) return refused(PlatformCode.busy, 'the file is not here yet')
      return { file: movieOf(file), contentType: 'video/mp4', name: file.name }
    }),
  ]
}

/** By its own ID or by one of its channels. */
function deviceOf({ cascade: { lower } }: World, id: string): LowerDevice {
  const byChannel = () =>
    [...lower.devices.values()].find((device) => lower.channelsOf(device).some((channel) => channel.id === id))
  const device = lower.devices.get(id) ?? byChannel()
  if (!device) throw new Refusal(PlatformCode.notFound, 'no such lower device')
  return device
}

function addressOf({ settings }: LowerDevice): string {
  const hash = hashText(settings.id)
  return `10.${(hash >>> 16) & 255}.${(hash >>> 8) & 255}.${hash & 255}:5060`
}
