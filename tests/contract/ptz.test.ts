import { describe, expect, it } from 'vitest'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { PtzMove } from '../../shared/contract/ptz.ts'
import { atCamera, LEFT } from '../support/ptz.ts'
import { until } from '../support/until.ts'

const RIGHT = { ...LEFT, operate: 'right' } as const

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
