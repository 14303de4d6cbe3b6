import { describe, expect, it } from 'vitest'
import { Value } from 'typebox/value'
import { PlatformCode } from '../../../../shared/platform/codes.ts'
import { pushes } from '../../../../shared/platform/index.ts'
import { drivingVehicle } from '../../../support/on-the-way.ts'
import { openPlatform } from '../../../support/platform.ts'
import { tokenOf, until } from '../desk.ts'
import { subscribe } from './client.ts'

describe('a subscription', () => {
  it('carries its own frames only', async () => {
    const simulator = await openPlatform()
    const token = await tokenOf(simulator)
    const online = await subscribe(simulator, 'onlineStatus', token)
    const others = await Promise.all(
      (['alarm', 'im', 'conference', 'command'] as const).map((name) => subscribe(simulator, name, token)),
    )
    const [device] = simulator.fleet().devices
    simulator.control.setOnline({ device: device?.id ?? '', online: !device?.online })
    await until(() => online.frames.length > 0)
    expect(others.flatMap(({ frames }) => frames as unknown[])).toEqual([])
  })

  it('holds messages of clients against the contract, empty ones are free', async () => {
    const simulator = await openPlatform()
    const token = await tokenOf(simulator)
    const positions = await subscribe(simulator, 'gpsData', token)
    const alarms = await subscribe(simulator, 'alarm', token)
    positions.socket.send('')
    positions.send({ puid: 'PU_1' })
    positions.send({ all: false, colour: 'red' })
    positions.socket.send('{')
    alarms.socket.send('')
    alarms.send({})
    await until(() => simulator.seen().violations.length === 4)
    expect(simulator.seen().violations.map(({ method, path, reason }) => [method, path, reason])).toEqual(
      expect.arrayContaining([
        ['WS', pushes.gpsData.path, '/puid: must be array'],
        ['WS', pushes.gpsData.path, '/colour: unknown field'],
        ['WS', pushes.gpsData.path, 'not JSON'],
        ['WS', pushes.alarm.path, 'takes nothing but empty messages'],
      ]),
    )
  })

  it('speaks as it is printed when asked to', async () => {
    const simulator = await openPlatform({ asDocumented: true })
    const { frames } = await subscribe(simulator, 'onlineStatus', await tokenOf(simulator))
    const [device] = simulator.fleet().devices
    simulator.control.setOnline({ device: device?.id ?? '', online: !device?.online })
    await until(() => frames.length > 0)
    expect(frames[0]?.device).toMatchObject({ ID: device?.id })
  })
})

describe('positions', () => {
  it('come of the devices that were asked for, until they are taken away', async () => {
    const simulator = await openPlatform({ positionsMs: 100 })
    const { frames, send } = await subscribe(simulator, 'gpsData', await tokenOf(simulator))
    const first = simulator.fleet().devices.find(({ online, classId }) => online && classId === 101)
    const second = drivingVehicle(simulator)
    const ids = () => new Set(frames.map(({ devId }) => devId))
    send({ badd: true, puid: [first?.id, second] })
    await until(() => ids().size === 2)
    expect(frames.every((frame) => Value.Check(pushes.gpsData.frame, frame))).toBe(true)
    send({ badd: false, puid: [first?.id] })
    await until(() => simulator.seen().websockets[0]?.received === 2)
    frames.length = 0
    await until(() => frames.length >= 2)
    expect([...ids()]).toEqual([second])
  })

  it('come of every on-line device after `all`, those that move again and again', async () => {
    const simulator = await openPlatform({ positionsMs: 100 })
    const { frames, send } = await subscribe(simulator, 'gpsData', await tokenOf(simulator))
    const moving = drivingVehicle(simulator)
    send({ all: true })
    const online = simulator.fleet().devices.filter((device) => device.online)
    await until(() => new Set(frames.map(({ devId }) => devId)).size === online.length)
    const of = () => frames.filter(({ devId }) => devId === moving)
    await until(() => of().length >= 3)
    const [before, after] = of()
    expect(after?.time).toBeGreaterThan(before?.time ?? Infinity)
    expect([after?.lat, after?.lng]).not.toEqual([before?.lat, before?.lng])
  })

  it('come as a stream of 5000 a second when a benchmark asks for it', async () => {
    const simulator = await openPlatform({ devices: 300 })
    const { frames, send } = await subscribe(simulator, 'gpsData', await tokenOf(simulator))
    simulator.control.positions({ perSecond: 5000 })
    send({ all: true })
    await until(() => frames.length > 0)
    const startMs = performance.now()
    frames.length = 0
    await until(() => frames.length >= 5000)
    expect(performance.now() - startMs).toBeLessThan(3000)
  })
})

describe('a command to a desk', () => {
  it('is answered by the reply with its id', async () => {
    const simulator = await openPlatform()
    const { frames, send } = await subscribe(simulator, 'command', await tokenOf(simulator))
    const given = simulator.control.commandDesk({ account: 'admin', command: 'open_dialog', data: { id: 'PU_1' } })
    await until(() => frames.length === 1)
    expect(frames[0]).toEqual({
      id: expect.any(String),
      method: 'post',
      command: 'open_dialog',
      timeout: 30_000,
      data: { id: 'PU_1' },
    })
    send({ id: 'another', code: 0, msg: 'OK' })
    send({ id: frames[0]?.id, code: 7, msg: 'all panes are taken' })
    expect(await given).toEqual({ code: 7, msg: 'all panes are taken' })
    expect(simulator.seen().violations.map(({ reason }) => reason)).toEqual(['reply to another, which is not open'])
  })

  it('fails when no desk listens, when it goes away and when it stays silent', async () => {
    const simulator = await openPlatform()
    const order = { account: 'admin', command: 'conf_join' as const }
    expect(await simulator.control.commandDesk(order)).toMatchObject({ code: PlatformCode.offline })
    const { socket, frames } = await subscribe(simulator, 'command', await tokenOf(simulator))
    const silent = simulator.control.commandDesk({ ...order, timeoutMs: 20_000 })
    simulator.control.advance({ seconds: 21 })
    expect(await silent).toMatchObject({ code: PlatformCode.timeout })
    const left = simulator.control.commandDesk(order)
    await until(() => frames.length === 2)
    socket.close()
    expect(await left).toMatchObject({ code: PlatformCode.offline })
  })
})
