/** Documentation: chapter "28181out", groups, devices and channels of the directory. */
import { OnlineFilter } from '../../../shared/platform/gb28181.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { DirectoryDevice } from '../cascade/directory.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function gb28181OutDirectoryHandlers(world: World): HandlerEntry[] {
  return [...groupHandlers(world), ...deviceHandlers(world), ...channelHandlers(world)]
}

function groupHandlers({ cascade: { directory } }: World): HandlerEntry[] {
  const { gb28181OutDirectory } = operations
  return [
    handler(gb28181OutDirectory.listGroups, ({ body }) => {
      const { match, parentid } = body.filter ?? {}
      const found = [...directory.groups.values()].filter(
        (group) => (!parentid || group.parentid === parentid) && matches(match, group.id, group.name),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok([...items], pageInfo)
    }),
    handler(gb28181OutDirectory.createGroup, ({ body }) => done(() => directory.addGroup(body))),
    handler(gb28181OutDirectory.changeGroup, ({ params, body }) =>
      done(() => directory.changeGroup(params.groupid, body)),
    ),
    handler(gb28181OutDirectory.removeGroup, ({ params }) => done(() => directory.removeGroup(params.groupid))),
    handler(gb28181OutDirectory.groupInfo, ({ params }) => orRefused(() => ok(directory.group(params.groupid)))),
  ]
}

function deviceHandlers({ cascade: { directory, upper } }: World): HandlerEntry[] {
  const { gb28181OutDirectory } = operations
  const listed = (device: DirectoryDevice) => ({ ...device, online: directory.isOnline(device.puid) })
  return [
    handler(gb28181OutDirectory.listDevices, ({ body }) => {
      const { match, groupid, notinusid = 0, status = OnlineFilter.all } = body.filter ?? {}
      const shared = new Set(upper.sharedWith(notinusid).map(({ puid }) => puid))
      const found = [...directory.devices.values()]
        .map((device) => listed(device))
        .filter(
          (device) =>
            (!groupid || device.groupid === groupid) &&
            !shared.has(device.puid) &&
            (status === OnlineFilter.all || device.online === (status === OnlineFilter.online)) &&
            matches(match, device.name, device.puid, device.gb28181id),
        )
      const { items, pageInfo } = pageOf(found, body)
      return ok([...items], pageInfo)
    }),
    handler(gb28181OutDirectory.createDevice, ({ body }) => done(() => directory.addDevice(body))),
    handler(gb28181OutDirectory.changeDevice, ({ params, body }) =>
      done(() => directory.changeDevice(params.puid, body)),
    ),
    handler(gb28181OutDirectory.removeDevice, ({ params }) => done(() => directory.removeDevice(params.puid))),
    handler(gb28181OutDirectory.deviceByPuid, ({ params }) =>
      orRefused(() => ok(listed(directory.device(params.puid)))),
    ),
    handler(gb28181OutDirectory.deviceByGbId, ({ params }) =>
      orRefused(() => ok(listed(directory.deviceByGbId(params.gbid)))),
    ),
  ]
}

function channelHandlers({ cascade: { directory } }: World): HandlerEntry[] {
  const { gb28181OutDirectory } = operations
  return [
    handler(gb28181OutDirectory.createChannel, ({ body }) => done(() => directory.addChannel(body))),
    handler(gb28181OutDirectory.changeChannel, ({ params, body }) =>
      done(() => directory.changeChannel(params.channelid, body)),
    ),
    handler(gb28181OutDirectory.removeChannel, ({ params }) => done(() => directory.removeChannel(params.channelid))),
    handler(gb28181OutDirectory.channelInfo, ({ params }) => orRefused(() => ok(directory.channel(params.channelid)))),
    handler(gb28181OutDirectory.listChannels, ({ body }) => {
      const { match, deviceId } = body.filter ?? {}
      const found = [...directory.channels.values()].filter(
        (channel) => (!deviceId || channel.deviceId === deviceId) && matches(match, channel.name, channel.id),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok([...items], pageInfo)
    }),
  ]
}
