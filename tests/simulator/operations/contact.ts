/** Documentation: chapter "Contact person". Pins are each account's own. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { ContactType } from '../../../shared/platform/contact.ts'
import { operations } from '../../../shared/platform/index.ts'
import { MAX_PINS, type ContactTypeId } from '../contacts/pins.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { World } from '../world.ts'

const { contact } = operations

export function contactHandlers(world: World): HandlerEntry[] {
  const { pins } = world
  return [
    handler(contact.pin, ({ body, session }) => {
      const { contactid, contacttype } = body
      const accountId = session.account.id
      if (!exists(world, contacttype, contactid)) return refused(PlatformCode.notFound, 'no such contact')
      const mine = pins.of(accountId)
      const isNew = !mine.some(({ type, contactId }) => type === contacttype && contactId === contactid)
      if (isNew && mine.length >= MAX_PINS) return refused(PlatformCode.maxLimit, 'too many pins')
      return ok({ id: pins.add(accountId, contacttype, contactid).id })
    }),
    handler(contact.unpin, ({ params, session }) =>
      pins.remove(session.account.id, Number(params.id)) ? ok({}) : refused(PlatformCode.notFound, 'no such pin'),
    ),
    handler(contact.pins, ({ body, session }) => {
      const { match, contactType } = body.filter ?? {}
      const found = pins
        .of(session.account.id)
        .filter(
          ({ type, contactId }) =>
            (!contactType || type === contactType) && matches(match, contactId) && exists(world, type, contactId),
        )
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map((pin) => ({
          id: pin.id,
          contactid: pin.contactId,
          contacttype: pin.type,
          settoptime: pin.pinnedAt,
        })),
        pageInfo,
      )
    }),
  ]
}

function exists({ accounts, chatGroups, fleet, userGroups }: World, type: ContactTypeId, id: string): boolean {
  if (type === ContactType.user) return accounts.has(id)
  if (type === ContactType.device) return fleet.byId.has(id)
  if (type === ContactType.userGroup) return userGroups.find(id) !== undefined
  return (type === ContactType.imGroup ? chatGroups : fleet.tree).find(id) !== undefined
}
