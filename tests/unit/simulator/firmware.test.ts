import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onlineOf, openFleetDesk, type FleetDesk } from './fleet-desk.ts'

let desk: FleetDesk
const ask: FleetDesk['ask'] = (...given) => desk.ask(...given)
const advance = (seconds: number) => desk.simulator.control.advance({ seconds })

beforeEach(async () => {
  desk = await openFleetDesk()
})
afterEach(() => desk.simulator.close())

async function read<T>(name: string, puid: string): Promise<T> {
  const answer = await ask(name, { params: { puid } })
  if (answer.code !== 0) throw new Error(`${name}: ${answer.code} ${answer.msg}`)
  return answer.data as T
}

async function codeOf(name: string, puid: string, body?: unknown): Promise<number> {
  return (await ask(name, { params: { puid }, body })).code
}

const statusOf = async (puid: string) => (await read<{ status: number }>('device.status', puid)).status

interface Upgrade {
  percent: number
  speed: number
  softwareVersion: string
  updateFinishTime: number
}

describe('new firmware', () => {
  const upgradeOf = (puid: string) => read<Upgrade>('device.upgradeStatus', puid)
  const NOW = { fileid: 'NRU_1-F-DSJ-B9', promptly: 1 }

  it('is fetched, then taken into use by a restart', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const before = await upgradeOf(puid)
    expect(before.percent).toBe(-1)
    expect(await codeOf('device.upgrade', puid, NOW)).toBe(0)
    advance(20)
    const during = await upgradeOf(puid)
    expect(during.percent).toBeGreaterThan(20)
    expect(during.percent).toBeLessThan(60)
    expect(during.speed).toBeGreaterThan(0)
    expect(await codeOf('device.upgrade', puid, NOW)).toBe(7)
    advance(120)
    const after = await upgradeOf(puid)
    expect(after).toMatchObject({ percent: -1, speed: 0, softwareVersion: '2.9.0' })
    expect(after.updateFinishTime).toBeGreaterThan(before.updateFinishTime)
    expect((await read<Upgrade>('device.info', puid)).softwareVersion).toBe('2.9.0')
  })

  it('waits for the next start when told so', async () => {
    const puid = onlineOf(desk.simulator, 101)
    await ask('device.upgrade', { params: { puid }, body: { ...NOW, promptly: 0 } })
    advance(120)
    expect((await upgradeOf(puid)).softwareVersion).not.toBe('2.9.0')
    await ask('device.reboot', { params: { puid } })
    advance(30)
    expect((await upgradeOf(puid)).softwareVersion).toBe('2.9.0')
  })

  it('fails on command, and of another product; the next one is free to work', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const before = await upgradeOf(puid)
    const failing = async (order: object) => {
      expect(await codeOf('device.upgrade', puid, order)).toBe(0)
      advance(120)
      expect(await upgradeOf(puid)).toMatchObject({ percent: -1, speed: -1, softwareVersion: before.softwareVersion })
    }
    desk.simulator.control.failNext({ operation: 'device.upgrade', device: puid })
    await failing(NOW)
    await failing({ ...NOW, fileid: 'NRU_1-F-MDVR-8' })
    await ask('device.upgrade', { params: { puid }, body: NOW })
    advance(120)
    expect((await upgradeOf(puid)).softwareVersion).toBe('2.9.0')
  })

  it('is lost when the device goes away in the middle, and can be ordered again when it is back', async () => {
    const puid = onlineOf(desk.simulator, 101)
    const before = await upgradeOf(puid)
    const setOnline = (online: boolean) => desk.simulator.control.setOnline({ device: puid, online })
    expect(await codeOf('device.upgrade', puid, NOW)).toBe(0)
    advance(20)
    expect((await upgradeOf(puid)).percent).toBeGreaterThan(0)
    setOnline(false)
    expect(await codeOf('device.upgrade', puid, NOW)).toBe(5)
    advance(300)
    expect(await statusOf(puid)).toBe(0)
    setOnline(true)
    const failed = { percent: -1, speed: -1, softwareVersion: before.softwareVersion }
    expect(await upgradeOf(puid)).toMatchObject(failed)
    advance(300)
    expect(await upgradeOf(puid)).toMatchObject(failed)
    expect(await codeOf('device.upgrade', puid, NOW)).toBe(0)
    advance(120)
    expect(await upgradeOf(puid)).toMatchObject({ percent: -1, speed: 0, softwareVersion: '2.9.0' })
  })

  it('is lost by a restart in the middle', async () => {
    const puid = onlineOf(desk.simulator, 101)
    await ask('device.upgrade', { params: { puid }, body: NOW })
    advance(10)
    expect(await codeOf('device.reboot', puid)).toBe(0)
    advance(120)
    expect(await upgradeOf(puid)).toMatchObject({ percent: -1, speed: -1 })
    expect((await upgradeOf(puid)).softwareVersion).not.toBe('2.9.0')
  })

  it('is refused: no such file 2, no firmware 4', async () => {
    const puid = onlineOf(desk.simulator, 101)
    expect(await codeOf('device.upgrade', puid, { ...NOW, fileid: 'none' })).toBe(2)
    const picture = await ask('device.snapshot', { params: { puid, index: 0 } })
    expect(await codeOf('device.upgrade', puid, { ...NOW, fileid: (picture.data as { fileID: string }).fileID })).toBe(
      4,
    )
  })
})
