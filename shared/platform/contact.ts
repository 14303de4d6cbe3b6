/** Documentation: chapter "Contact person". */
import Type from 'typebox'
import { op, pageBody } from './define.ts'
import { oneOf } from './values.ts'

/** What can be pinned. */
export const ContactType = {
  user: 'User',
  device: 'PU',
  imGroup: 'IMGroup',
  userGroup: 'UserGroup',
  deviceGroup: 'PUGroup',
} as const

const contactid = Type.String({ description: 'account, device or group' })
const contacttype = oneOf(ContactType)
const pinId = Type.Number({ description: 'number of the pin' })

export const contact = {
  unpin: op({
    name: 'contact.unpin',
    method: 'DELETE',
    path: '/bvcsp/v1/contact/settop/:id',
    params: Type.Object({ id: Type.String({ description: 'number of the pin' }) }),
  }),
  /** Pinning again answers with the pin there is. */
  pin: op({
    name: 'contact.pin',
    method: 'POST',
    path: '/bvcsp/v1/contact/settop',
    body: Type.Object({ contactid, contacttype }),
    data: Type.Object({ id: pinId }),
  }),
  pins: op({
    name: 'contact.pins',
    method: 'POST',
    path: '/bvcsp/v1/contact/settops',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'part of the ID' })),
        contactType: Type.Optional(contacttype),
      }),
    ),
    data: Type.Array(
      Type.Object({ id: pinId, contactid, contacttype, settoptime: Type.Number({ unit: 'ms', moment: 'ms' }) }),
    ),
  }),
}
