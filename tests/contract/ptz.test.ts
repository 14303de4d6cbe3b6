import { describe, expect, it } from 'vitest'
import type { PowerEvent } from '../../electron/core/host.ts'
import type { Timings } from '../../electron/core/platform/timings.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { PtzMove } from '../../shared/contract/ptz.ts'
import { Emitter } from '../../shared/emitter.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const LEFT = { operate: 'left', hSpeed: 40, vSpeed: 40 } as const
const RIGHT = { ...LEFT, operate: 'right' } as const

/** Fast enough for a test, slow enough for a hand that holds on in it. */
const HELD = 20_000
const QUICK: Partial<Timings> = { ptzSilenceMs: HELD, ptzMostMs: HELD, ptzStopFirstMs: 20, ptzStopMostMs: 50 }

async function atCamera(timings: Partial<Timings> = {}, username = 'admin', password = '123456') {
  const platform = await openPlatform()
  const power = new Emitter<PowerEvent>()
  const desk = await openDesk({ timings: { ...QUICK, ...timings }, host: { onPower: (hear) => power.on(hear) } })
  await desk.signIn(await desk.site(platform.url), username, password)
  const device = platform
    .fleet()
    .devices.find(({ online, channels }) => online && channels.some(({ ptz }) => ptz >= 0))!
  const index = device.channels.find(({ ptz }) => ptz >= 0)!.ptz
  const camera = { puid: device.id, index }
  const told = record(desk.client, 'ptz.movesChanged')
  return {
    platform,
    desk,
    client: desk.client,
    camera,
    power,
    told,
    look: () => platform.control.ptz({ device: camera.puid, index }),
    orders: () => ordersOf(platform),
  }
}

/** What the platform was told, in the order of its answers: operation or `stop`, and what it said. */
function ordersOf(platform: Simulator) {
  return platform.control.seen({ operation: 'ptz.control' }).requests.map(({ body, code }) => {
    const { operate, stop } = body as { operate: string; stop: boolean }
    return { order: stop ? 'stop' : operate, code }
  })
}

const movesOf = async (client: WatchpostClient): Promise<PtzMove[]> => (await client.ptz.moves({})).moves

describe('a move', () => {
  it('goes on until it is stopped, and is open until the platform said that the camera stands', async () => {
    const { client, camera, look, told, orders } = await atCamera()
    await client.ptz.move({ ...camera, ...LEFT })
    expect(look().isMoving).toBe(true)
    expect(await movesOf(client)).toMatchObject([{ ...camera, motor: 'head', operate: 'left', phase: 'moving' }])
    await client.ptz.stop(camera)
    expect(look().isMoving).toBe(false)
    expect(orders()).toEqual([
      { order: 'left', code: 0 },
      { order: 'stop', code: 0 },
    ])
    await until('told', () => told.at(-1)?.moves.length === 0)
    expect(told.some(({ moves }) => moves[0]?.phase === 'stopping')).toBe(true)
  })

  it('of the lens leaves the head alone', async () => {
    const { client, camera, look } = await atCamera()
    await client.ptz.move({ ...camera, ...LEFT })
    await client.ptz.move({ ...camera, operate: 'zoominc', hSpeed: 50, vSpeed: 50 })
    expect((await movesOf(client)).map(({ motor }) => motor).sort()).toEqual(['head', 'zoom'])
    await client.ptz.stop({ ...camera, motor: 'zoom' })
    const { zoom } = look()
    expect(zoom).toBeGreaterThan(1)
    expect(look()).toMatchObject({ isMoving: true, zoom })
    await client.ptz.stop(camera)
    expect(look().isMoving).toBe(false)
  })

  it('never queues: while an order is on its way only the newest wish waits', async () => {
    const { client, camera, platform, orders } = await atCamera()
    platform.control.delay({ operation: 'ptz.control', ms: 300, times: 1 })
    const first = client.ptz.move({ ...camera, ...LEFT })
    await until('under way', async () => (await movesOf(client)).length === 1)
    const more = Array.from({ length: 20 }, (_, at) => client.ptz.move({ ...camera, ...LEFT, hSpeed: at + 1 }))
    await Promise.all([first, ...more, client.ptz.move({ ...camera, ...RIGHT })])
    expect(orders().map(({ order }) => order)).toEqual(['left', 'right'])
    await client.ptz.stop(camera)
  })

  it('that is said again and again is one order', async () => {
    const { client, camera, orders } = await atCamera()
    for (let times = 0; times < 5; times++) await client.ptz.move({ ...camera, ...LEFT })
    expect(orders()).toHaveLength(1)
  })

  it('that the platform refuses is not open, and needs no stop', async () => {
    const { client, camera, platform, orders } = await atCamera()
    platform.control.refuse({ operation: 'ptz.control', code: 16, times: 1 })
    await expect(client.ptz.move({ ...camera, ...LEFT })).rejects.toMatchObject({
      code: 'platform',
      details: { platformCode: 16 },
    })
    expect(await movesOf(client)).toEqual([])
    expect(orders()).toEqual([{ order: 'left', code: 16 }])
  })

  it('whose answer is lost is stopped: the camera may have heard', async () => {
    const { client, camera, platform, look, orders } = await atCamera()
    platform.control.drop({ operation: 'ptz.control', times: 1, after: true })
    await expect(client.ptz.move({ ...camera, ...LEFT })).rejects.toMatchObject({ code: 'reset' })
    expect(orders().map(({ order }) => order)).toEqual(['left', 'stop'])
    expect(look().isMoving).toBe(false)
    expect(await movesOf(client)).toEqual([])
  })
})

