/** What was read is written back as it was, also what the contract does not know: a vendor's fields, values of a newer platform. */
import { describe, expect, it } from 'vitest'
import { operations } from '../../shared/platform/index.ts'
import { openDesk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { openRelay } from '../support/relay.ts'

const { overlay, setOverlay } = operations.deviceOverlay

type Document = Record<string, unknown>
interface Overlay extends Document {
  readonly time: Document
}

/** A desk whose platform says more of an overlay than it would; `seen` is what arrived in the end. */
async function open(spoil: (data: Overlay) => Overlay) {
  const platform = await openPlatform()
  const relay = await openRelay(platform.url)
  const { client, signIn, site } = await openDesk()
  await signIn(await site(relay.url))
  const device = platform.fleet().devices.find(({ online, channels }) => online && channels.length > 0)
  if (!device) throw new Error('no device with a channel is on-line')
  const params = { puid: device.id, index: 0 }
  const path = `/bvcsp/v1/pu/overlay/${device.id}/0`
  const spoilt = (body: string) => {
    const answer = JSON.parse(body) as { data?: Overlay }
    return JSON.stringify(answer.data ? { ...answer, data: spoil(answer.data) } : answer)
  }
  return {
    platform,
    read: async () => {
      relay.put(path, spoilt)
      const { data } = await client.platform.call({ operation: overlay.name, params })
      relay.put(path)
      return data as Overlay
    },
    write: (body: unknown) => client.platform.call({ operation: setOverlay.name, params, body }),
    stored: async () => (await client.platform.call({ operation: overlay.name, params })).data as Overlay,
    seen: () => platform.control.seen({ operation: setOverlay.name }).requests.map(({ body }) => body),
  }
}

describe('fields that the contract does not know', () => {
  it('go back untouched at every depth, and are kept by a platform that knows them', async () => {
    const { platform, read, write, seen, stored } = await open((data) => ({
      ...data,
      vendorMark: { lines: [1, '2', null], on: true },
      time: { ...data.time, vendorZone: 'local' },
    }))
    const before = await read()
    expect(before).toMatchObject({ vendorMark: { lines: [1, '2', null], on: true }, time: { vendorZone: 'local' } })
    const changed = { ...before, title: { title: 'North gate' } }
    await write(changed)
    expect(seen()).toEqual([changed])
    expect(await stored()).toMatchObject(changed)
    // Our platform notes them, as those that it does not know, and nothing else.
    expect(
      platform
        .seen()
        .violations.map(({ reason }) => reason)
        .toSorted(),
    ).toEqual(['body/time/vendorZone: unknown field', 'body/vendorMark: unknown field'])
  })
})

describe('a value of an enumeration that nobody documented', () => {
  const ofTomorrow = (format: number) => (data: Overlay) => ({ ...data, time: { ...data.time, format } })

  it('is written back when it was read, and not when it was made up', async () => {
    const { read, write, seen } = await open(ofTomorrow(77))
    const before = await read()
    expect(before.time['format']).toBe(77)
    // The simulator knows the documented ones only. What counts is that the decision is the platform's.
    await expect(write(before)).rejects.toMatchObject({ code: 'platform', details: { platformCode: 4 } })
    expect(seen()).toEqual([before])
    const madeUp = write(ofTomorrow(78)(before))
    await expect(madeUp).rejects.toMatchObject({ code: 'bad-input', details: { path: '/body/time/format' } })
    expect(seen()).toHaveLength(1)
  })

  it('opens no way for anything else beside it', async () => {
    const { read, write, seen } = await open(ofTomorrow(79))
    const before = await read()
    const { gps: _, ...incomplete } = before
    await expect(write(incomplete)).rejects.toMatchObject({ code: 'bad-input', details: { path: '/body' } })
    const textual = { ...before, time: { ...before.time, splitChar: 7 } }
    await expect(write(textual)).rejects.toMatchObject({ code: 'bad-input', details: { path: '/body/time/splitChar' } })
    expect(seen()).toEqual([])
  })
})
