/** Documentation: chapter "electric fence". */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { fenceRow } from '../fences/fence.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

export function fenceHandlers(world: World): HandlerEntry[] {
  return [...fenceRowHandlers(world), ...fenceDeviceHandlers(world)]
}

function fenceRowHandlers({ fences }: World): HandlerEntry[] {
  const { fence } = operations
  return [
    handler(fence.create, ({ body, session }) =>
      orRefused(() => ok(fenceRow(fences.create(body, session.account.id)))),
    ),
    handler(fence.change, ({ params, body }) =>
      orRefused(() => {
        const found = fences.get(params.id)
        fences.change(found, body)
        return ok(fenceRow(found))
      }),
    ),
    handler(fence.remove, ({ params }) => done(() => fences.remove(fences.get(params.id)))),
    handler(fence.info, ({ params }) => orRefused(() => ok(fenceRow(fences.get(params.id))))),
    handler(fence.list, ({ body }) => {
      const { match, status, includePuId } = body.filter ?? {}
      const found = fences.all.filter(
        ({ id, plan, deviceIds }) =>
          (!status || plan.status === status) &&
          (!includePuId || deviceIds.has(includePuId)) &&
          matches(match, id, plan.name, plan.desc ?? ''),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(items.map(fenceRow), pageInfo)
    }),
  ]
}

function fenceDeviceHandlers({ fences, fleet }: World): HandlerEntry[] {
  const { fence } = operations
  return [
    handler(fence.addDevices, ({ params, body }) =>
      done(() => {
        const { deviceIds } = fences.get(params.id)
        for (const id of body.puidlist)
          if (!fleet.byId.has(id)) throw new Refusal(PlatformCode.notFound, `no such device: ${id}`)
        for (const id of body.puidlist) deviceIds.add(id)
      }),
    ),
    handler(fence.removeDevices, ({ params, body }) =>
      done(() => {
        const { deviceIds } = fences.get(params.id)
        for (const id of body.puidlist)
          if (!deviceIds.has(id)) throw new Refusal(PlatformCode.notFound, `not in the fence: ${id}`)
        for (const id of body.puidlist) deviceIds.delete(id)
      }),
    ),
    handler(fence.listDevices, ({ params, body }) =>
      orRefused(() => {
        const rows = [...fences.get(params.id).deviceIds]
          .map((id) => ({ id, name: fleet.byId.get(id)?.name ?? id }))
          .filter(({ id, name }) => matches(body.filter?.match, id, name))
        const { items, pageInfo } = pageOf(rows, body)
        return ok([...items], pageInfo)
      }),
    ),
  ]
}
