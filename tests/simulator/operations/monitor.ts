/** Documentation: chapter "Platform storage status": what plans and transfers are doing. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { TransportType } from '../../../shared/platform/monitor.ts'
import { pageOf } from '../fleet/query.ts'
import { ok, okBeside, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { whyNot } from '../plans/schedule.ts'
import type { World } from '../world.ts'
import { downloadRow, fileRow, planDeviceRow, stateOf, typeOf } from './monitor-rows.ts'
import { firstPage } from './plan.ts'
import { closeStorageDialog, storageDialogs, totalsOf } from './storage-dialogs.ts'

export function monitorHandlers(world: World): HandlerEntry[] {
  return [...planHandlers(world), ...fileHandlers(world), ...dialogHandlers(world), ...logHandlers(world)]
}

function planHandlers(world: World): HandlerEntry[] {
  const { monitor } = operations
  const { plans, downloads } = world.storagePlans
  return [
    handler(monitor.listPlans, ({ body }) => {
      const uid = body.filter?.plan_uid
      const found = [...plans.download.values()].filter((plan) => !uid || plan.uid === uid)
      const { items, pageInfo } = pageOf(found, firstPage(body))
      return ok(
        items.map((plan) => {
          const reason = whyNot(plan, world.now())
          return { enable: reason === undefined, not_enable_reason: reason ?? '', plan_uid: plan.uid }
        }),
        pageInfo,
      )
    }),
    handler(monitor.listPlanDevices, ({ params, body }) => {
      const plan = plans.download.get(params.uid)
      if (!plan) return refused(PlatformCode.notFound, 'plan not found')
      const wanted = body.filter?.puId
      const found = [...plan.devices.keys()].filter((device) => !wanted || device.id === wanted)
      const { items, pageInfo } = pageOf(found, firstPage(body))
      return ok(
        items.map((device) => planDeviceRow(world, plan, device)),
        pageInfo,
      )
    }),
    handler(monitor.listDownloading, () => {
      const { items, pageInfo } = pageOf([...downloads.transfers.values()], { page: 0, pageSize: Infinity })
      return ok(
        items.map((transfer) => downloadRow(world, transfer)),
        pageInfo,
      )
    }),
  ]
}

function fileHandlers(world: World): HandlerEntry[] {
  const { monitor } = operations
  const { downloads } = world.storagePlans
  const noFile = () => refused(PlatformCode.notFound, 'file not found')
  return [
    handler(monitor.listFiles, ({ body }) => {
      const { ChannelIndex, FileType, PuId, downloadState } = body.filter ?? {}
      const found = [...downloads.files.byId.values()].filter(
        (entry) =>
          (ChannelIndex === undefined || entry.file.channel === ChannelIndex) &&
          (!FileType || typeOf(entry) === FileType) &&
          (!PuId || entry.device.id === PuId) &&
          (downloadState === undefined || stateOf(world, entry) === downloadState),
      )
      const { items, pageInfo } = pageOf(found, firstPage(body))
      return ok(
        items.map((entry) => fileRow(world, entry)),
        pageInfo,
      )
    }),
    handler(monitor.changeFile, ({ params, body }) => {
      const found = downloads.files.byId.get(Number(params.fileId))
      if (!found) return noFile()
      found.level = body.downloadLevel ?? found.level
      if (body.failDownloadCount !== undefined) {
        found.failures = body.failDownloadCount
        // Asked for by hand it does not wait.
        found.lastTryS = 0
      }
      downloads.look()
      return ok({})
    }),
    handler(monitor.downloadAgain, ({ params }) => {
      const found = downloads.files.byId.get(Number(params.fileId))
      if (!found) return noFile()
      if (downloads.transferOf(found)) return refused(PlatformCode.busy, 'the file is being downloaded')
      if (!found.isDownloaded) return refused(PlatformCode.badParameter, 'the file was not downloaded yet')
      Object.assign(found, { isDownloaded: false, failures: 0, lastTryS: 0 })
      downloads.look()
      return ok({})
    }),
  ]
}

function dialogHandlers(world: World): HandlerEntry[] {
  const { monitor } = operations
  return [
    handler(monitor.listDialogs, ({ body }) => {
      const { transportType, puId } = body.filter ?? {}
      const found = storageDialogs(world).filter(
        (entry) => (!transportType || entry.transportType === transportType) && (!puId || entry.puId === puId),
      )
      const { items, pageInfo } = pageOf(found, firstPage(body))
      const totals = (type: (typeof TransportType)[keyof typeof TransportType]) => totalsOf(found, type)
      const { count, rates } = totals(TransportType.record)
      return okBeside(
        [...items],
        {
          transInfo: {
            download: totals(TransportType.download),
            upload: totals(TransportType.upload),
            record: { count, rates },
            activeDownload: totals(TransportType.activeDownload),
          },
        },
        pageInfo,
      )
    }),
    handler(monitor.closeDialog, ({ params }) =>
      closeStorageDialog(world, params.dialogId) ? ok({}) : refused(PlatformCode.notFound, 'session not found'),
    ),
  ]
}

function logHandlers({ storagePlans: { plans, recordLog }, recordings, fleet }: World): HandlerEntry[] {
  const { monitor } = operations
  return [
    handler(monitor.deviceLog, ({ params }) => {
      const device = fleet.byId.get(params.puId)
      if (!device) return refused(PlatformCode.notFound, 'device not found')
      if (!device.channels.some(({ index }) => index === params.channel))
        return refused(PlatformCode.notFound, 'channel not found')
      // Pieces that became full are noted when somebody looks.
      recordings.running()
      const entries = recordLog.ofChannel(device, params.channel)
      return ok(
        entries.map(({ event, info, timeMs }) => ({
          ...{ puId: device.id, channel: params.channel, event, info },
          ...{ time: timeMs, score: timeMs },
        })),
      )
    }),
    handler(monitor.planLog, ({ params }) => {
      const plan = plans.record.get(params.planId)
      if (!plan) return refused(PlatformCode.notFound, 'plan not found')
      return ok(
        recordLog.ofPlan(plan.uid).map(({ info, timeMs }) => ({ planId: plan.uid, info, time: timeMs, score: timeMs })),
      )
    }),
  ]
}
