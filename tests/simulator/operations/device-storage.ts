/** Documentation: chapter "Device management", storage of a device. */
import { FormatAction, YesNo } from '../../../shared/platform/device-storage.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { rulesOf, setRules } from '../storage/rules.ts'
import { isTakingPictures, scheduleOf, setSchedule } from '../storage/own-recording.ts'
import { format, mediumOf, setStorages, storagesOf } from '../storage/storages.ts'
import type { World } from '../world.ts'
import { askChannel, askDevice } from './ask-device.ts'

export function deviceStorageHandlers(world: World): HandlerEntry[] {
  return [...mediaHandlers(world), ...ruleHandlers(world)]
}

function mediaHandlers(world: World): HandlerEntry[] {
  const { deviceStorage } = operations
  return [
    handler(deviceStorage.storages, (call) => askDevice(world, call, (device) => ok(storagesOf(world, device)))),
    handler(deviceStorage.setStorages, (call) =>
      askDevice(world, call, (device) => {
        setStorages(world, device, call.body)
        return ok({})
      }),
    ),
    handler(deviceStorage.format, (call) =>
      askDevice(world, call, (device) => {
        format(world, device, call.params.id)
        return ok({})
      }),
    ),
    handler(deviceStorage.formatProgress, (call) =>
      askDevice(world, call, (device) => ok(progressOf(world, device, call.params.id))),
    ),
    handler(deviceStorage.recordStatus, (call) =>
      askDevice(world, call, (device) => ok(recordStatusOf(world, device))),
    ),
  ]
}

function ruleHandlers(world: World): HandlerEntry[] {
  const { deviceStorage } = operations
  return [
    handler(deviceStorage.rules, (call) =>
      askDevice(world, call, (device) => ok({ ...rulesOf(world.deviceConfig, device) })),
    ),
    handler(deviceStorage.setRules, (call) =>
      askDevice(world, call, (device) => {
        setRules(world.deviceConfig, device, call.body)
        return ok({})
      }),
    ),
    handler(deviceStorage.schedule, (call) =>
      askChannel(world, call, (device, channel) => ok(scheduleOf(world, device, channel))),
    ),
    handler(deviceStorage.setSchedule, (call) =>
      askChannel(world, call, (device, channel) => {
        setSchedule(world, device, channel, call.body)
        return ok({})
      }),
    ),
  ]
}

function progressOf(world: World, device: Device, id: number) {
  const percent = world.formats.progressOf(device, mediumOf(device, id))
  return percent === undefined
    ? { storageID: id, action: FormatAction.none, percent: 0 }
    : { storageID: id, action: FormatAction.formatting, percent }
}

/** A device keeps positions while it is on-line, if its rules say so. */
function recordStatusOf(world: World, device: Device) {
  const here = world.recordings.running().filter(({ spec }) => spec.device === device && spec.store === 'device')
  return {
    recordVideo: here.some(({ spec }) => spec.video !== false),
    recordAudio: here.some(({ spec }) => spec.audio !== false),
    recordGPS: rulesOf(world.deviceConfig, device).recordGps === YesNo.yes,
    recordImage: isTakingPictures(world, device),
    fileNames: world.recordings
      .deviceFiles(device)
      .filter(({ isGrowing }) => isGrowing)
      .map(({ path }) => path),
  }
}
