/** Documentation: chapter "Platform Storage (Download) Plan": the devices of plans, and recording by hand. */
import { MediaDirection } from '../../../shared/platform/channel.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import { mayOpen, visibleDevices } from '../accounts/access.ts'
import type { Device } from '../fleet/build.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { AnyPlan } from '../plans/plan.ts'
import { channelsOf } from '../plans/recorder.ts'
import type { World } from '../world.ts'

const noPlan = () => refused(PlatformCode.notFound, 'plan not found')
const noDevice = (id: string) => refused(PlatformCode.notFound, `device ${id} not found`)
const noChannel = (id: string) => refused(PlatformCode.badParameter, `device ${id} has no such channel`)

export function planDeviceHandlers(world: World): HandlerEntry[] {
  return [...changeHandlers(world), ...listHandlers(world), ...manualHandlers(world)]
}

function changeHandlers({ storagePlans: { plans }, fleet }: World): HandlerEntry[] {
  const { planDevice } = operations
  return [
    handler(planDevice.add, ({ body }) => {
      const plan = plans.find(body.plan_uid ?? '')
      if (!plan) return noPlan()
      const added = new Map<Device, readonly number[]>()
      for (const { pu_id: id = '', channels = [] } of body.pu_list ?? []) {
        const device = fleet.byId.get(id)
        if (!device) return noDevice(id)
        if (plan.devices.has(device) || added.has(device))
          return refused(PlatformCode.exists, `device ${id} belongs to the plan already`)
        if (lacks(plan, device, channels)) return noChannel(id)
        added.set(device, channels)
      }
      if (added.size === 0) return refused(PlatformCode.badParameter, 'no device named')
      for (const [device, channels] of added) plan.devices.set(device, channels)
      plans.changed()
      return ok({})
    }),
    handler(planDevice.change, ({ body: { plan_uid, pu_id, channels = [] } }) => {
      const plan = plans.find(plan_uid)
      if (!plan) return noPlan()
      const device = fleet.byId.get(pu_id)
      if (!device || !plan.devices.has(device)) return noDevice(pu_id)
      if (lacks(plan, device, channels)) return noChannel(pu_id)
      plan.devices.set(device, channels)
      plans.changed()
      return ok({})
    }),
    handler(planDevice.remove, ({ body }) => {
      const plan = plans.find(body.plan_uid)
      if (!plan) return noPlan()
      const devices = body.pu_id_list.map((id) => fleet.byId.get(id))
      const unknown = devices.findIndex((device) => !device || !plan.devices.has(device))
      if (unknown >= 0) return noDevice(body.pu_id_list[unknown] ?? '')
      for (const device of devices) if (device) plan.devices.delete(device)
      plans.changed()
      return ok({})
    }),
  ]
}

/** The channels of a download plan mean nothing. */
function lacks(plan: AnyPlan, device: Device, channels: readonly number[]): boolean {
  return plan.kind === 'record' && channels.some((index) => !device.channels.some((entry) => entry.index === index))
}

function listHandlers(world: World): HandlerEntry[] {
  const { planDevice } = operations
  const { plans } = world.storagePlans
  return [
    handler(planDevice.list, ({ body }) => {
      const plan = plans.find(body.filter.plan_uid)
      if (!plan) return noPlan()
      const { items, pageInfo } = pageOf(
        [...plan.devices.keys()].filter((device) => fits(device, body.filter)),
        body,
      )
      return ok(
        items.map((device) => ({ ...rowOf(device), channels: selected(plan, device) })),
        pageInfo,
      )
    }),
    handler(planDevice.listFree, ({ body, session }) => {
      const plan = plans.find(body.filter.plan_uid)
      if (!plan) return noPlan()
      const { items, pageInfo } = pageOf(
        visibleDevices(world, session.account).filter(
          (device) => !plan.devices.has(device) && fits(device, body.filter),
        ),
        body,
      )
      return ok(
        items.map((device) => ({
          ...rowOf(device),
          channels: device.channels.map(({ index, name }) => ({ channel: index, name })),
        })),
        pageInfo,
      )
    }),
  ]
}

function fits(device: Device, filter: { pu_id?: string; pu_name?: string; match?: string }): boolean {
  return (
    (!filter.pu_id || device.id === filter.pu_id) &&
    matches(filter.pu_name, device.name) &&
    matches(filter.match, device.id, device.name)
  )
}

const rowOf = ({ id, name }: Device) => ({ pu_id: id, pu_name: name })

function selected(plan: AnyPlan, device: Device) {
  const recorded = plan.kind === 'record' ? channelsOf(device, plan.devices.get(device) ?? []) : []
  return device.channels.map(({ index, name }) => ({ channel: index, name, select: recorded.includes(index) }))
}

function manualHandlers(world: World): HandlerEntry[] {
  const { recordPlan } = operations
  const { fleet, recordings, now } = world
  return [
    handler(recordPlan.startManual, ({ body, session }) => {
      const device = fleet.byId.get(body.pu_id)
      if (!device) return noDevice(body.pu_id)
      if (!mayOpen(world, session.account, device))
        return refused(PlatformCode.noPermission, 'no permission for this device')
      const channel = device.channels.find(({ index }) => index === body.channel_index)
      if (!channel) return refused(PlatformCode.notFound, 'channel not found')
      if (!device.online) return refused(PlatformCode.offline, 'device is not online')
      if (!body.video && !body.audio) return refused(PlatformCode.badParameter, 'neither video nor audio')
      const has = (bit: number) => (channel.mediaDir & bit) !== 0
      if (!(body.video && has(MediaDirection.videoReceive)) && !(body.audio && has(MediaDirection.audioReceive)))
        return refused(PlatformCode.unsupported, 'the channel has nothing of it')
      const untilMs = body.stop_record_time * 1000
      if (untilMs > 0 && untilMs <= now()) return refused(PlatformCode.badParameter, 'stop_record_time is past')
      const started = recordings.start({
        ...{ device, channel: channel.index, store: 'platform', reason: RecordReason.manual },
        ...{ video: body.video, audio: body.audio, userId: session.account.id },
        ...(untilMs > 0 ? { untilMs } : {}),
      })
      return started ? ok({}) : refused(PlatformCode.busy, 'the channel is recorded by hand already')
    }),
    handler(recordPlan.stopManual, ({ body, session }) => {
      const device = fleet.byId.get(body.pu_id)
      if (!device) return noDevice(body.pu_id)
      if (!mayOpen(world, session.account, device))
        return refused(PlatformCode.noPermission, 'no permission for this device')
      const which = { device, channel: body.channel_index, store: 'platform', reason: RecordReason.manual } as const
      return recordings.stop(which) > 0 ? ok({}) : refused(PlatformCode.notFound, 'the channel is not recorded by hand')
    }),
  ]
}
