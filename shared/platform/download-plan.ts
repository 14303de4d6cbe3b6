/** Documentation: chapter "Platform Storage (Download) Plan", plans that bring files from devices to the platform. */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { OnlineModes, PLAN_FILTER, PLAN_HEAD, PLAN_UID, PlanParams, TimeSlice, TimeSliceRow } from './plan-schedule.ts'
import { oneOf, Permission } from './values.ts'

export const PlanFileType = { video: 'video', audio: 'audio', image: 'image' } as const

const UNTIL = { unit: 's', moment: 's', description: 'only files that end before' }

const head = {
  ...PLAN_HEAD,
  fileTypeList: Type.Optional(Type.Array(oneOf(PlanFileType))),
  onlineModeList: Type.Optional(OnlineModes),
}
const tail = {
  fileTsMin: Type.Optional(Type.Number({ unit: 's', moment: 's', description: 'only files that begin after' })),
  fileTsMax: Type.Optional(Type.Number(UNTIL)),
}

const Plan = Type.Object({ ...head, time_slice: Type.Optional(Type.Array(TimeSlice)), ...tail })

const row = {
  uid: Type.Optional(PLAN_UID),
  ...head,
  time_slice: Type.Optional(Type.Array(TimeSliceRow)),
  ...tail,
}
const Row = Type.Object(row)

export const downloadPlan = {
  create: op({
    name: 'downloadPlan.create',
    method: 'POST',
    path: '/bvcsp/v1/plan/download',
    permission: Permission.storageService,
    body: Plan,
    data: Type.Object({
      ...row,
      fileTsMax: Type.Optional(Type.Number({ ...UNTIL, documented: { type: 'string' } })),
    }),
  }),
  info: op({
    name: 'downloadPlan.info',
    method: 'GET',
    path: '/bvcsp/v1/plan/download/:uid',
    params: PlanParams,
    data: Row,
  }),
  change: op({
    name: 'downloadPlan.change',
    method: 'PUT',
    path: '/bvcsp/v1/plan/download/:uid',
    permission: Permission.storageService,
    params: PlanParams,
    body: Plan,
  }),
  list: op({
    name: 'downloadPlan.list',
    method: 'POST',
    path: '/bvcsp/v1/plan/download/query',
    idempotent: true,
    paged: true,
    body: Type.Object({
      page: Type.Optional(PAGE.page),
      pageSize: Type.Optional(PAGE.pageSize),
      filter: Type.Optional(Type.Object(PLAN_FILTER)),
    }),
    data: Type.Array(Row),
  }),
  remove: op({
    name: 'downloadPlan.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/plan/download/:uid',
    permission: Permission.storageService,
    params: PlanParams,
  }),
}
