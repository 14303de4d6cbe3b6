/** Documentation: chapter "Black and white list". */
import Type, { type TSchema } from 'typebox'
import { op, pageBody } from './define.ts'
import { oneOf, Permission } from './values.ts'

/** Which of the two lists is in force. */
export const BlockListMode = { off: 0, black: 1, white: 2 } as const

/** `bwType` of an entry: which list it stands on. */
export const BlockListKind = { invalid: 0, black: 1, white: 2 } as const

/** `filter.bwType` */
export const BlockListFilter = { all: 0, black: 1, white: 2 } as const

/** `objType` of an entry. The enumeration of the documentation ends at 2, the text beside it knows addresses too. */
export const BlockListObject = { invalid: 0, device: 1, user: 2, address: 3 } as const

const bwID = Type.Number({ description: 'number of the entry' })
const entry = {
  bwType: oneOf(BlockListKind),
  objType: oneOf(BlockListObject),
  objID: Type.String({ description: 'device, account or IP address' }),
}
const Mode = Type.Object({ enable: oneOf(BlockListMode) })

function itemsBody<S extends TSchema>(item: S) {
  return Type.Object({ items: Type.Optional(Type.Array(item)) })
}

export const blockList = {
  setMode: op({
    name: 'blocklist.setMode',
    method: 'PUT',
    path: '/bvcsp/v1/bw/config',
    destructive: true,
    permission: Permission.superAdministrator,
    body: Mode,
  }),
  remove: op({
    name: 'blocklist.remove',
    method: 'POST',
    path: '/bvcsp/v1/bw/resource/del',
    destructive: true,
    permission: Permission.superAdministrator,
    body: itemsBody(Type.Object({ bwID })),
  }),
  add: op({
    name: 'blocklist.add',
    method: 'POST',
    path: '/bvcsp/v1/bw/resource/add',
    destructive: true,
    permission: Permission.superAdministrator,
    body: itemsBody(Type.Object(entry)),
    data: Type.Array(Type.Object({ bwID, ...entry })),
  }),
  list: op({
    name: 'blocklist.list',
    method: 'POST',
    path: '/bvcsp/v1/bw/resource/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        bwType: Type.Optional(oneOf(BlockListFilter)),
        match: Type.Optional(Type.String({ description: 'part of the ID' })),
      }),
    ),
    data: Type.Array(Type.Object({ bwID, ...entry })),
  }),
  mode: op({ name: 'blocklist.mode', method: 'GET', path: '/bvcsp/v1/bw/config', data: Mode }),
}
