import { expect } from 'vitest'
import type { Operation } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import { FIRST, inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { downloadPlan, monitor, planDevice, recordFile, recordPlan } = operations

const NIGHT = { week: 1 as const, hour: 22, minute: 30, second: 0, duration: 7200 }
const TIMES = { beginTime: 1_700_000_000, endTime: 4_000_000_000 }
const NOBODY = { uid: 'none' }

export const storagePlans: Scenario = {
  section: 'storage plans',
  async run(caller) {
    await recordPlans(caller)
    await downloadPlans(caller)
    await devicesOfPlans(caller)
    await recordedByPlan(caller)
    await recordedByHand(caller)
  },
}

async function recordPlans(caller: Caller): Promise<void> {
  const body = {
    name: 'Nights',
    ...TIMES,
    enable: false,
    desc: 'corner shops',
    onlineModeList: ['wifi' as const, 'wireless' as const],
    recordTypeList: ['video' as const],
    time_slice: [NIGHT],
  }
  const { data: created } = await caller.ok(recordPlan.create, { body })
  const { time_slice: _slices, ...rest } = body
  expect(created).toMatchObject({ ...rest, time_slice: [NIGHT] })
  const params = { uid: created.uid ?? '' }
  const { data: info } = await caller.ok(recordPlan.info, { params })
  expect(info).toEqual(created)
  await caller.ok(recordPlan.create, { body: { name: 'Days' } })
  await inPages(
    (page) => caller.ok(recordPlan.list, { body: page }),
    ({ uid }) => uid,
  )
  await caller.ok(recordPlan.change, { params, body: { name: 'Weekends', recordTypeList: ['video', 'audio'] } })
  const changed = { ...info, name: 'Weekends', recordTypeList: ['video', 'audio'] }
  for (const filter of [{ match: 'CORNER' }, { name: 'weekend', enable: false }, params]) {
    const { data } = await caller.ok(recordPlan.list, { body: { ...FIRST, filter } })
    expect(data).toEqual([changed])
  }
  await refusedPlans(caller, recordPlan)
  await caller.ok(recordPlan.remove, { params })
  await caller.refused(recordPlan.info, { params }, 2)
  await caller.refused(recordPlan.remove, { params }, 2)
}

async function downloadPlans(caller: Caller): Promise<void> {
  const body = {
    name: 'Evidence',
    ...TIMES,
    enable: false,
    desc: 'at the station',
    fileTypeList: ['video' as const, 'image' as const],
    onlineModeList: ['wired' as const],
    time_slice: [NIGHT],
    fileTsMin: 1_650_000_000,
    fileTsMax: 1_950_000_000,
  }
  const { data: created } = await caller.ok(downloadPlan.create, { body })
  const { time_slice: _slices, ...rest } = body
  expect(created).toMatchObject({ ...rest, time_slice: [NIGHT] })
  const params = { uid: created.uid ?? '' }
  const { data: info } = await caller.ok(downloadPlan.info, { params })
  expect(info).toEqual(created)
  await caller.ok(downloadPlan.create, { body: { name: 'Pictures' } })
  await inPages(
    (page) => caller.ok(downloadPlan.list, { body: page }),
    ({ uid }) => uid,
  )
  await caller.ok(downloadPlan.change, { params, body: { desc: 'on the road', onlineModeList: ['wireless'] } })
  for (const filter of [{ desc: 'ROAD' }, { name: 'evid', enable: false }, params]) {
    const { data } = await caller.ok(downloadPlan.list, { body: { ...FIRST, filter } })
    expect(data).toEqual([{ ...info, desc: 'on the road', onlineModeList: ['wireless'] }])
  }
  await refusedPlans(caller, downloadPlan)
  await caller.ok(downloadPlan.remove, { params })
  await caller.refused(downloadPlan.info, { params }, 2)
  await caller.refused(downloadPlan.remove, { params }, 2)
}

async function refusedPlans(
  caller: Caller,
  { create, info, change }: Record<'create' | 'info' | 'change', Operation>,
): Promise<void> {
  const backwards = { beginTime: TIMES.endTime, endTime: TIMES.beginTime }
  await caller.refused(create, { body: backwards }, 4)
  await caller.refused(info, { params: NOBODY }, 2)
  await caller.refused(change, { params: NOBODY, body: { name: 'x' } }, 2)
  const operator = await caller.as(OPERATOR)
  await operator.refused(create, { body: { name: 'x' } }, 16)
}

async function devicesOfPlans(caller: Caller): Promise<void> {
  const { data: plan } = await caller.ok(recordPlan.create, { body: { name: 'Cars' } })
  const uid = plan.uid ?? ''
  const [puid, other] = [onlineOf(caller, Kind.vehicle), onlineOf(caller, Kind.bodyCamera)]
  const free = async () => {
    const list = (page: typeof FIRST) =>
      caller.ok(planDevice.listFree, { body: { ...page, filter: { plan_uid: uid } } })
    return (await inPages(list, (row) => row.pu_id)).map((row) => row.pu_id)
  }
  const before = await free()
  expect(before).toEqual(expect.arrayContaining([puid, other]))
  const body = { plan_uid: uid, pu_list: [{ pu_id: puid, channels: [0, 2] }, { pu_id: other }] }
  await caller.ok(planDevice.add, { body })
  await caller.refused(planDevice.add, { body }, 3)
  expect((await free()).length).toBe(before.length - 2)
  const selected = async () => {
    const filter = { plan_uid: uid, match: puid }
    const { data } = await caller.ok(planDevice.list, { body: { ...FIRST, filter } })
    expect(data.map((row) => row.pu_id)).toEqual([puid])
    return data[0]?.channels?.filter(({ select }) => select).map(({ channel }) => channel)
  }
  expect(await selected()).toEqual([0, 2])
  await caller.ok(planDevice.change, { body: { plan_uid: uid, pu_id: puid, channels: [1] } })
  expect(await selected()).toEqual([1])
  const unknown = { pu_id: NO_DEVICE, channels: [] }
  await caller.refused(planDevice.change, { body: { plan_uid: uid, ...unknown } }, 2)
  await caller.refused(planDevice.add, { body: { plan_uid: uid, pu_list: [unknown] } }, 2)
  await caller.refused(planDevice.add, { body: { ...body, plan_uid: 'none' } }, 2)
  const remove = { plan_uid: uid, pu_id_list: [puid, other] }
  await caller.ok(planDevice.remove, { body: remove })
  await caller.refused(planDevice.remove, { body: remove }, 2)
  expect(await free()).toEqual(before)
}

async function recordedByPlan(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.ptzCamera)
  const { data: plan } = await caller.ok(recordPlan.create, { body: { name: 'All day', enable: true } })
  const planId = plan.uid ?? ''
  const insertBeginTime = Math.floor(Date.now() / 1000)
  await caller.ok(planDevice.add, { body: { plan_uid: planId, pu_list: [{ pu_id: puid, channels: [0] }] } })
  caller.simulator.control.advance({ seconds: 700 })
  const running = { transportType: 'record' as const, puId: puid }
  const { data: sessions } = await caller.ok(monitor.listDialogs, { body: { filter: running } })
  expect(sessions).toMatchObject([{ puId: puid, transportType: 'record' }])
  await caller.ok(recordPlan.remove, { params: { uid: planId } })
  const { data: ended } = await caller.ok(monitor.listDialogs, { body: { filter: running } })
  expect(ended).toEqual([])
  const filter = { puID: puid, insertBeginTime, recordReason: ['time' as const] }
  const { data: files } = await caller.ok(recordFile.list, { body: { ...FIRST, filter } })
  const lengths = files.map(({ beginTime, endTime = 0 }) => endTime - beginTime)
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThanOrEqual(690)
  const { data: log } = await caller.ok(monitor.deviceLog, { params: { puId: puid, channel: 0 } })
  const events = log.map(({ event }) => event)
  expect(events).toEqual(expect.arrayContaining(['StartRecord', 'SplitRecord', 'StopRecord']))
}

