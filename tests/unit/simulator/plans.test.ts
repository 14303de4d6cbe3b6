import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf } from './desk.ts'

/** A Monday, eight in the morning. */
const NOW_MS = Date.parse('2026-11-23T08:00:00Z')
const MONDAY_NINE = { week: 1, hour: 9, minute: 0, second: 0, duration: 1750 }

let simulator: Simulator
let token: string
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60, now: () => NOW_MS })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.close())

const ask = (name: string, body: unknown = {}, params: Record<string, string> = {}) =>
  call(simulator, name, { token, body, params })
const codeOf = async (...given: Parameters<typeof ask>) => (await ask(...given)).code
const page = (filter = {}) => ({ page: 0, pageSize: 1000, filter })

function devices(count: number) {
  return simulator
    .fleet()
    .devices.filter(({ online }) => online)
    .slice(0, count)
}

async function plan(kind: 'recordPlan' | 'downloadPlan', body: object): Promise<string> {
  const { data } = await ask(`${kind}.create`, { name: 'test', enable: true, ...body })
  return (data as { uid: string }).uid
}

interface PlatformFile {
  puID: string
  channelIndex: number
  recordReason: string
  beginTime: number
  endTime: number
  fileSize: number
}
/** Oldest first. */
const filesSince = async (beginS: number, reason: string) => {
  const { data } = await ask('recordfile.list', page({ insertBeginTime: beginS, recordReason: [reason] }))
  return (data as PlatformFile[]).toSorted((a, b) => a.beginTime - b.beginTime)
}

describe('plans', () => {
  it.each(['recordPlan', 'downloadPlan'] as const)('%s: created, listed, changed, read back, removed', async (kind) => {
    const uid = await plan(kind, { desc: 'corner shops', time_slice: [MONDAY_NINE], onlineModeList: ['wifi'] })
    expect((await ask(`${kind}.info`, {}, { uid })).data).toMatchObject({
      ...{ uid, name: 'test', desc: 'corner shops', enable: true, onlineModeList: ['wifi'] },
      time_slice: [{ ...MONDAY_NINE, id: 1 }],
    })
    expect(await codeOf(`${kind}.change`, { name: 'renamed', enable: false }, { uid })).toBe(0)
    const list = async (filter: object) => (await ask(`${kind}.list`, page(filter))).data as { uid: string }[]
    expect(await list({ name: 'NAMED', enable: false })).toMatchObject([{ uid, desc: 'corner shops' }])
    expect(await list({ name: 'named', enable: true })).toEqual([])
    expect(await list({ uid })).toHaveLength(1)
    expect((await list({})).length).toBe(2)
    expect(await codeOf(`${kind}.remove`, {}, { uid })).toBe(0)
    expect(await codeOf(`${kind}.info`, {}, { uid })).toBe(2)
    expect(await codeOf(`${kind}.remove`, {}, { uid })).toBe(2)
    expect(await codeOf(`${kind}.create`, { beginTime: 1_700_000_000, endTime: 1_600_000_000 })).toBe(4)
    expect(await codeOf(`${kind}.create`, { time_slice: [{ hour: 24 }] })).toBe(4)
  })

  it('need the permission of the storage service to be changed', async () => {
    const operator = await tokenOf(simulator, 'operator', 'Watch-2026')
    const answer = await call(simulator, 'recordPlan.create', { token: operator, body: { name: 'x' } })
    expect(answer.code).toBe(16)
    expect((await call(simulator, 'recordPlan.list', { token: operator, body: {} })).code).toBe(0)
  })

  it('have devices with channels, and know those that are free', async () => {
    const uid = await plan('recordPlan', {})
    const [one, two] = devices(2)
    const add = (id: string | undefined, channels: number[] = []) =>
      codeOf('planDevice.add', { plan_uid: uid, pu_list: [{ pu_id: id, channels }] })
    expect(await add(one?.id, [0])).toBe(0)
    expect([await add(one?.id), await add('PU_NONE'), await add(two?.id, [99])]).toEqual([3, 2, 4])
    expect(await codeOf('planDevice.add', { plan_uid: 'none', pu_list: [{ pu_id: two?.id }] })).toBe(2)
    const listed = (await ask('planDevice.list', page({ plan_uid: uid }))).data as {
      pu_id: string
      channels: object[]
    }[]
    expect(listed.map(({ pu_id: id, channels }) => [id, channels[0]])).toMatchObject([
      [one?.id, { channel: 0, select: true }],
    ])
    const free = await ask('planDevice.listFree', page({ plan_uid: uid }))
    expect(free.pageInfo?.totalCount).toBe(59)
    const remove = () => codeOf('planDevice.remove', { plan_uid: uid, pu_id_list: [one?.id] })
    expect([await remove(), await remove()]).toEqual([0, 2])
    expect((await ask('planDevice.list', page({ plan_uid: uid }))).data).toEqual([])
  })
})

