/** Documentation: chapter "Platform Storage (Download) Plan": plans of both kinds. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import {
  applyDownload,
  applyRecord,
  faultOf,
  newDownloadPlan,
  newRecordPlan,
  type AnyPlan,
  type DownloadPlan,
  type RecordPlan,
} from '../plans/plan.ts'
import type { World } from '../world.ts'

const missing = () => refused(PlatformCode.notFound, 'plan not found')

/** Where a list's page is left out. */
export const firstPage = <B extends { page?: number; pageSize?: number }>(body: B) => ({
  page: body.page ?? 0,
  pageSize: body.pageSize ?? 20,
})

export function planHandlers(world: World): HandlerEntry[] {
  return [...recordPlanHandlers(world), ...downloadPlanHandlers(world)]
}

function recordPlanHandlers({ storagePlans: { plans } }: World): HandlerEntry[] {
  const { recordPlan } = operations
  return [
    handler(recordPlan.create, ({ body }) => {
      const fault = faultOf(newRecordPlan(''), body)
      if (fault) return refused(PlatformCode.badParameter, fault)
      return ok(recordRow(plans.addRecord((plan) => applyRecord(plan, body))))
    }),
    handler(recordPlan.info, ({ params }) => {
      const plan = plans.record.get(params.uid)
      return plan ? ok(recordRow(plan)) : missing()
    }),
    handler(recordPlan.change, ({ params, body }) => {
      const plan = plans.record.get(params.uid)
      if (!plan) return missing()
      const fault = faultOf(plan, body)
      if (fault) return refused(PlatformCode.badParameter, fault)
      applyRecord(plan, body)
      plans.changed()
      return ok({})
    }),
    handler(recordPlan.list, ({ body }) => {
      const found = [...plans.record.values()].filter(
        (plan) => fits(plan, body.filter ?? {}) && matches(body.filter?.match, plan.desc, plan.name, plan.uid),
      )
      const { items, pageInfo } = pageOf(found, firstPage(body))
      return ok(items.map(recordRow), pageInfo)
    }),
    handler(recordPlan.remove, ({ params }) => {
      const plan = plans.record.get(params.uid)
      if (!plan) return missing()
      plans.remove(plan)
      return ok({})
    }),
  ]
}

function downloadPlanHandlers({ storagePlans: { plans } }: World): HandlerEntry[] {
  const { downloadPlan } = operations
  return [
    handler(downloadPlan.create, ({ body }) => {
      const fault = faultOf(newDownloadPlan(''), body)
      if (fault) return refused(PlatformCode.badParameter, fault)
      return ok(downloadRow(plans.addDownload((plan) => applyDownload(plan, body))))
    }),
    handler(downloadPlan.info, ({ params }) => {
      const plan = plans.download.get(params.uid)
      return plan ? ok(downloadRow(plan)) : missing()
    }),
    handler(downloadPlan.change, ({ params, body }) => {
      const plan = plans.download.get(params.uid)
      if (!plan) return missing()
      const fault = faultOf(plan, body)
      if (fault) return refused(PlatformCode.badParameter, fault)
      applyDownload(plan, body)
      plans.changed()
      return ok({})
    }),
    handler(downloadPlan.list, ({ body }) => {
      const found = [...plans.download.values()].filter((plan) => fits(plan, body.filter ?? {}))
      const { items, pageInfo } = pageOf(found, firstPage(body))
      return ok(items.map(downloadRow), pageInfo)
    }),
    handler(downloadPlan.remove, ({ params }) => {
      const plan = plans.download.get(params.uid)
      if (!plan) return missing()
      plans.remove(plan)
      return ok({})
    }),
  ]
}

interface Filter {
  desc?: string
  enable?: boolean
  name?: string
  uid?: string
}

function fits(plan: AnyPlan, { desc, enable, name, uid }: Filter): boolean {
  return (
    (enable === undefined || plan.enable === enable) &&
    (!uid || plan.uid === uid) &&
    matches(desc, plan.desc) &&
    matches(name, plan.name)
  )
}

function rowOf({ uid, name, beginTime, endTime, enable, desc, modes, slices }: AnyPlan) {
  return {
    uid,
    name,
    beginTime,
    endTime,
    enable,
    desc,
    onlineModeList: [...modes],
    time_slice: slices.map((slice, index) => ({ ...slice, id: index + 1 })),
  }
}

function recordRow(plan: RecordPlan) {
  return { ...rowOf(plan), recordTypeList: [...plan.types] }
}

function downloadRow(plan: DownloadPlan) {
  const { fileTsMin, fileTsMax } = plan
  return {
    ...rowOf(plan),
    fileTypeList: [...plan.types],
    ...(fileTsMin === undefined ? {} : { fileTsMin }),
    ...(fileTsMax === undefined ? {} : { fileTsMax }),
  }
}
