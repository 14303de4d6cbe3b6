/** Documentation: chapter "Device management", groups, classes and devices. */
import { operations } from '../../../shared/platform/index.ts'
import { OnlineReason } from '../../../shared/platform/log.ts'
import * as changes from '../fleet/changes.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { orRefused } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { needReach, withDevice } from './with-device.ts'

const { deviceManagement } = operations

export function deviceManagementHandlers(world: World): HandlerEntry[] {
  return [...groupHandlers(world), ...deviceHandlers(world), ...classHandlers(world)]
}

function groupHandlers(world: World): HandlerEntry[] {
  const { fleet, presence } = world
  return [
    handler(deviceManagement.createGroup, ({ body, session }) =>
      orRefused(() => {
        needReach(world, session, body.pid)
        return ok({ ...changes.createGroup(fleet, body) })
      }),
    ),
    handler(deviceManagement.changeGroup, ({ params, body, session }) =>
      orRefused(() => {
        needReach(world, session, params.gid)
        return ok({ ...changes.changeGroup(fleet, params.gid, body) })
      }),
    ),
    handler(deviceManagement.removeGroup, ({ params, session }) =>
      orRefused(() => {
        needReach(world, session, params.gid)
        presence.because(OnlineReason.deleted, () => changes.removeGroup(fleet, params.gid))
        return ok({})
      }),
    ),
  ]
}

function deviceHandlers(world: World): HandlerEntry[] {
  const { fleet, presence } = world
  return [
    handler(deviceManagement.add, ({ body, session }) =>
      orRefused(() => {
        needReach(world, session, body.gid)
        changes.addDevice(fleet, body)
        return ok({})
      }),
    ),
    handler(deviceManagement.change, (call) =>
      withDevice(world, call, (device) => {
        if (call.body.gid !== undefined) needReach(world, call.session, call.body.gid)
        changes.changeDevice(fleet, device, call.body, world.now())
        return ok({})
      }),
    ),
    handler(deviceManagement.changeChannel, (call) =>
      withDevice(world, call, (device) => {
        changes.nameChannel(device, call.params.index, call.body.name)
        return ok({})
      }),
    ),
    handler(deviceManagement.remove, (call) =>
      withDevice(world, call, (device) => {
        presence.because(OnlineReason.deleted, () => fleet.remove(device))
        return ok({})
      }),
    ),
  ]
}

function classHandlers({ fleet }: World): HandlerEntry[] {
  return [
    handler(deviceManagement.createClass, ({ body }) =>
      orRefused(() => ok({ ...changes.createClass(fleet, body.name) })),
    ),
    handler(deviceManagement.changeClass, ({ params, body }) =>
      orRefused(() => ok({ ...changes.renameClass(fleet, params.id, body.name) })),
    ),
    handler(deviceManagement.removeClass, ({ params }) =>
      orRefused(() => {
        changes.removeClass(fleet, params.id)
        return ok({})
      }),
    ),
  ]
}
