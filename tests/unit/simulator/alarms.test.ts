import { Value } from 'typebox/value'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { pushes } from '../../../shared/platform/index.ts'
import type { SimulatorOptions } from '../../simulator/options.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf, until } from './desk.ts'

let simulator: Simulator
let token: string
async function start(options: Partial<SimulatorOptions> = {}): Promise<void> {
  simulator = await startSimulator({ devices: 60, ...options })
  token = await tokenOf(simulator)
}
afterEach(() => simulator.close())

interface Row {
  key: string
  type: number
  status: number
  timestamp: number
  device_id: string
  lat?: number
  desc?: string
  user_id?: string
  operator_id?: string
  process_desc?: string
  process_time?: number
}

async function alarms(filter: object = {}, page = 0, pageSize = 1000) {
  const answer = await call(simulator, 'alarm.list', { token, body: { page, pageSize, filter } })
  expect(answer.code).toBe(0)
  return { rows: answer.data as Row[], total: answer.pageInfo?.totalCount ?? -1 }
}

const aDevice = () => {
  const found = simulator.fleet().devices.find((device) => device.online && !device.terminal)
  if (!found) throw new Error('no device is on-line')
  return found.id
}

it('has a past, the same each time, newest first, with nothing that lies ahead', async () => {
  await start({ seed: 5 })
  const { rows, total } = await alarms()
  expect(total).toBeGreaterThan(20)
  expect(rows).toHaveLength(total)
  const times = rows.map((row) => row.timestamp)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(times[0]).toBeLessThanOrEqual(Date.now() / 1000)
  expect(new Set(rows.map((row) => row.key)).size).toBe(total)
  for (const row of rows) {
    const wasProcessed = row.status === AlarmState.released || row.status === AlarmState.ignored
    expect(row.process_time === undefined).toBe(!wasProcessed)
    expect(row.process_time ?? Number.POSITIVE_INFINITY).toBeGreaterThan(row.timestamp)
  }
})

it('lists what is raised with the place of the device, and the user signed in on it', async () => {
  await start()
  const before = (await alarms()).total
  const device = aDevice()
  const { key } = simulator.control.alarm({ device, channel: 0, description: 'SOS at the gate' })
  const { rows, total } = await alarms()
  expect(total).toBe(before + 1)
  const place = (await call(simulator, 'device.gps', { token, params: { puid: device } })).data as { lat: number }
  expect(rows[0]).toMatchObject({ key, type: AlarmType.sos, status: AlarmState.active, device_id: device })
  expect(rows[0]?.lat).toBeCloseTo(place.lat, 2)
  const terminal = simulator.fleet().devices.find((entry) => entry.terminal)?.id ?? ''
  simulator.control.alarm({ device: terminal })
  expect((await alarms()).rows[0]?.user_id).toMatch(/^officer/)
  expect(() => simulator.control.alarm({ device: 'PU_NONE' })).toThrow()
})

it('filters, and pages', async () => {
  await start()
  const device = aDevice()
  for (const description of ['north gate', 'south gate', 'bridge']) simulator.control.alarm({ device, description })
  simulator.control.alarm({ device, type: AlarmType.motion, channel: 3, description: 'bridge' })
  const totalOf = async (filter: object) =>
    (await alarms({ device_id: device, timestamp_min: sinceS, ...filter })).total
  const sinceS = Math.floor(Date.now() / 1000) - 5
  expect(await totalOf({})).toBe(4)
  expect(await totalOf({ match: 'GATE' })).toBe(2)
  expect(await totalOf({ desc: 'bridge' })).toBe(2)
  expect(await totalOf({ type: AlarmType.motion })).toBe(1)
  expect(await totalOf({ sub_device_index: 3 })).toBe(1)
  expect(await totalOf({ status: [AlarmState.released, AlarmState.ignored] })).toBe(0)
  expect(await totalOf({ timestamp_max: sinceS - 1 })).toBe(0)
  const pages = [await alarms({}, 0, 2), await alarms({}, 1, 2)]
  expect(pages.flatMap(({ rows }) => rows.map((row) => row.key))).toEqual(
    (await alarms({}, 0, 4)).rows.map((row) => row.key),
  )
})

it('keeps who processed an alarm and how', async () => {
  await start()
  const { key } = simulator.control.alarm({ device: aDevice(), description: 'SOS' })
  const process = (params: { key: string }, body: object) => call(simulator, 'alarm.process', { token, params, body })
  expect((await process({ key }, { status: AlarmState.ignored, process_desc: 'a drill', lat: 1.5 })).code).toBe(0)
  expect((await alarms({ operator_id: 'admin' })).rows).toMatchObject([
    { key, status: AlarmState.ignored, process_desc: 'a drill', lat: 1.5, desc: 'SOS' },
  ])
  expect((await process({ key: 'none' }, { status: 2 })).code).toBe(2)
  expect((await process({ key }, { status: 9 })).code).toBe(4)
})

it('releases by itself what the device takes back, and not what somebody processed', async () => {
  await start()
  const device = aDevice()
  const left = simulator.control.alarm({ device, type: AlarmType.videoLost, releaseAfter: 60 })
  const processed = simulator.control.alarm({ device, type: AlarmType.motion, releaseAfter: 60 })
  await call(simulator, 'alarm.process', { token, params: { key: processed.key }, body: { status: 3 } })
  simulator.control.advance({ seconds: 59 })
  expect((await alarms()).rows.find((row) => row.key === left.key)?.status).toBe(AlarmState.active)
  simulator.control.advance({ seconds: 2 })
  const { rows } = await alarms()
  expect(rows.find((row) => row.key === left.key)?.status).toBe(AlarmState.releasedByItself)
  expect(rows.find((row) => row.key === processed.key)?.status).toBe(AlarmState.ignored)
})

it('raises alarms by itself while there is life', async () => {
  await start({ churn: 2 })
  const before = (await alarms()).total
  simulator.control.advance({ seconds: 300 })
  const after = (await alarms()).total
  expect(after).toBeGreaterThan(before + 10)
})

it('pushes what is raised and what becomes of it', async () => {
  await start()
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${pushes.alarm.path}`, [token])
  const frames: { key: string; status: number }[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString('utf8'))))
  await new Promise((resolve) => socket.once('open', resolve))
  const { key } = simulator.control.alarm({ device: aDevice() })
  await call(simulator, 'alarm.process', { token, params: { key }, body: { status: AlarmState.released } })
  await until(() => frames.length === 2)
  expect(frames).toMatchObject([
    { key, status: AlarmState.active },
    { key, status: AlarmState.released },
  ])
  for (const frame of frames) expect(Value.Check(pushes.alarm.frame, frame)).toBe(true)
  socket.terminate()
})
