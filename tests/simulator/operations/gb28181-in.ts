/** Documentation: chapter "28181in", devices, platforms and configuration. */
import { AuthorizationResult, OnlineFilter } from '../../../shared/platform/gb28181.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { LowerDevice, LowerPlatform } from '../cascade/lower.ts'
import { MAX_LOWER_DIALOGS } from '../cascade/lower-tasks.ts'
import { LOCAL_SERVER_ID } from '../cascade/seed-upper.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function gb28181InHandlers(world: World): HandlerEntry[] {
  return [...deviceHandlers(world), ...platformHandlers(world), configHandler(world)]
}

function deviceHandlers({ cascade: { lower } }: World): HandlerEntry[] {
  const { gb28181In } = operations
  const listed = (device: LowerDevice) => ({
    ...device.settings,
    online: lower.isOnline(device),
    channels: lower.channelsOf(device),
  })
  return [
    handler(gb28181In.createDevice, ({ body }) => done(() => lower.createDevice(body))),
    handler(gb28181In.changeDevice, ({ params, body }) => done(() => lower.changeDevice(params.id, body))),
    handler(gb28181In.removeDevice, ({ params }) => done(() => lower.removeDevice(params.id))),
    handler(gb28181In.deviceInfo, ({ params }) => orRefused(() => ok(listed(lower.device(params.id))))),
    handler(gb28181In.listDevices, ({ body }) => {
      const { match, platformID, status = OnlineFilter.all } = body.filter ?? {}
      const found = [...lower.devices.values()].filter(
        (device) =>
          (!platformID || device.settings.platformID === platformID) &&
          fits(status, lower.isOnline(device)) &&
          matches(match, device.settings.name, device.settings.id),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map((device) => listed(device)),
        pageInfo,
      )
    }),
  ]
}

function platformHandlers({ cascade: { lower } }: World): HandlerEntry[] {
  const { gb28181In } = operations
  const listed = (platform: LowerPlatform) => ({ ...platform.settings, online: lower.isPlatformOnline(platform) })
  return [
    handler(gb28181In.createPlatform, ({ body }) => done(() => lower.createPlatform(body))),
    handler(gb28181In.changePlatform, ({ params, body }) => done(() => lower.changePlatform(params.id, body))),
    handler(gb28181In.removePlatform, ({ params }) => done(() => lower.removePlatform(params.id))),
    handler(gb28181In.platformInfo, ({ params }) => orRefused(() => ok(listed(lower.platform(params.id))))),
    handler(gb28181In.listPlatforms, ({ body }) => {
      const { match, status = OnlineFilter.all } = body.filter ?? {}
      const found = [...lower.platforms.values()].filter(
        (platform) =>
          fits(status, lower.isPlatformOnline(platform)) &&
          matches(match, platform.settings.name, platform.settings.id),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map((platform) => listed(platform)),
        pageInfo,
      )
    }),
  ]
}

function configHandler({ cascade: { lower, tasks } }: World): HandlerEntry {
  return handler(operations.gb28181In.config, () =>
    ok({
      state: {
        authResult: AuthorizationResult.authorized,
        modAuthResult: 1 as const,
        maxDialogCount: MAX_LOWER_DIALOGS,
        onlineDeviceCount: [...lower.devices.values()].filter((device) => lower.isOnline(device)).length,
        dialogCount: tasks.runningCount(),
      },
      info: { sipServerId: LOCAL_SERVER_ID, sipPort: 5060, mediaPort: 5062, outerNetIp: '127.0.0.1' },
    }),
  )
}

function fits(status: number, online: boolean): boolean {
  return status === OnlineFilter.all || online === (status === OnlineFilter.online)
}
