import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kind, openDeviceDesk, type DeviceDesk } from './device-desk.ts'

let desk: DeviceDesk
beforeEach(async () => {
  desk = await openDeviceDesk()
})
afterEach(() => desk.simulator.close())

type Document = Record<string, unknown>

describe('the Ethernet of a device', () => {
  it('reads back what was set, what is left out stays', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const before = await desk.data<Document>('ethernet.get', puid)
    expect(before).toMatchObject({ dhcp: 0, pppoe: -1, status: 2 })
    const change = { dhcp: 0, pppoe: -1, autoDNS: false, ip: '10.1.2.3', gateway: '10.1.2.1' }
    expect((await desk.ask('ethernet.set', puid, {}, change)).code).toBe(0)
    expect(await desk.data('ethernet.get', puid)).toEqual({ ...before, ...change })
  })

  it('gives what the net gave while DHCP is used, and tells a wrong address', async () => {
    const puid = desk.deviceOf(Kind.ptzCamera)
    const before = await desk.data<Document>('ethernet.get', puid)
    expect(before).toMatchObject({ dhcp: 1, status: 1, netMask: '255.255.0.0' })
    const own = { dhcp: 0, pppoe: 0, autoDNS: false, ip: '10.1.2.3', netMask: '255.255.255.0', gateway: '10.9.9.1' }
    expect((await desk.ask('ethernet.set', puid, {}, own)).code).toBe(0)
    expect(await desk.data('ethernet.get', puid)).toMatchObject({ ip: '10.1.2.3', status: 3 })
  })

  it('refuses what does not go together, and what the device lacks', async () => {
    const camera = desk.deviceOf(Kind.ptzCamera)
    const set = async (change: Document) =>
      (await desk.ask('ethernet.set', camera, {}, { dhcp: 0, pppoe: 0, autoDNS: false, ...change })).code
    expect(await set({ ip: '10.1.2' })).toBe(4)
    expect(await set({ ip: '10.1.2.3', netMask: '255.0.255.0' })).toBe(4)
    expect(await set({ dhcp: 1, pppoe: 1 })).toBe(4)
    expect(await set({ dns: ['nonsense'] })).toBe(4)
    const vehicle = desk.deviceOf(Kind.vehicle)
    const pppoe = { dhcp: 0, pppoe: 1, autoDNS: false, pppoeUserName: 'line' }
    expect((await desk.ask('ethernet.set', vehicle, {}, pppoe)).code).toBe(8)
    expect((await desk.ask('ethernet.get', desk.deviceOf(Kind.bodyCamera))).code).toBe(8)
  })

  it('needs the device on-line and known', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    expect((await desk.ask('ethernet.get', 'PU_NONE')).code).toBe(2)
    desk.simulator.control.setOnline({ device: puid, online: false })
    expect((await desk.ask('ethernet.get', puid)).code).toBe(5)
  })
})

describe('the Wi-Fi of a device', () => {
  interface Wifi extends Document {
    general: Document
    wifiAP?: Document
  }
  const settingsOf = ({ enable, mode, general }: Document) => ({ enable, mode, general })

  it('takes its own document back, and a change of a part', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    const before = await desk.data<Wifi>('wifi.get', puid)
    expect((await desk.ask('wifi.set', puid, {}, settingsOf(before))).code).toBe(0)
    const change = { enable: true, mode: 0, general: { ssid: 'Night-Shift' } }
    expect((await desk.ask('wifi.set', puid, {}, change)).code).toBe(0)
    const after = await desk.data<Wifi>('wifi.get', puid)
    expect(after.general).toEqual({ ...before.general, ssid: 'Night-Shift' })
    expect(after['signalLevel']).toBeGreaterThan(0)
  })

  it('has no signal when it is off', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    await desk.ask('wifi.set', puid, {}, { enable: false, mode: 0 })
    expect(await desk.data('wifi.get', puid)).toMatchObject({ enable: false, signalLevel: 0 })
  })

  it('refuses keys and pairs that cannot be', async () => {
    const puid = desk.deviceOf(Kind.vehicle)
    const set = async (change: Document) =>
      (await desk.ask('wifi.set', puid, {}, { enable: true, mode: 0, ...change })).code
    expect(await set({ general: { wpaKey: 'short' } })).toBe(4)
    expect(await set({ general: { securityType: 'wpa_psk', cryptType: 'none' } })).toBe(4)
    expect(await set({ general: { securityType: 'open', cryptType: 'wep40', wepKey: ['abc'] } })).toBe(4)
    expect(await set({ general: { securityType: 'open', cryptType: 'wep40', wepKey: ['abcde'] } })).toBe(0)
    expect(await set({ wifiHotSpot: { providerIndex: 9 } })).toBe(4)
    expect(await set({ wifiAP: { enable: true, safeType: 2 } })).toBe(8)
    expect(await set({ wifiAP: { enable: true, dhcpStartAddr: '192.168.99.1' } })).toBe(4)
  })

  it('keeps an access point that is fixed, and has none on a body camera', async () => {
    const helmet = desk.deviceOf(Kind.helmet)
    const { wifiAP } = await desk.data<Wifi>('wifi.get', helmet)
    expect(wifiAP).toMatchObject({ enableSetting: false })
    const set = async (puid: string, point: Document) =>
      (await desk.ask('wifi.set', puid, {}, { enable: false, mode: 0, wifiAP: point })).code
    expect(await set(helmet, { enable: wifiAP?.['enable'] })).toBe(0)
    expect(await set(helmet, { enable: !wifiAP?.['enable'] })).toBe(8)
    expect(await set(desk.deviceOf(Kind.bodyCamera), { enable: true })).toBe(8)
  })

  it('is missing on fixed cameras', async () => {
    expect((await desk.ask('wifi.get', desk.deviceOf(Kind.ptzCamera))).code).toBe(8)
  })
})

