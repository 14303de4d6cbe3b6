import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kind, openDeviceDesk, type DeviceDesk } from './device-desk.ts'

let desk: DeviceDesk
let puid: string
beforeEach(async () => {
  desk = await openDeviceDesk()
  puid = desk.deviceOf(Kind.ptzCamera)
})
afterEach(() => desk.simulator.close())

type Document = Record<string, unknown>
const PTZ = { index: 0 }
const look = () => desk.simulator.control.ptz({ device: puid, index: 0 })
const wait = (seconds: number) => desk.simulator.control.advance({ seconds })
const control = async (operate: string, stop: boolean, speed?: number) =>
  (
    await desk.ask('ptz.control', puid, PTZ, {
      operate,
      stop,
      ...(speed === undefined ? {} : { hSpeed: speed, vSpeed: speed }),
    })
  ).code
const code = async (name: string, place: Document = {}, body: unknown = {}) =>
  (await desk.ask(name, puid, { ...PTZ, ...place } as Record<string, number>, body)).code

describe('the lens and the head', () => {
  it('turn with the speed that is wanted until they are stopped', async () => {
    expect(await control('right', false, 10)).toBe(0)
    wait(3)
    expect(look()).toMatchObject({ pan: 30, tilt: 0, isMoving: true })
    wait(1)
    expect(await control('right', true)).toBe(0)
    wait(10)
    expect(look()).toMatchObject({ pan: 40, isMoving: false })
    await control('leftdown', false, 50)
    wait(1)
    await control('leftdown', true)
    expect(look()).toMatchObject({ pan: 350, tilt: -30, isMoving: false })
  })

  it('go no farther than their ends', async () => {
    await control('down', false, 100)
    await control('zoominc', false)
    wait(60)
    expect(look()).toMatchObject({ tilt: -90, zoom: 30, isMoving: false })
    await control('focusdec', false, 100)
    wait(1)
    expect(look().focus).toBe(10)
    await control('focusdec', true)
  })

  it('zoom while they turn; each is stopped by itself', async () => {
    await control('left', false, 10)
    await control('zoominc', false, 25)
    wait(2)
    await control('zoominc', true)
    wait(1)
    expect(look()).toMatchObject({ pan: 330, zoom: 5, isMoving: true })
  })

  it('need speeds to turn, and one of the operations', async () => {
    expect(await control('up', false)).toBe(4)
    expect(await control('up', false, 101)).toBe(4)
    expect(await control('sideways', false, 10)).toBe(4)
  })

  it('are missing on other devices, belong to one channel of a vehicle', async () => {
    const on = async (device: string, index: number) =>
      (await desk.ask('ptz.control', device, { index }, { operate: 'up', stop: true })).code
    expect(await on(desk.deviceOf(Kind.bodyCamera), 0)).toBe(2)
    expect(await on(desk.deviceOf(Kind.vehicle), 0)).toBe(0)
    expect(await on(desk.deviceOf(Kind.vehicle), 3)).toBe(2)
    desk.simulator.control.setOnline({ device: puid, online: false })
    expect(await control('up', true)).toBe(5)
  })
})

describe('presets', () => {
  const list = () => desk.data<{ id: number; name: string }[]>('preset.list', puid, PTZ)

  it('are added where the camera looks, renamed, gone to, deleted', async () => {
    await control('right', false, 50)
    wait(2)
    await control('right', true)
    expect(await code('preset.add', {}, { id: 77, name: 'East' })).toBe(0)
    expect(await code('preset.add', {}, { id: 77, name: 'Again' })).toBe(3)
    expect(await code('preset.change', { id: 77 }, { name: 'East gate' })).toBe(0)
    expect(await list()).toContainEqual({ id: 77, name: 'East gate' })
    await control('left', false, 100)
    wait(1)
    await control('left', true)
    expect(look().pan).toBe(0)
    expect(await code('preset.go', { id: 77 }, { hSpeed: 20, vSpeed: 20 })).toBe(0)
    wait(2)
    expect(look()).toMatchObject({ pan: 40, isMoving: true })
    wait(3)
    expect(look()).toMatchObject({ pan: 100, isMoving: false })
    expect(await code('preset.remove', { id: 77 })).toBe(0)
    expect(await list()).not.toContainEqual({ id: 77, name: 'East gate' })
    expect(await code('preset.go', { id: 77 }, { hSpeed: 20, vSpeed: 20 })).toBe(2)
    expect(await code('preset.remove', { id: 77 })).toBe(2)
    expect(await code('preset.change', { id: 77 }, { name: '' })).toBe(2)
    expect(await code('preset.add', {}, { id: 256, name: 'Too high' })).toBe(4)
    expect(await code('preset.add', {}, { id: -1, name: 'None' })).toBe(4)
  })

  it('are reached the short way round', async () => {
    await control('left', false, 10)
    wait(1)
    await control('left', true)
    await code('preset.add', {}, { id: 80, name: 'Just left' })
    await control('right', false, 20)
    wait(1)
    await control('right', true)
    await code('preset.go', { id: 80 }, { hSpeed: 10, vSpeed: 10 })
    wait(2)
    expect(look()).toMatchObject({ pan: 350, isMoving: false })
  })
})

