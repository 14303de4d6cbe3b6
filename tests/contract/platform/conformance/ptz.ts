import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import { Kind, NO_DEVICE, onlineOf, whileOffline } from './devices.ts'
import type { Scenario } from './scenario.ts'

const { ptz } = operations

const SPEEDS = { hSpeed: 100, vSpeed: 100 }
const VIEWER = { username: 'viewer', password: 'View-2026' }

export const cameras: Scenario = {
  section: 'ptz',
  async run(caller) {
    await movements(caller)
    await presets(caller)
    await routes(caller)
    await refusals(caller)
  },
}

const atCamera = (caller: Caller) => ({ puid: onlineOf(caller, Kind.ptzCamera), index: 0 })

async function turn(caller: Caller, operate: 'left' | 'right', seconds: number): Promise<void> {
  const params = atCamera(caller)
  await caller.ok(ptz.control, { params, body: { operate, ...SPEEDS, stop: false } })
  caller.simulator.control.advance({ seconds })
  await caller.ok(ptz.control, { params, body: { operate, stop: true } })
}

function viewOf(caller: Caller) {
  const { puid, index } = atCamera(caller)
  return caller.simulator.control.ptz({ device: puid, index })
}

async function movements(caller: Caller): Promise<void> {
  const params = atCamera(caller)
  const before = viewOf(caller)
  await turn(caller, 'right', 1)
  const after = viewOf(caller)
  expect(after.isMoving).toBe(false)
  expect(after.pan).not.toBe(before.pan)
  for (const stop of [false, true]) {
    await caller.ok(ptz.control, { params, body: { operate: 'zoominc', stop } })
    caller.simulator.control.advance({ seconds: 1 })
  }
  expect(viewOf(caller).zoom).toBeGreaterThan(before.zoom)
  await caller.refused(ptz.control, { params, body: { operate: 'up', stop: false } }, 4)
}

async function presets(caller: Caller): Promise<void> {
  const params = atCamera(caller)
  const atPreset = { ...params, id: 77 }
  const list = async () => (await caller.ok(ptz.presets, { params })).data
  const before = await list()
  await caller.ok(ptz.addPreset, { params, body: { id: 77, name: 'East' } })
  await caller.refused(ptz.addPreset, { params, body: { id: 77, name: 'Again' } }, 3)
  await caller.ok(ptz.changePreset, { params: atPreset, body: { name: 'East gate' } })
  expect(await list()).toEqual(expect.arrayContaining([...before, { id: 77, name: 'East gate' }]))
  const { pan } = viewOf(caller)
  await turn(caller, 'left', 1)
  expect(viewOf(caller).pan).not.toBeCloseTo(pan, 0)
  await caller.ok(ptz.goToPreset, { params: atPreset, body: SPEEDS })
  caller.simulator.control.advance({ seconds: 30 })
  expect(viewOf(caller)).toMatchObject({ isMoving: false })
  expect(viewOf(caller).pan).toBeCloseTo(pan)
  await caller.ok(ptz.removePreset, { params: atPreset })
  expect(await list()).toEqual(before)
  await caller.refused(ptz.goToPreset, { params: atPreset, body: SPEEDS }, 2)
  await caller.refused(ptz.changePreset, { params: atPreset, body: { name: 'x' } }, 2)
  await caller.refused(ptz.removePreset, { params: atPreset }, 2)
}

async function routes(caller: Caller): Promise<void> {
  const params = atCamera(caller)
  const atRoute = { ...params, id: 5 }
  const list = async () => (await caller.ok(ptz.cruises, { params })).data
  const before = await list()
  const { data: stops } = await caller.ok(ptz.presets, { params })
  const points = stops.slice(0, 2).map(({ id }) => ({ id, ...SPEEDS, duration: 10 }))
  const body = { id: 5, name: 'Two', points: [...points, { id: -1, hSpeed: 0, vSpeed: 0, duration: 0 }] }
  await caller.ok(ptz.addCruise, { params, body })
  await caller.refused(ptz.addCruise, { params, body }, 3)
  expect(await list()).toEqual([...before, { ...body, points }])
  await caller.ok(ptz.startCruise, { params: atRoute })
  caller.simulator.control.advance({ seconds: 60 })
  expect(viewOf(caller).route).toBe(5)
  await caller.ok(ptz.stopCruise, { params: atRoute })
  expect(viewOf(caller)).toMatchObject({ isMoving: false, route: undefined })
  await caller.ok(ptz.removeCruise, { params: atRoute })
  expect(await list()).toEqual(before)
  await caller.refused(ptz.startCruise, { params: atRoute }, 2)
  await caller.refused(ptz.removeCruise, { params: atRoute }, 2)
}

async function refusals(caller: Caller): Promise<void> {
  const params = atCamera(caller)
  const body = { operate: 'up' as const, stop: true }
  await caller.refused(ptz.presets, { params: { ...params, puid: NO_DEVICE } }, 2)
  await caller.refused(ptz.presets, { params: { puid: onlineOf(caller, Kind.bodyCamera), index: 0 } }, 2)
  await whileOffline(caller, params.puid, async () => {
    await caller.refused(ptz.control, { params, body }, 5)
    await caller.refused(ptz.presets, { params }, 5)
  })
  const denied = caller.simulator
    .fleet()
    .devices.find(({ number, online, channels }) => online && number % 3 === 0 && channels.some((one) => one.ptz === 0))
  const viewer = await caller.as(VIEWER)
  await viewer.refused(ptz.control, { params: { puid: denied?.id ?? '', index: 0 }, body }, 16)
}
