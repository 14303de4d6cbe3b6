import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import type { Operation } from '../../../shared/platform/define.ts'
import { operationsByName } from '../../../shared/platform/index.ts'
import { read } from '../../../shared/platform/read.ts'
import { asDocumented } from '../../simulator/http/as-documented.ts'
import { fromSchema } from '../../support/from-schema.ts'
import { Kind, openDeviceDesk, type DeviceDesk } from './device-desk.ts'

/** What is configured for the device as a whole, and for each channel. */
const DEVICE_DOCUMENTS = ['ethernet', 'wifi', 'radioNetwork', 'storageConfig']
const CHANNEL_DOCUMENTS = [
  'snapshotConfig',
  'audioIn',
  'audioOut',
  'encoder',
  'videoSource',
  'overlay',
  'storageSchedule',
]
const documents = [...DEVICE_DOCUMENTS, ...CHANNEL_DOCUMENTS]

let desk: DeviceDesk
beforeAll(async () => {
  desk = await openDeviceDesk()
})
afterAll(() => desk.simulator.close())

function operation(name: string): Operation {
  const found = operationsByName.get(name)
  if (!found) throw new Error(`no operation ${name}`)
  return found
}

const placesOf = (name: string, puid: string): Record<string, number>[] =>
  DEVICE_DOCUMENTS.includes(name)
    ? [{}]
    : (desk.simulator.fleet().devices.find(({ id }) => id === puid)?.channels ?? []).map(({ index }) => ({ index }))

/** Every document of that name in the kinds of devices, with where it is. */
async function all(name: string) {
  const found: { puid: string; place: Record<string, number>; data: unknown }[] = []
  for (const classId of Object.values(Kind)) {
    const puid = desk.deviceOf(classId)
    for (const place of placesOf(name, puid)) {
      const { code, data } = await desk.ask(`${name}.get`, puid, place)
      expect([0, 8]).toContain(code)
      if (code === 0) found.push({ puid, place, data })
    }
  }
  return found
}

describe.each(documents)('%s of any device', (name) => {
  it('is taken back as it was read, and is the same then', async () => {
    const found = await all(name)
    expect(found.length).toBeGreaterThan(1)
    for (const { puid, place, data } of found) {
      const body = Value.Clean(operation(`${name}.set`).body, structuredClone(data))
      expect(await desk.ask(`${name}.set`, puid, place, body)).toMatchObject({ code: 0 })
      expect(await desk.data(`${name}.get`, puid, place)).toEqual(data)
    }
    expect(desk.simulator.seen().violations).toEqual([])
  })

  it('stays as it was when a change is refused, and fits the contract when it is not', async () => {
    const [first] = await all(name)
    if (!first) throw new Error('none')
    const { puid, place } = first
    const changes = fc.sample(fromSchema(operation(`${name}.set`).body), { numRuns: 40, seed: 7 })
    for (const change of changes) {
      const before = await desk.data(`${name}.get`, puid, place)
      const { code } = await desk.ask(`${name}.set`, puid, place, change)
      expect([0, 4, 8, 18]).toContain(code)
      const after = await desk.data(`${name}.get`, puid, place)
      if (code !== 0) expect(after).toEqual(before)
    }
  })

  it('reads the same when it is printed as documented', async () => {
    const { data } = operation(`${name}.get`)
    for (const found of await all(name))
      expect(read(data, structuredClone(asDocumented(data, found.data)))).toEqual(found.data)
  })
})
