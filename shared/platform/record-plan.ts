/** Documentation: chapter "Platform Storage (Download) Plan", plans that record on the platform, and recording by hand. */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { OnlineModes, PLAN_FILTER, PLAN_HEAD, PLAN_UID, PlanParams, TimeSlice, TimeSliceRow } from './plan-schedule.ts'
import { oneOf, Permission } from './values.ts'

export const RecordType = { video: 'video', audio: 'audio' } as const

const head = {
  ...PLAN_HEAD,
  onlineModeList: Type.Optional(OnlineModes),
  recordTypeList: Type.Optional(Type.Array(oneOf(RecordType))),
}

const Plan = Type.Object({ ...head, time_slice: Type.Optional(Type.Array(TimeSlice)) })

const Row = Type.Object({
  uid: Type.Optional(PLAN_UID),
  ...head,
  time_slice: Type.Optional(Type.Array(TimeSliceRow)),
})

const CHANNEL = {
  pu_id: Type.String({ description: 'device ID' }),
  channel_index: Type.Integer({ minimum: 0, description: 'channel' }),
}

export const recordPlan = {
  create: op({
    name: 'recordPlan.create',
    method: 'POST',
    path: '/bvcsp/v1/plan/record',
    permission: Permission.storageService,
    body: Plan,
    data: Row,
  }),
  info: op({
    name: 'recordPlan.info',
    method: 'GET',
    path: '/bvcsp/v1/plan/record/:uid',
    params: PlanParams,
    data: Row,
  }),
  change: op({
    name: 'recordPlan.change',
    method: 'PUT',
    path: '/bvcsp/v1/plan/record/:uid',
    permission: Permission.storageService,
    params: PlanParams,
    body: Plan,
  }),
  list: op({
    name: 'recordPlan.list',
    method: 'POST',
    path: '/bvcsp/v1/plan/record/query',
    idempotent: true,
    paged: true,
    body: Type.Object({
      page: Type.Optional(PAGE.page),
      pageSize: Type.Optional(PAGE.pageSize),
      filter: Type.Optional(
        Type.Object({
          ...PLAN_FILTER,
          match: Type.Optional(Type.String({ description: 'occurs in remark, name or ID' })),
        }),
      ),
    }),
    data: Type.Array(Row),
  }),
  remove: op({
    name: 'recordPlan.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/plan/record/:uid',
    permission: Permission.storageService,
    params: PlanParams,
  }),
  startManual: op({
    name: 'manualRecord.start',
    method: 'POST',
    path: '/bvcsp/v1/manualrecord/start',
    body: Type.Object({
      ...CHANNEL,
      video: Type.Boolean(),
      audio: Type.Boolean(),
      stop_record_time: Type.Integer({
        unit: 's',
        moment: 's',
        minimum: 0,
        description: 'ends by itself then; 0: only by hand',
      }),
    }),
  }),
  stopManual: op({
    name: 'manualRecord.stop',
    method: 'POST',
    path: '/bvcsp/v1/manualrecord/stop',
    body: Type.Object(CHANNEL),
  }),
}