describe('a stop', () => {
  it('is said again until the platform answers, and says meanwhile why not', async () => {
    const { client, camera, platform, look, told, orders } = await atCamera()
    await client.ptz.move({ ...camera, ...LEFT })
    platform.control.refuse({ operation: 'ptz.control', code: 11, times: 2 })
    await client.ptz.stop(camera)
    expect(look().isMoving).toBe(false)
    expect(orders().map(({ code }) => code)).toEqual([0, 11, 11, 0])
    expect(told.flatMap(({ moves }) => moves).find(({ error }) => error)).toMatchObject({
      phase: 'stopping',
      error: { code: 'platform', details: { platformCode: 11 } },
    })
  })

  it('goes past an order that is long in coming, and is said again after it', async () => {
    const { client, camera, platform, look, orders } = await atCamera()
    platform.control.delay({ operation: 'ptz.control', ms: 1500, times: 1 })
    const moving = client.ptz.move({ ...camera, ...LEFT })
    await until('under way', async () => (await movesOf(client)).length === 1)
    await Promise.all([client.ptz.stop(camera), moving])
    expect(orders().map(({ order }) => order)).toEqual(['stop', 'left', 'stop'])
    expect(look().isMoving).toBe(false)
  })

  it('of a platform that is away is done when it is back', async () => {
    const { client, camera, platform, look } = await atCamera()
    await client.ptz.move({ ...camera, ...LEFT })
    await platform.control.listen({ up: false })
    const stopping = client.ptz.stop(camera)
    await until('a failed try', async () => (await movesOf(client))[0]?.error !== undefined)
    expect(look().isMoving).toBe(true)
    await platform.control.listen({ up: true })
    await stopping
    expect(look().isMoving).toBe(false)
  })
})

