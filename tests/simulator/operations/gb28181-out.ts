/** Documentation: chapter "28181out", the upper-level platforms. */
import { AuthorizationResult, OnlineFilter } from '../../../shared/platform/gb28181.ts'
import { operations } from '../../../shared/platform/index.ts'
import { MAX_UPPER_DIALOGS, type SharedDevice } from '../cascade/upper-platforms.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function gb28181OutHandlers(world: World): HandlerEntry[] {
  return [...platformHandlers(world), ...sharingHandlers(world)]
}

function platformHandlers({ now, cascade: { upper } }: World): HandlerEntry[] {
  const { gb28181Out } = operations
  return [
    handler(gb28181Out.create, ({ body }) =>
      orRefused(() => {
        const { id, settings } = upper.create(body)
        return ok({ id, ...settings })
      }),
    ),
    handler(gb28181Out.info, ({ params }) =>
      orRefused(() => {
        const { id, settings } = upper.get(params.id)
        return ok({ id, ...settings })
      }),
    ),
    handler(gb28181Out.change, ({ params, body }) => done(() => upper.change(params.id, body))),
    handler(gb28181Out.remove, ({ params }) => done(() => upper.remove(params.id))),
    handler(gb28181Out.pushCatalog, ({ params }) => done(() => upper.push(params.id))),
    handler(gb28181Out.list, () =>
      ok({
        upperservers: [...upper.platforms.values()].map((platform) => ({
          state: {
            onlineStatus: platform.link.onlineSince(now()) !== undefined,
            onlineDeviceCount: upper.onlineDeviceCount(platform),
            dialogCount: upper.dialogCount(platform),
          },
          info: { id: platform.id, ...platform.settings },
        })),
      }),
    ),
    handler(gb28181Out.state, () =>
      ok({
        authState: {
          authResult: AuthorizationResult.authorized,
          modAuthResult: 1 as const,
          maxDialogCount: MAX_UPPER_DIALOGS,
        },
      }),
    ),
  ]
}

function sharingHandlers({ cascade: { directory, upper } }: World): HandlerEntry[] {
  const { gb28181Out } = operations
  const listed = ({ id, usid, puid }: SharedDevice) => {
    const { name, gb28181id } = directory.device(puid)
    return { id, usid, puid, name, gb28181id, online: directory.isOnline(puid) }
  }
  return [
    handler(gb28181Out.shareDevices, ({ body }) =>
      orRefused(() => ok(upper.share(body.usid, body.puids).map((entry) => listed(entry)))),
    ),
    handler(gb28181Out.unshareDevice, ({ params }) => done(() => upper.unshare(params.id))),
    handler(gb28181Out.listShared, ({ body }) =>
      orRefused(() => {
        const { usid, status = OnlineFilter.all, match } = body.filter
        upper.get(usid)
        const found = upper
          .sharedWith(usid)
          .map((entry) => listed(entry))
          .filter(
            ({ puid, gb28181id, name, online }) =>
              (status === OnlineFilter.all || online === (status === OnlineFilter.online)) &&
              matches(match, puid, gb28181id, name),
          )
        const { items, pageInfo } = pageOf(found, body)
        return ok([...items], pageInfo)
      }),
    ),
  ]
}
