import { operations } from '../../../../shared/platform/index.ts'
import { expect } from 'vitest'
import type { Caller } from './caller.ts'
import type { Scenario } from './scenario.ts'

const { gb28181In, gb28181InRecord, gb28181Out, gb28181OutDirectory } = operations

const FIRST = { page: 0, pageSize: 50 }

export const cascadeAbove: Scenario = {
  section: '28181out',
  async run(caller) {
    await directory(caller)
    const { data: created } = await caller.ok(gb28181Out.create, { body: UPPER })
    const { id } = created
    await caller.ok(gb28181Out.info, { params: { id } })
    await caller.ok(gb28181Out.change, {
      params: { id },
      body: { name: 'Ministry 2', password: 'other', disable: false, notIncludeChannel: true },
    })
    const { data: free } = await caller.ok(gb28181OutDirectory.listDevices, {
      body: { ...FIRST, filter: { notinusid: id, status: 0 } },
    })
    const puids = free.slice(0, 3).map(({ puid }) => puid)
    await caller.ok(gb28181Out.shareDevices, { body: { usid: id, puids } })
    const { data: shared } = await caller.ok(gb28181Out.listShared, { body: { ...FIRST, filter: { usid: id } } })
    expect(shared.map(({ puid }) => puid)).toEqual(puids)
    caller.simulator.control.advance({ seconds: 10 })
    await caller.ok(gb28181Out.pushCatalog, { params: { id } })
    const { data } = await caller.ok(gb28181Out.list)
    expect(data.upperservers.find(({ info }) => info.id === id)?.state.onlineStatus).toBe(true)
    await caller.ok(gb28181Out.state)
    await caller.ok(gb28181Out.unshareDevice, { params: { id: shared[0]?.id ?? 0 } })
    await caller.ok(gb28181Out.remove, { params: { id } })
  },
}

const UPPER = {
  name: 'Ministry',
  localGB28181ServerId: '32020000002000000001',
  localIp: '10.20.0.2',
  localPort: 0,
  password: 'secret',
  upperGB28181ServerId: '11000000002000000001',
  upperIp: '10.1.0.2',
  upperPort: 5060,
  disable: false,
  notIncludeChannel: false,
}

async function directory(caller: Caller): Promise<void> {
  const groupid = 'conformance'
  const gbid = '32020000001320777000'
  const channelid = '32020000001310777001'
  await caller.ok(gb28181OutDirectory.createGroup, { body: { id: groupid, name: 'Conformance', parentid: '' } })
  await caller.ok(gb28181OutDirectory.changeGroup, { params: { groupid }, body: { name: 'Checks', parentid: '' } })
  await caller.ok(gb28181OutDirectory.groupInfo, { params: { groupid } })
  await caller.ok(gb28181OutDirectory.listGroups, { body: { ...FIRST, filter: { match: 'checks' } } })
  const { data: taken } = await caller.ok(gb28181OutDirectory.listDevices, { body: FIRST })
  const known = new Set(taken.map(({ puid }) => puid))
  const puid = caller.simulator.fleet().devices.find(({ id }) => !known.has(id))?.id ?? ''
  const body = { gb28181id: gbid, name: 'Gate', groupid }
  await caller.ok(gb28181OutDirectory.createDevice, { body: { puid, ...body } })
  await caller.ok(gb28181OutDirectory.changeDevice, { params: { puid }, body: { ...body, name: 'Door' } })
  await caller.ok(gb28181OutDirectory.deviceByPuid, { params: { puid } })
  await caller.ok(gb28181OutDirectory.deviceByGbId, { params: { gbid } })
  const channel = { name: 'Lens', channelNum: 0, deviceId: gbid }
  await caller.ok(gb28181OutDirectory.createChannel, { body: { id: channelid, ...channel } })
  await caller.ok(gb28181OutDirectory.changeChannel, { params: { channelid }, body: { ...channel, name: 'Eye' } })
  await caller.ok(gb28181OutDirectory.channelInfo, { params: { channelid } })
  await caller.ok(gb28181OutDirectory.listChannels, { body: { ...FIRST, filter: { deviceId: gbid } } })
  await caller.ok(gb28181OutDirectory.removeChannel, { params: { channelid } })
  await caller.ok(gb28181OutDirectory.removeDevice, { params: { puid } })
  await caller.ok(gb28181OutDirectory.removeGroup, { params: { groupid } })
}

export const cascadeBelow: Scenario = {
  section: '28181in',
  async run(caller) {
    const id = '32020900002000000001'
    const platform = { name: 'County', username: 'county', password: 'secret', enable: 1 as const }
    await caller.ok(gb28181In.createPlatform, { body: { id, ...platform } })
    await caller.ok(gb28181In.changePlatform, { params: { id }, body: { ...platform, name: 'Shire' } })
    caller.simulator.control.advance({ seconds: 20 })
    const { data: info } = await caller.ok(gb28181In.platformInfo, { params: { id } })
    expect(info.online).toBe(true)
    await caller.ok(gb28181In.listPlatforms, { body: { ...FIRST, filter: { match: 'shire', status: 1 } } })
    await lowerDevice(caller, id)
    await caller.ok(gb28181In.config)
    await caller.ok(gb28181In.removePlatform, { params: { id } })
  },
}

async function lowerDevice(caller: Caller, platformID: string): Promise<void> {
  const id = '32020900001320900000'
  const device = {
    name: 'Depot',
    deviceType: 'carCamera' as const,
    mediaStreamProto: 2 as const,
    username: 'depot',
    password: 'secret',
    enable: 1 as const,
  }
  await caller.ok(gb28181In.createDevice, { body: { id, ...device, platformID } })
  await caller.ok(gb28181In.changeDevice, { params: { id }, body: { ...device, name: 'Yard' } })
  caller.simulator.control.advance({ seconds: 10 })
  const { data: info } = await caller.ok(gb28181In.deviceInfo, { params: { id } })
  expect(info.channels).toHaveLength(4)
  await caller.ok(gb28181In.listDevices, { body: { ...FIRST, filter: { platformID, status: 1 } } })
  await lowerRecordings(caller, id)
  await caller.ok(gb28181In.removeDevice, { params: { id } })
}

async function lowerRecordings(caller: Caller, id: string): Promise<void> {
  const endTime = Math.floor(Date.now() / 1000)
  const filter = { id, startTime: endTime - 86_000, endTime }
  const { data: files } = await caller.ok(gb28181InRecord.list, { body: { filter } })
  const file = files[0]?.id ?? ''
  await caller.ok(gb28181InRecord.createTasks, { body: { fileList: [file] } })
  caller.simulator.control.advance({ seconds: 60 })
  const { data: tasks } = await caller.ok(gb28181InRecord.queryTasks, { body: { fileList: [file] } })
  expect(tasks).toMatchObject([{ id: file, percent: 100 }])
  const bytes = await caller.file(gb28181InRecord.download, { params: { id: file } })
  expect(new TextDecoder().decode(bytes.subarray(4, 8))).toBe('ftyp')
}
