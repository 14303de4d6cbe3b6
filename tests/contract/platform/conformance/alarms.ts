import { expect } from 'vitest'
import { AlarmState, AlarmType } from '../../../../shared/platform/alarm.ts'
import type { BodyOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { alarm } = operations

type Filter = NonNullable<BodyOf<typeof alarm.list>['filter']>

/** Keys of all alarms that fit, in the order in which they come. */
async function keys(caller: Caller, filter: Filter): Promise<string[]> {
  const rows = await inPages(
    (page) => caller.ok(alarm.list, { body: { ...page, filter } }),
    ({ key }) => key,
  )
  return rows.map(({ key = '' }) => key)
}

async function rowOf(caller: Caller, key: string) {
  const { data } = await caller.ok(alarm.list, { body: { page: 0, pageSize: 1000 } })
  return data.find((row) => row.key === key)
}

async function past(caller: Caller): Promise<void> {
  const rows = await inPages(
    (page) => caller.ok(alarm.list, { body: page }),
    ({ key }) => key,
  )
  const times = rows.map(({ timestamp = 0 }) => timestamp)
  expect(times).toEqual(times.toSorted((one, other) => other - one))
  const seen = rows.filter(({ process_time }) => process_time !== undefined)
  const [oldest] = seen.toSorted((one, other) => (one.process_time ?? 0) - (other.process_time ?? 0))
  const until = oldest?.process_time ?? 0
  expect(await keys(caller, { process_time_max: until })).toContain(oldest?.key)
  expect(await keys(caller, { process_time_min: until, operator_id: 'operator' })).toHaveLength(seen.length)
  const { status = AlarmState.released } = oldest ?? {}
  expect(await keys(caller, { status: [status] })).toEqual(
    rows.filter((row) => row.status === status).map(({ key }) => key),
  )
}

/** A call for help, an input that closes and opens again: who looks for them finds them. */
async function raised(caller: Caller, device: string) {
  const { control } = caller.simulator
  const { key: sos } = control.alarm({ device, description: 'SOS at the north gate' })
  const { key: input } = control.alarm({
    device,
    type: AlarmType.alarmInput,
    channel: 1,
    description: 'Door 1 open',
    releaseAfter: 30,
  })
  const of = await rowOf(caller, input)
  const filter: Filter = { device_id: device, timestamp_min: of?.timestamp ?? 0 }
  expect(await keys(caller, { device_id: device })).toEqual(expect.arrayContaining([input, sos]))
  expect(await keys(caller, { ...filter, match: 'NORTH' })).toEqual([sos])
  expect(await keys(caller, { ...filter, desc: 'door' })).toEqual([input])
  expect(await keys(caller, { ...filter, type: AlarmType.alarmInput })).toEqual([input])
  expect(await keys(caller, { ...filter, sub_device_index: 1 })).toEqual([input])
  expect(await keys(caller, { device_id: device, timestamp_max: (of?.timestamp ?? 0) - 60 })).not.toContain(sos)
  return { sos, input }
}

export const alarms: Scenario = {
  section: 'alarm record',
  async run(caller) {
    await past(caller)
    const terminal = caller.simulator.fleet().devices.find((entry) => entry.terminal && entry.online)?.id ?? ''
    const { sos, input } = await raised(caller, terminal)
    const row = await rowOf(caller, sos)
    expect(row).toMatchObject({ type: AlarmType.sos, status: AlarmState.active, device_id: terminal })
    const { data: place } = await caller.ok(operations.device.gps, { params: { puid: terminal } })
    expect(row?.lat).toBeCloseTo(place.lat, 2)
    expect(row?.lng).toBeCloseTo(place.lng, 2)
    // Of a terminal it is the alarm of who carries it.
    const { data: carrier } = await caller.ok(operations.user.info, { params: { userid: row?.user_id ?? '' } })
    expect(row?.user_name).toBe(carrier.name)
    expect(await keys(caller, { user_id: carrier.id, status: [AlarmState.active] })).toContain(sos)

    caller.simulator.control.advance({ seconds: 31 })
    expect(await rowOf(caller, input)).toMatchObject({ status: AlarmState.releasedByItself })
    await processed(caller, sos)
  },
}

async function processed(caller: Caller, key: string): Promise<void> {
  const params = { key }
  const viewer = await caller.as({ username: 'viewer', password: 'View-2026' })
  await viewer.refused(alarm.process, { params, body: { status: AlarmState.ignored } }, 16)
  await caller.refused(alarm.process, { params: { key: 'none' }, body: { status: AlarmState.released } }, 2)
  const operator = await caller.as({ username: 'operator', password: 'Watch-2026' })
  const body = { status: AlarmState.released, lat: 39.5, desc: 'SOS, bridge', process_desc: 'patrol sent' }
  await operator.ok(alarm.process, { params, body })
  const row = await rowOf(caller, key)
  expect(row).toMatchObject({ ...body, operator_id: 'operator' })
  expect(row?.process_time).toBeGreaterThan(row?.timestamp ?? Infinity)
  const since = { process_time_min: row?.process_time ?? 0 }
  expect(await keys(caller, { ...since, operator_id: 'operator', match: 'PATROL' })).toEqual([key])
  expect(await keys(caller, { ...since, operator_id: 'admin' })).toEqual([])
}