describe('routes', () => {
  interface Route {
    id: number
    name: string
    points: Document[]
  }
  const list = () => desk.data<Route[]>('cruise.list', puid, PTZ)
  const point = (id: number, change: Document = {}) => ({ id, hSpeed: 100, vSpeed: 100, duration: 10, ...change })

  /** Presets 90 and 91 at 0 and 100 degrees. */
  async function twoPresets(): Promise<void> {
    await code('preset.add', {}, { id: 90, name: 'A' })
    await control('right', false, 100)
    wait(1)
    await control('right', true)
    await code('preset.add', {}, { id: 91, name: 'B' })
  }

  it('move the camera from point to point, over and over, until they are stopped', async () => {
    await twoPresets()
    expect(await code('cruise.add', {}, { id: 5, name: 'Two', points: [point(90), point(91)] })).toBe(0)
    expect(await code('cruise.start', { id: 5 })).toBe(0)
    expect(look()).toMatchObject({ isMoving: true, route: 5 })
    wait(2)
    expect(look().pan).toBe(0)
    // 1 s there, 10 s of rest, 1 s back, 10 s of rest.
    wait(11)
    expect(look().pan).toBe(100)
    wait(11)
    expect(look().pan).toBe(0)
    wait(220)
    expect(look().pan).toBe(0)
    wait(11)
    expect(look()).toMatchObject({ pan: 100, route: 5 })
    expect(await code('cruise.stop', { id: 5 })).toBe(0)
    wait(60)
    expect(look()).toMatchObject({ pan: 100, isMoving: false, route: undefined })
  })

  it('end when the device goes off-line: the camera stands, also when it is back', async () => {
    await twoPresets()
    await code('cruise.add', {}, { id: 5, name: 'Two', points: [point(90), point(91)] })
    await code('cruise.start', { id: 5 })
    wait(0.5)
    expect(look()).toMatchObject({ isMoving: true, route: 5 })
    desk.simulator.control.setOnline({ device: puid, online: false })
    const { pan } = look()
    expect(pan).toBe(50)
    wait(60)
    expect(look()).toMatchObject({ pan, isMoving: false, route: undefined })
    desk.simulator.control.setOnline({ device: puid, online: true })
    wait(60)
    expect(look()).toMatchObject({ pan, isMoving: false })
    expect(await code('cruise.start', { id: 5 })).toBe(0)
    expect(look().route).toBe(5)
  })

  it('end when somebody takes the camera over, or when they are deleted', async () => {
    await code('cruise.start', { id: 0 })
    await control('up', false, 1)
    expect(look().route).toBeUndefined()
    await code('cruise.start', { id: 0 })
    expect(look().route).toBe(0)
    expect(await code('cruise.remove', { id: 0 })).toBe(0)
    expect(look().route).toBeUndefined()
    expect(await list()).toEqual([])
    expect(await code('cruise.start', { id: 0 })).toBe(2)
  })

  it('leave out points whose preset is gone', async () => {
    await twoPresets()
    await code('cruise.add', {}, { id: 5, name: 'Two', points: [point(90), point(91)] })
    await code('preset.remove', { id: 90 })
    await code('cruise.start', { id: 5 })
    wait(300)
    expect(look()).toMatchObject({ pan: 100, route: 5 })
    await code('preset.remove', { id: 91 })
    wait(60)
    expect(look().route).toBeUndefined()
  })

  it('keep their points up to the first invalid one, and have limits', async () => {
    expect(await code('cruise.add', {}, { id: 5, name: 'Cut', points: [point(1), point(-1), point(2)] })).toBe(0)
    expect((await list()).find(({ id }) => id === 5)?.points).toEqual([point(1)])
    expect(await code('cruise.add', {}, { id: 5, name: 'Twice', points: [point(1)] })).toBe(3)
    expect(await code('cruise.add', {}, { id: 6, name: 'None', points: [point(-1)] })).toBe(4)
    expect(await code('cruise.add', {}, { id: 6, name: 'Nowhere', points: [point(200)] })).toBe(2)
    for (let id = 10; id < 16; id++) expect(await code('cruise.add', {}, { id, name: '', points: [point(1)] })).toBe(0)
    expect(await code('cruise.add', {}, { id: 16, name: '', points: [point(1)] })).toBe(18)
  })
})

describe('an account that may not open the device', () => {
  it('may not move it', async () => {
    await desk.simulator.close()
    desk = await openDeviceDesk('viewer', 'View-2026')
    const cameras = desk.simulator.fleet().devices.filter(({ classId, online }) => online && classId === Kind.ptzCamera)
    const denied = cameras.find(({ number }) => number % 3 === 0)
    const open = cameras.find(({ number }) => number % 3 !== 0)
    const stop = { operate: 'up', stop: true }
    expect((await desk.ask('ptz.control', denied?.id ?? '', PTZ, stop)).code).toBe(16)
    expect((await desk.ask('ptz.control', open?.id ?? '', PTZ, stop)).code).toBe(0)
  })
})