describe('nobody’s hand', () => {
  it('is a window that says nothing more', async () => {
    const { client, camera, look, told } = await atCamera({ ptzSilenceMs: 200 })
    await client.ptz.move({ ...camera, ...LEFT })
    await until('stopped', () => !look().isMoving)
    await until('told', () => told.at(-1)?.moves.length === 0)
    expect(told.flatMap(({ moves }) => moves).find(({ phase }) => phase === 'stopping')).toMatchObject({
      ended: 'silent',
    })
  })

  it('is not a window that keeps saying so', async () => {
    const { client, camera, look, told } = await atCamera({ ptzSilenceMs: 600 })
    await client.ptz.move({ ...camera, ...LEFT })
    const since = performance.now()
    await until('long enough', async () => {
      await client.ptz.keep({})
      return performance.now() - since > 1800
    })
    expect(look().isMoving).toBe(true)
    expect(told.flatMap(({ moves }) => moves).every(({ phase }) => phase === 'moving')).toBe(true)
    await client.ptz.stop(camera)
  })

  it('is a window that went', async () => {
    const { desk, camera, look } = await atCamera()
    const window = desk.window()
    await window.ptz.move({ ...camera, ...LEFT })
    window.close()
    await until('stopped', () => !look().isMoving)
  })

  it('is one that holds too long', async () => {
    const { client, camera, look } = await atCamera({ ptzMostMs: 200 })
    await client.ptz.move({ ...camera, ...LEFT })
    await until('stopped', () => !look().isMoving)
  })

  it('is at a machine that is locked', async () => {
    const { client, camera, look, power } = await atCamera()
    await client.ptz.move({ ...camera, ...LEFT })
    power.emit('lock')
    await until('stopped', () => !look().isMoving)
  })

  it('is there after signing out, nor after the program', async () => {
    const { client, desk, camera, look } = await atCamera()
    await client.ptz.move({ ...camera, ...LEFT })
    await client.session.signOut({})
    expect(look().isMoving).toBe(false)
    await desk.signIn((await client.sites.list({})).sites[0]!)
    await client.ptz.move({ ...camera, ...LEFT })
    await desk.core.dispose()
    expect(look().isMoving).toBe(false)
  })
})

describe('two windows', () => {
  it('do not stop what the other holds; the newest order counts, and its window holds it', async () => {
    const { client, desk, camera, look, orders } = await atCamera()
    const other = desk.window()
    await client.ptz.move({ ...camera, ...LEFT })
    await other.ptz.stop(camera)
    expect(look().isMoving).toBe(true)
    await other.ptz.move({ ...camera, ...RIGHT })
    await client.ptz.stop(camera)
    expect(look().isMoving).toBe(true)
    other.close()
    await until('stopped', () => !look().isMoving)
    expect(orders().map(({ order }) => order)).toEqual(['left', 'right', 'stop'])
  })
})

describe('presets and routes', () => {
  it('are added, renamed, gone to and removed', async () => {
    const { client, camera, look } = await atCamera()
    const { presets } = await client.ptz.presets(camera)
    const id = Math.max(0, ...presets.map((preset) => preset.id)) + 1
    await client.ptz.move({ ...camera, ...RIGHT })
    await until('turned', () => look().pan > 5)
    await client.ptz.stop(camera)
    const { pan } = look()
    await client.ptz.addPreset({ ...camera, id, name: 'Gate' })
    await client.ptz.renamePreset({ ...camera, id, name: 'North gate' })
    expect((await client.ptz.presets(camera)).presets).toContainEqual({ id, name: 'North gate' })
    await client.ptz.move({ ...camera, ...RIGHT })
    await until('turned on', () => look().pan > pan + 5)
    await client.ptz.stop(camera)
    await client.ptz.goToPreset({ ...camera, id, hSpeed: 100, vSpeed: 100 })
    await until('back', () => Math.abs(look().pan - pan) < 0.01)
    await client.ptz.removePreset({ ...camera, id })
    expect((await client.ptz.presets(camera)).presets).toEqual(presets)
  })

  it('make a round that runs until it is stopped', async () => {
    const { client, camera, look } = await atCamera()
    const [first, second] = (await client.ptz.presets(camera)).presets
    const points = [first!, second!].map(({ id }) => ({ id, hSpeed: 60, vSpeed: 60, duration: 1 }))
    const { cruises } = await client.ptz.cruises(camera)
    const id = Math.max(0, ...cruises.map((cruise) => cruise.id)) + 1
    await client.ptz.addCruise({ ...camera, id, name: 'Night', points })
    expect((await client.ptz.cruises(camera)).cruises).toContainEqual({ id, name: 'Night', points })
    await client.ptz.startCruise({ ...camera, id })
    expect(look().route).toBe(id)
    await client.ptz.stopCruise({ ...camera, id })
    expect(look().route).toBeUndefined()
    await client.ptz.removeCruise({ ...camera, id })
    expect((await client.ptz.cruises(camera)).cruises).toEqual(cruises)
  })
})
