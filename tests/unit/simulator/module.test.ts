import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf, type PlatformAnswer } from './desk.ts'

let simulator: Simulator
let token: string
beforeEach(async () => {
  simulator = await startSimulator({ devices: 5 })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.close())

type Given = Parameters<typeof call>[2]
const ask = (name: string, given: Given = {}) => call(simulator, name, { token, ...given })
const page = (number = 0, pageSize = 50) => ({ query: { page: number, pageSize } })
const rows = <T>(answer: PlatformAnswer) => answer.data as T[]

interface App {
  appid: string
  enable: boolean
  order_index: number
  config_json_schema?: string
}
const ids = (answer: PlatformAnswer) => rows<App>(answer).map(({ appid }) => appid)

describe('desktop programs', () => {
  it('are listed in pages, and pages are numbers', async () => {
    const all = await ask('csApp.list', page())
    expect(all.pageInfo).toEqual({ page: 0, pageSize: 50, totalCount: 4 })
    expect(ids(await ask('csApp.list', page(1, 3)))).toEqual(ids(all).slice(3))
    expect((await ask('csApp.list')).code).toBe(4)
    expect((await ask('csApp.list', { query: { page: 'first', pageSize: 1 } })).code).toBe(4)
    expect((await ask('csApp.list', page(0, 0))).code).toBe(4)
  })

  it('are switched and put in order, all or none', async () => {
    const data = [
      { appid: 'collector', enable: false, order_index: 0 },
      { appid: 'dispatch', enable: true, order_index: 4 },
    ]
    expect((await ask('csApp.changeMany', { body: { data: [...data, { ...data[0], appid: 'none' }] } })).code).toBe(2)
    expect(ids(await ask('csApp.list', page()))[0]).toBe('dispatch')
    expect((await ask('csApp.changeMany', { body: { data: [data[0], data[0]] } })).code).toBe(4)
    expect((await ask('csApp.changeMany', { body: { data } })).code).toBe(0)
    const listed = rows<App>(await ask('csApp.list', page()))
    expect(listed[0]).toMatchObject(data[0] as object)
    expect(listed.at(-1)).toMatchObject(data[1] as object)
  })

  it('are changed one by one', async () => {
    const body = { appid: 'wall', enable: false, order_index: 4 }
    const change = async (uid: string, given: object = {}) =>
      (await ask('csApp.change', { params: { uid }, body: { ...body, ...given } })).code
    expect(await change('dispatch')).toBe(4)
    expect(await change('none', { appid: 'none' })).toBe(2)
    expect(await change('wall', { order_index: 5 })).toBe(4)
    expect(await change('wall')).toBe(0)
    expect(rows<App>(await ask('csApp.list', page())).at(-1)).toMatchObject(body)
  })

  it('are the super administrator’s to change', async () => {
    const other = await tokenOf(simulator, 'operator', 'Watch-2026')
    const params = { uid: 'wall' }
    const body = { appid: 'wall', enable: false, order_index: 0 }
    expect((await call(simulator, 'csApp.change', { token: other, params, body })).code).toBe(16)
  })
})

describe('web programs', () => {
  it('have a home page, which can be another one', async () => {
    expect((await ask('webApp.home')).data).toMatchObject({ appid: 'portal' })
    expect((await ask('webApp.setHome', { query: { appId: 'map' } })).code).toBe(0)
    expect((await ask('webApp.home')).data).toMatchObject({ appid: 'map' })
    expect((await ask('webApp.setHome', { query: { appId: 'none' } })).code).toBe(2)
    expect((await ask('webApp.setHome')).code).toBe(4)
  })

  it('keep a configuration that fits their template', async () => {
    const map = rows<App>(await ask('webApp.list', page())).find(({ appid }) => appid === 'map')
    expect(JSON.parse(map?.config_json_schema ?? '')).toMatchObject({
      type: 'object',
      properties: { zoom: { type: 'integer', maximum: 19 } },
    })
    const read = async () => (await ask('webApp.config', { params: { appid: 'map' } })).data
    expect(await read()).toEqual({ appid: 'map', config: '{}' })
    const set = async (appid: string, config: string) =>
      (await ask('webApp.setConfig', { body: { appid, config } })).code
    expect(await set('map', '{"zoom":12}')).toBe(0)
    expect(await set('map', '{"zoom":20}')).toBe(4)
    expect(await set('map', '{"zoom"')).toBe(4)
    expect(await set('statistics', '{}')).toBe(8)
    expect(await set('none', '{}')).toBe(2)
    expect(await read()).toEqual({ appid: 'map', config: '{"zoom":12}' })
  })
})

describe('modules', () => {
  interface Module {
    moduleInfo: { plugin: boolean; run_num: number; auto_start: boolean }
    process?: { info: { status: number; pid: string } }[]
  }
  const module = async (appid: string) => (await ask('module.info', { params: { appid } })).data as Module

  it('run, but for web programs, which have no process', async () => {
    for (const appid of ids(await ask('pluginApp.list', page())))
      expect(await module(appid)).toMatchObject({ moduleInfo: { plugin: true }, process: [{ info: { status: 2 } }] })
    expect(await module('gb28181in')).toMatchObject({ moduleInfo: { plugin: false, run_num: 1 } })
    expect((await module('portal')).process).toBeUndefined()
    expect((await ask('module.info', { params: { appid: 'none' } })).code).toBe(2)
  })

  it('stop and start over some seconds when switched', async () => {
    const status = async () => (await module('wall')).process?.[0]?.info.status
    const turn = (enable: boolean) =>
      ask('csApp.change', { params: { uid: 'wall' }, body: { appid: 'wall', enable, order_index: 2 } })
    expect(await status()).toBe(2)
    await turn(false)
    expect(await status()).toBe(1)
    simulator.control.advance({ seconds: 5 })
    expect(await status()).toBe(0)
    await turn(true)
    expect(await status()).toBe(3)
    simulator.control.advance({ seconds: 5 })
    expect(await status()).toBe(2)
  })
})
