/** Documentation: chapter "Platform Storage (Download) Plan", the devices that plans of either kind work on. */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { PLAN_UID } from './plan-schedule.ts'
import { Permission } from './values.ts'

const PATH = '/bvcsp/v1/plan/pulist'

const PU_ID = Type.String({ description: 'device ID' })

const CHANNELS = Type.Optional(
  Type.Array(Type.Integer({ minimum: 0 }), {
    description: 'channels to record; without meaning in a download plan',
  }),
)

const FILTER = {
  pu_id: Type.Optional(PU_ID),
  pu_name: Type.Optional(Type.String()),
  match: Type.Optional(Type.String({ description: 'occurs in ID or name' })),
}

const CHANNEL_ROW = { channel: Type.Optional(Type.Integer()), name: Type.Optional(Type.String()) }

export const planDevice = {
  change: op({
    name: 'planDevice.change',
    method: 'PUT',
    path: PATH,
    permission: Permission.storageService,
    body: Type.Object({ plan_uid: PLAN_UID, pu_id: PU_ID, channels: CHANNELS }),
  }),
  add: op({
    name: 'planDevice.add',
    method: 'POST',
    path: PATH,
    permission: Permission.storageService,
    body: Type.Object({
      plan_uid: Type.Optional(PLAN_UID),
      pu_list: Type.Optional(Type.Array(Type.Object({ pu_id: Type.Optional(PU_ID), channels: CHANNELS }))),
    }),
  }),
  remove: op({
    name: 'planDevice.remove',
    method: 'DELETE',
    path: PATH,
    permission: Permission.storageService,
    body: Type.Object({ plan_uid: PLAN_UID, pu_id_list: Type.Array(PU_ID) }),
  }),
  list: op({
    name: 'planDevice.list',
    method: 'POST',
    path: `${PATH}/query`,
    idempotent: true,
    paged: true,
    body: Type.Object({ ...PAGE, filter: Type.Object({ plan_uid: PLAN_UID, ...FILTER }) }),
    data: Type.Array(
      Type.Object({
        pu_id: Type.Optional(PU_ID),
        pu_name: Type.Optional(Type.String()),
        channels: Type.Optional(
          Type.Array(
            Type.Object({
              ...CHANNEL_ROW,
              select: Type.Optional(Type.Boolean({ description: 'the plan records it' })),
            }),
          ),
        ),
      }),
    ),
  }),
  listFree: op({
    name: 'planDevice.listFree',
    method: 'POST',
    path: `${PATH}/unref/query`,
    idempotent: true,
    paged: true,
    body: Type.Object({ ...PAGE, filter: Type.Object({ ...FILTER, plan_uid: PLAN_UID }) }),
    data: Type.Array(
      Type.Object({
        pu_id: Type.Optional(PU_ID),
        pu_name: Type.Optional(Type.String()),
        channels: Type.Optional(Type.Array(Type.Object(CHANNEL_ROW))),
      }),
    ),
  }),
}