describe('the mobile networks of a device', () => {
  interface Module extends Document {
    typeAll: string[]
    trafficUpload: number
    onlineTime: number
  }
  const onRadio = async (): Promise<string> => {
    for (const { id, online } of desk.simulator.fleet().devices) {
      if (!online) continue
      const { code, data } = await desk.ask('radioNetwork.get', id)
      if (code === 0 && (data as Document[])[0]?.['online'] === true) return id
    }
    throw new Error('nobody is on a mobile network')
  }

  it('carry more as time passes', async () => {
    const puid = await onRadio()
    const [before] = await desk.data<Module[]>('radioNetwork.get', puid)
    desk.simulator.control.advance({ seconds: 3600 })
    const [after] = await desk.data<Module[]>('radioNetwork.get', puid)
    expect(after?.onlineTime).toBe((before?.onlineTime ?? 0) + 3600)
    expect(after?.trafficUpload).toBeGreaterThan((before?.trafficUpload ?? 0) + 100)
  })

  it('are set in their order, within what the module can', async () => {
    const puid = await onRadio()
    const [before] = await desk.data<Module[]>('radioNetwork.get', puid)
    const change = { enable: true, typeIndex: 2, apn: 'city.vpdn', rebootAfterDialingFatalErr: true }
    expect((await desk.ask('radioNetwork.set', puid, {}, [change])).code).toBe(0)
    expect((await desk.data<Module[]>('radioNetwork.get', puid))[0]).toEqual({ ...before, ...change })
    expect((await desk.ask('radioNetwork.set', puid, {}, [{ ...change, typeIndex: 7 }])).code).toBe(4)
    expect((await desk.ask('radioNetwork.set', puid, {}, [change, change])).code).toBe(4)
  })
})

describe('the servers of a device', () => {
  it('read back what was set; setting the clock at once is not kept', async () => {
    const puid = desk.deviceOf(Kind.bodyCamera)
    interface Servers {
      registerServer: Document
      reserveServer: Document
      timeSource: Document & { ntpServer: Document }
    }
    const before = await desk.data<Servers>('serverConfig.get', puid)
    const set = async (change: Document, ntp: Document = {}) => {
      const ntpServer = { ...before.timeSource.ntpServer, updateImmediately: true, ...ntp }
      return (
        await desk.ask(
          'serverConfig.set',
          puid,
          {},
          { ...before, timeSource: { ...before.timeSource, ntpServer }, ...change },
        )
      ).code
    }
    const registerServer = { ...before.registerServer, addr: '10.0.0.5', port: 9000 }
    expect(await set({ registerServer })).toBe(0)
    expect(await desk.data('serverConfig.get', puid)).toEqual({ ...before, registerServer })
    expect(await set({ registerServer: { ...registerServer, addr: '' } })).toBe(4)
    expect(await set({ registerServer: { ...registerServer, keepAliveInterval: 20 } })).toBe(4)
    expect(await set({}, { addr: ['one.example.net'] })).toBe(4)
  })
})

describe('an account without the permission for devices', () => {
  it('reads and does not set', async () => {
    await desk.simulator.close()
    desk = await openDeviceDesk('operator', 'Watch-2026')
    const puid = desk.deviceOf(Kind.vehicle)
    expect((await desk.ask('ethernet.get', puid)).code).toBe(0)
    expect((await desk.ask('ethernet.set', puid, {}, { dhcp: 1, pppoe: -1, autoDNS: true })).code).toBe(16)
  })
})
