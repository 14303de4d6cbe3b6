/** Documentation: chapter "Black and white list". */
import { isIP } from 'node:net'
import { BlockListFilter, BlockListKind, BlockListObject } from '../../../shared/platform/block-list.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { MAX_ENTRIES, type BlockListEntry } from '../block-list/block-list.ts'
import { enforce } from '../block-list/enforce.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'

const { blockList: contract } = operations

export function blockListHandlers(world: World): HandlerEntry[] {
  const { blockList } = world
  return [
    handler(contract.mode, () => ok({ enable: blockList.mode })),
    handler(contract.setMode, ({ body }) => {
      blockList.mode = body.enable
      enforce(world)
      return ok({})
    }),
    handler(contract.list, ({ body }) => {
      const { bwType = BlockListFilter.all, match } = body.filter ?? {}
      const found = blockList.all.filter(
        ({ list, objectId }) => (bwType === BlockListFilter.all || list === bwType) && matches(match, objectId),
      )
      const { items, pageInfo } = pageOf(found, body)
      return ok(items.map(written), pageInfo)
    }),
    handler(contract.add, ({ body }) =>
      orRefused(() => {
        const added = add(world, body.items ?? [])
        enforce(world)
        return ok(added.map(written))
      }),
    ),
    handler(contract.remove, ({ body }) =>
      done(() => {
        const ids = (body.items ?? []).map(({ bwID }) => bwID)
        const missing = ids.find((id) => !blockList.has(id))
        if (missing !== undefined) throw new Refusal(PlatformCode.notFound, `no such entry: ${missing}`)
        for (const id of ids) blockList.remove(id)
        enforce(world)
      }),
    ),
  ]
}

type Item = NonNullable<BodyOf<typeof contract.add>['items']>[number]

/** All or none. Devices and users need not exist yet. */
function add({ blockList }: World, items: readonly Item[]): readonly BlockListEntry[] {
  const seen = new Set<string>()
  for (const item of items) {
    const { bwType, objType, objID } = item
    check(item)
    const key = JSON.stringify([bwType, objType, objID])
    if (seen.has(key) || blockList.isListed(bwType, objType, objID))
      throw new Refusal(PlatformCode.exists, `${objID} is on the list`)
    seen.add(key)
  }
  if (blockList.all.length + items.length > MAX_ENTRIES) throw new Refusal(PlatformCode.maxLimit, 'the list is full')
  return items.map(({ bwType, objType, objID }) => blockList.add({ list: bwType, kind: objType, objectId: objID }))
}

function check({ bwType, objType, objID }: Item): void {
  if (bwType === BlockListKind.invalid) throw new Refusal(PlatformCode.badParameter, 'bwType: neither of the lists')
  if (objType === BlockListObject.invalid) throw new Refusal(PlatformCode.badParameter, 'objType: invalid')
  const isGood = objType === BlockListObject.address ? isIP(objID) !== 0 : objID.trim() !== ''
  if (!isGood) throw new Refusal(PlatformCode.badParameter, 'objID: not what objType says')
}

function written({ id, list, kind, objectId }: BlockListEntry) {
  return { bwID: id, bwType: list, objType: kind, objID: objectId }
}