async function recordedByHand(caller: Caller): Promise<void> {
  const puid = onlineOf(caller, Kind.helmet)
  const channel = { pu_id: puid, channel_index: 0 }
  const body = { ...channel, video: true, audio: true, stop_record_time: 0 }
  const insertBeginTime = Math.floor(Date.now() / 1000)
  await caller.ok(recordPlan.startManual, { body })
  await caller.refused(recordPlan.startManual, { body }, 7)
  caller.simulator.control.advance({ seconds: 30 })
  await caller.ok(recordPlan.stopManual, { body: channel })
  await caller.refused(recordPlan.stopManual, { body: channel }, 2)
  const filter = { puID: puid, insertBeginTime, recordReason: ['manual' as const] }
  const { data: files } = await caller.ok(recordFile.list, { body: { ...FIRST, filter } })
  expect(files).toMatchObject([{ puID: puid, channelIndex: 0, fileType: 'video' }])
  await caller.refused(recordPlan.startManual, { body: { ...body, pu_id: NO_DEVICE } }, 2)
  await caller.refused(recordPlan.startManual, { body: { ...body, channel_index: 9 } }, 2)
  await caller.refused(recordPlan.startManual, { body: { ...body, video: false, audio: false } }, 4)
  await whileOffline(caller, puid, () => caller.refused(recordPlan.startManual, { body }, 5))
}
