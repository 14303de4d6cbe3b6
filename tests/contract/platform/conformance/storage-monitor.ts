import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, OPERATOR } from './devices.ts'
import { FIRST, inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { downloadPlan, monitor, planDevice, recordFile, recordPlan } = operations

const DOWNLOADED = 1
const WAITING = 2
const DOWNLOADING = 3

export const storageMonitor: Scenario = {
  section: 'storage status',
  async run(caller) {
    const plan = await startPlan(caller)
    await atWork(caller, plan)
    await transfers(caller)
    await downloaded(caller, plan)
    await disabled(caller, plan)
    await logs(caller)
  },
}

interface Plan {
  readonly uid: string
  readonly puids: readonly string[]
}

/** Fetches the films of worn cameras. */
async function startPlan(caller: Caller): Promise<Plan> {
  const { devices } = caller.simulator.fleet()
  const worn = devices.filter(({ online, classId }) => online && classId === Kind.bodyCamera).slice(0, 3)
  const puids = worn.map(({ id }) => id)
  const { data } = await caller.ok(downloadPlan.create, {
    body: { name: 'Films', enable: true, fileTypeList: ['video'] },
  })
  const uid = data.uid ?? ''
  await caller.ok(planDevice.add, { body: { plan_uid: uid, pu_list: puids.map((id) => ({ pu_id: id })) } })
  return { uid, puids }
}

async function atWork(caller: Caller, { uid, puids }: Plan): Promise<void> {
  const { data: states } = await caller.ok(monitor.listPlans, { body: { filter: { plan_uid: uid } } })
  expect(states).toMatchObject([{ plan_uid: uid, enable: true }])
  await inPages(
    (page) => caller.ok(monitor.listPlans, { body: page }),
    (row) => row.plan_uid,
  )
  const rows = await inPages(
    (page) => caller.ok(monitor.listPlanDevices, { params: { uid }, body: page }),
    ({ puId }) => puId,
  )
  expect(rows.map(({ puId }) => puId)).toEqual(puids)
  expect(rows.every(({ online, nowIsEnable }) => online && nowIsEnable)).toBe(true)
  const filter = { puId: puids[1] ?? '' }
  const { data: one } = await caller.ok(monitor.listPlanDevices, { params: { uid }, body: { filter } })
  expect(one).toMatchObject([filter])
  await caller.refused(monitor.listPlanDevices, { params: { uid: 'none' }, body: {} }, 2)
  const files = await inPages(
    (page) => caller.ok(monitor.listFiles, { body: page }),
    ({ id }) => id,
  )
  const wanted = { PuId: puids[0] ?? '', FileType: 'video' as const, ChannelIndex: 0 }
  const { data: some } = await caller.ok(monitor.listFiles, { body: { ...FIRST, filter: wanted } })
  expect(some.map(({ id }) => id)).toEqual(
    files.filter((file) => file.puId === wanted.PuId && file.file_type === 'video').map(({ id }) => id),
  )
}

/** One is broken off, which counts, and it comes again. */
async function transfers(caller: Caller): Promise<void> {
  const { data: running } = await caller.ok(monitor.listDownloading)
  expect(running.length).toBeGreaterThan(0)
  expect(running.every(({ status, transferSize = 0, fileSize = 0 }) => status === 1 && transferSize <= fileSize)).toBe(
    true,
  )
  const filter = { transportType: 'download' as const }
  const { data: sessions, beside } = await caller.ok(monitor.listDialogs, { body: { ...FIRST, filter } })
  expect(sessions.map(({ puId }) => puId).toSorted()).toEqual(running.map(({ puId }) => puId).toSorted())
  expect(beside.transInfo?.download.count).toBe(sessions.length)
  const state = { downloadState: DOWNLOADING as 3 }
  const { data: files } = await caller.ok(monitor.listFiles, { body: { ...FIRST, filter: state } })
  const file = files.find(({ downloading }) => downloading?.dialogId === sessions[0]?.dialogId)
  const params = { dialogId: sessions[0]?.dialogId ?? '' }
  const operator = await caller.as(OPERATOR)
  await operator.refused(monitor.closeDialog, { params }, 16)
  await caller.ok(monitor.closeDialog, { params })
  await caller.refused(monitor.closeDialog, { params }, 2)
  const { data: known } = await caller.ok(monitor.listFiles, { body: FIRST })
  expect(known.find(({ id }) => id === file?.id)).toMatchObject({ downloadState: WAITING, failDownloadCount: 1 })
}

async function downloaded(caller: Caller, { puids }: Plan): Promise<void> {
  const list = async (downloadState: 1 | 2 | 3) =>
    (await caller.ok(monitor.listFiles, { body: { ...FIRST, filter: { FileType: 'video', downloadState } } })).data
  const waiting = (await list(WAITING)).at(-1)
  const params = { fileId: String(waiting?.id) }
  await caller.ok(monitor.changeFile, { params, body: { downloadLevel: 4, failDownloadCount: 11 } })
  expect((await list(WAITING)).find(({ id }) => id === waiting?.id)).toMatchObject({
    downloadLevel: 4,
    failDownloadCount: 11,
  })
  caller.simulator.control.advance({ seconds: 20 * 3600 })
  // Left alone, for it failed too often.
  expect((await list(WAITING)).map(({ id }) => id)).toEqual([waiting?.id])
  await caller.refused(monitor.downloadAgain, { params }, 4)
  await caller.ok(monitor.changeFile, { params, body: { failDownloadCount: 0 } })
  expect((await list(DOWNLOADING)).map(({ id }) => id)).toEqual([waiting?.id])
  caller.simulator.control.advance({ seconds: 3600 })
  const done = await list(DOWNLOADED)
  expect(done.map(({ id }) => id)).toContain(waiting?.id)
  const filter = { puID: puids[0] ?? '', recordReason: ['download' as const] }
  const { data: stored } = await caller.ok(recordFile.list, { body: { ...FIRST, filter } })
  expect(stored.length).toBeGreaterThan(0)
  await caller.ok(monitor.downloadAgain, { params })
  expect((await list(DOWNLOADING)).map(({ id }) => id)).toEqual([waiting?.id])
  await caller.refused(monitor.downloadAgain, { params }, 7)
  await caller.refused(monitor.downloadAgain, { params: { fileId: '999999' } }, 2)
  await caller.refused(monitor.changeFile, { params: { fileId: '999999' }, body: { downloadLevel: 1 } }, 2)
}

async function disabled(caller: Caller, { uid }: Plan): Promise<void> {
  await caller.ok(downloadPlan.change, { params: { uid }, body: { enable: false } })
  const { data: states } = await caller.ok(monitor.listPlans, { body: { filter: { plan_uid: uid } } })
  expect(states).toMatchObject([{ plan_uid: uid, enable: false }])
  expect(states[0]?.not_enable_reason).not.toBe('')
  const { data: running } = await caller.ok(monitor.listDownloading)
  expect(running).toEqual([])
}

async function logs(caller: Caller): Promise<void> {
  const { devices } = caller.simulator.fleet()
  const puId = devices.find(({ online, classId }) => online && classId === Kind.ptzCamera)?.id ?? ''
  const { data: plan } = await caller.ok(recordPlan.create, { body: { name: 'Watched', enable: true } })
  const planId = plan.uid ?? ''
  await caller.ok(planDevice.add, { body: { plan_uid: planId, pu_list: [{ pu_id: puId, channels: [0] }] } })
  caller.simulator.control.advance({ seconds: 60 })
  const { data: told } = await caller.ok(monitor.planLog, { params: { planId } })
  expect(told.length).toBeGreaterThan(0)
  expect(told.some(({ info }) => info.includes(puId))).toBe(true)
  const { data: log } = await caller.ok(monitor.deviceLog, { params: { puId, channel: 0 } })
  expect(log.map(({ event }) => event)).toContain('StartRecord')
  expect(log.map(({ score }) => score)).toEqual(log.map(({ time }) => time).toSorted((one, other) => one - other))
  await caller.refused(monitor.deviceLog, { params: { puId: 'PU_NONE', channel: 0 } }, 2)
  await caller.refused(monitor.planLog, { params: { planId: 'none' } }, 2)
}