describe('a recording plan', () => {
  it('records its channels in its time, and its log tells what happened', async () => {
    const [device] = devices(1)
    const uid = await plan('recordPlan', { time_slice: [MONDAY_NINE] })
    await ask('planDevice.add', { plan_uid: uid, pu_list: [{ pu_id: device?.id, channels: [0] }] })
    const nine = NOW_MS / 1000 + 3600
    simulator.control.advance({ seconds: 3000 })
    expect(await filesSince(NOW_MS / 1000, 'time')).toEqual([])
    simulator.control.advance({ seconds: 1500 })
    const [growing, ...others] = (await filesSince(NOW_MS / 1000, 'time')).toReversed()
    expect(others).toMatchObject([{ beginTime: nine, endTime: nine + 600 }])
    expect(growing).toMatchObject({ puID: device?.id, channelIndex: 0, beginTime: nine + 600, endTime: nine + 900 })
    const sessions = (await ask('monitor.listDialogs', { filter: { transportType: 'record' } })).data
    expect(sessions).toMatchObject([{ puId: device?.id, reason: 'time', FileTransSize: growing?.fileSize }])
    simulator.control.advance({ seconds: 7200 })
    const files = await filesSince(NOW_MS / 1000, 'time')
    expect(files.map(({ beginTime, endTime }) => [beginTime - nine, endTime - nine])).toEqual([
      [0, 600],
      [600, 1200],
      [1200, 1750],
    ])
    const log = (await ask('recordLog.device', {}, { puId: device?.id ?? '', channel: '0' })).data as {
      event: string
      time: number
    }[]
    expect(log.map(({ event }) => event)).toEqual([
      ...['CheckRecord', 'CheckRecord', 'PrepareRecord', 'OpenDialog', 'StartRecord', 'CreateRecordFile'],
      ...['SaveRecord', 'SplitRecord', 'CreateRecordFile', 'SaveRecord', 'SplitRecord', 'CreateRecordFile'],
      ...['CheckRecord', 'SaveRecord', 'StopRecord'],
    ])
    expect(log.map(({ time }) => time)).toEqual(log.map(({ time }) => time).toSorted((a, b) => a - b))
    const told = (await ask('recordLog.plan', {}, { planId: uid })).data as { info: string }[]
    expect(told.map(({ info }) => info)).toEqual([
      'outside the time slices',
      'the plan is at work',
      `recording ${device?.id}/0`,
      'outside the time slices',
      `stopped ${device?.id}/0: no plan wants it`,
    ])
  })

  it('stops when the device goes, goes on when it comes back, and skips ways of being on-line that it does not want', async () => {
    const [device] = devices(1)
    const id = device?.id ?? ''
    const uid = await plan('recordPlan', {})
    await ask('planDevice.add', { plan_uid: uid, pu_list: [{ pu_id: id, channels: [0] }] })
    simulator.control.advance({ seconds: 60 })
    simulator.control.setOnline({ device: id, online: false })
    simulator.control.advance({ seconds: 60 })
    simulator.control.setOnline({ device: id, online: true })
    simulator.control.advance({ seconds: 60 })
    const begin = NOW_MS / 1000
    expect(
      (await filesSince(begin, 'time')).map(({ beginTime, endTime }) => [beginTime - begin, endTime - begin]),
    ).toEqual([
      [0, 60],
      [120, 180],
    ])
    const { data } = await ask('device.status', {}, { puid: id })
    const { network } = data as { network: number }
    const others = (['wired', 'wifi', 'wireless'] as const).filter((_, index) => 2 << index !== network)
    await ask('recordPlan.change', { onlineModeList: others }, { uid })
    simulator.control.advance({ seconds: 60 })
    expect((await filesSince(begin, 'time')).at(-1)?.endTime).toBe(begin + 180)
  })

  it('gives a channel up for a minute when its session is closed by hand', async () => {
    const [device] = devices(1)
    const uid = await plan('recordPlan', {})
    await ask('planDevice.add', { plan_uid: uid, pu_list: [{ pu_id: device?.id, channels: [0] }] })
    simulator.control.advance({ seconds: 10 })
    const sessions = async () => (await ask('monitor.listDialogs')).data as { dialogId: string; createTime: number }[]
    const [first] = await sessions()
    expect(await codeOf('monitor.closeDialog', {}, { dialogId: first?.dialogId ?? '' })).toBe(0)
    expect(await codeOf('monitor.closeDialog', {}, { dialogId: first?.dialogId ?? '' })).toBe(2)
    expect(await sessions()).toEqual([])
    simulator.control.advance({ seconds: 61 })
    expect(await sessions()).toMatchObject([{ createTime: NOW_MS / 1000 + 70 }])
  })
})

describe('recording by hand', () => {
  it('runs until its end or until it is stopped', async () => {
    const [device] = devices(1)
    const begin = NOW_MS / 1000
    const start = (given: object = {}) =>
      codeOf('manualRecord.start', {
        ...{ pu_id: device?.id, channel_index: 0, video: true, audio: true, stop_record_time: 0 },
        ...given,
      })
    const stop = () => codeOf('manualRecord.stop', { pu_id: device?.id, channel_index: 0 })
    expect(await start({ stop_record_time: begin + 30 })).toBe(0)
    expect(await start()).toBe(7)
    simulator.control.advance({ seconds: 60 })
    expect(await stop()).toBe(2)
    expect(await start()).toBe(0)
    simulator.control.advance({ seconds: 60 })
    expect(await stop()).toBe(0)
    const files = await filesSince(begin, 'manual')
    expect(files.map(({ beginTime, endTime }) => [beginTime - begin, endTime - begin])).toEqual([
      [0, 30],
      [60, 120],
    ])
    expect(await start({ stop_record_time: begin })).toBe(4)
    expect(await start({ video: false, audio: false })).toBe(4)
    expect(await start({ pu_id: 'PU_NONE' })).toBe(2)
    expect(await start({ channel_index: 77 })).toBe(2)
    const gone = simulator.fleet().devices.find(({ online }) => !online)
    expect(await start({ pu_id: gone?.id })).toBe(5)
  })
})
