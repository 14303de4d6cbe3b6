import { expect } from 'vitest'
import type { BodyOf, DataOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, OPERATOR, whileOffline } from './devices.ts'
import type { Scenario } from './scenario.ts'

const { deviceNetwork, deviceRadio, deviceServer } = operations

const READS = [deviceNetwork.ethernet, deviceNetwork.wifi, deviceRadio.radioNetworks, deviceServer.servers]

export const networks: Scenario = {
  section: 'device management: networks and servers',
  async run(caller) {
    await ethernet(caller)
    await wifi(caller)
    await radio(caller)
    await servers(caller)
    const puid = onlineOf(caller, Kind.vehicle)
    await whileOffline(caller, puid, async () => {
      for (const operation of READS) await caller.refused(operation, { params: { puid } }, 5)
    })
    for (const operation of READS) await caller.refused(operation, { params: { puid: NO_DEVICE } }, 2)
    const operator = await caller.as(OPERATOR)
    await operator.ok(deviceNetwork.wifi, { params: { puid } })
    await operator.refused(deviceNetwork.setWifi, { params: { puid }, body: { enable: false, mode: 0 } }, 16)
  },
}

async function ethernet(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle) }
  const { data: before } = await caller.ok(deviceNetwork.ethernet, { params })
  const { status: _status, ...settings } = before
  const body = { ...settings, dhcp: 0 as const, autoDNS: false, ip: '10.1.2.3', gateway: '10.1.2.1' }
  await caller.ok(deviceNetwork.setEthernet, { params, body: { ...body, netMask: '255.255.255.0', dns: ['10.1.2.2'] } })
  const { data: after } = await caller.ok(deviceNetwork.ethernet, { params })
  expect(after).toMatchObject({ ...body, netMask: '255.255.255.0', dns: ['10.1.2.2'] })
  await caller.refused(deviceNetwork.setEthernet, { params, body: { ...body, ip: '10.1.2' } }, 4)
  await caller.refused(deviceNetwork.ethernet, { params: { puid: onlineOf(caller, Kind.bodyCamera) } }, 8)
}

async function wifi(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.vehicle) }
  const read = async () => (await caller.ok(deviceNetwork.wifi, { params })).data
  const before = await read()
  await caller.ok(deviceNetwork.setWifi, { params, body: wifiSettings(before) })
  const { signalLevel: _before, ...kept } = before
  expect(await read()).toMatchObject(kept)
  const point = { enable: true, ssid: 'Crew 7', channel: 6 }
  const change = { enable: true, mode: 0 as const, general: { ssid: 'Night-Shift' }, wifiAP: point }
  await caller.ok(deviceNetwork.setWifi, { params, body: change })
  const after = await read()
  expect(after.general).toEqual({ ...before.general, ssid: 'Night-Shift' })
  expect(after.wifiAP).toEqual({ ...before.wifiAP, ...point })
  expect(after.signalLevel).toBeGreaterThan(0)
  await caller.refused(deviceNetwork.setWifi, { params, body: { ...change, general: { wpaKey: 'short' } } }, 4)
  await caller.refused(deviceNetwork.wifi, { params: { puid: onlineOf(caller, Kind.ptzCamera) } }, 8)
}

/** What may be written of what was read. */
function wifiSettings(wifi: DataOf<typeof deviceNetwork.wifi>): BodyOf<typeof deviceNetwork.setWifi> {
  const { enable, mode, general, wifiHotSpot = {}, wifiAP } = wifi
  const { providerAll: _providers, areaAll: _areas, ...hotSpot } = wifiHotSpot
  if (!general || !wifiAP) throw new Error('the vehicle has no access point')
  const { enableSetting: _setting, macAddr: _address, ...point } = wifiAP
  return { enable, mode, general, wifiHotSpot: hotSpot, wifiAP: point }
}

async function radio(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.handheld) }
  const { data: before } = await caller.ok(deviceRadio.radioNetworks, { params })
  const typeIndex = (before[0]?.typeAll.length ?? 0) - 1
  const change = { enable: true, typeIndex, apn: 'city.vpdn', rebootAfterDialingFatalErr: true }
  await caller.ok(deviceRadio.setRadioNetworks, { params, body: [change] })
  const { data: after } = await caller.ok(deviceRadio.radioNetworks, { params })
  expect(after).toHaveLength(before.length)
  expect(after[0]).toMatchObject({ ...change, typeAll: before[0]?.typeAll, ICCID: before[0]?.ICCID })
  await caller.refused(deviceRadio.setRadioNetworks, { params, body: [{ ...change, typeIndex: 99 }] }, 4)
}

async function servers(caller: Caller): Promise<void> {
  const params = { puid: onlineOf(caller, Kind.bodyCamera) }
  const { data: before } = await caller.ok(deviceServer.servers, { params })
  const { timeSource } = before
  const ntpServer = { ...timeSource.ntpServer, addr: ['10.0.0.9'], port: [123] }
  const reserveServer = { ...before.registerServer, addr: '10.0.0.5', port: 9000 }
  const wanted = { ...before, timeSource: { ...timeSource, dst: true, ntpServer }, reserveServer }
  const body = {
    ...wanted,
    timeSource: { ...wanted.timeSource, ntpServer: { ...ntpServer, updateImmediately: true } },
  }
  await caller.ok(deviceServer.setServers, { params, body })
  const { data: after } = await caller.ok(deviceServer.servers, { params })
  expect(after).toEqual(wanted)
  const nowhere = { ...body, registerServer: { ...before.registerServer, addr: '' } }
  await caller.refused(deviceServer.setServers, { params, body: nowhere }, 4)
}
