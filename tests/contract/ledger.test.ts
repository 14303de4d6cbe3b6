import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openDesk, record } from '../support/desk.ts'
import { openTalker } from '../support/offer.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const TALKS = 4

async function talking() {
  const platform = await openPlatform()
  const desk = await openDesk()
  const site = await desk.site(platform.url)
  await desk.signIn(site)
  await until('the fleet', async () => (await desk.client.fleet.state({})).phase === 'live')
  const device = platform
    .fleet()
    .devices.find(({ online, channels }) => online && (channels[0]!.mediaDir & TALKS) !== 0)!
  const open = async () =>
    (await desk.client.intercom.open({ puid: device.id, index: 0, sdp: (await openTalker()).offer })).leaseId
  return { platform, desk, client: desk.client, site, device, open }
}

describe('a speech with a device', () => {
  it('becomes a line: who, where, when, how long and why it ended; also the one a sign-out cuts', async () => {
    const { desk, client, site, device, open } = await talking()
    const added = record(client, 'ledger.added')
    const leaseId = await open()
    const before = Date.now()
    await client.intercom.talk({ leaseId, isHeld: true })
    await client.intercom.quiet({ leaseId, end: 'blurred' })
    const [told] = await until('told', () => added[0]?.bursts)
    expect(told).toMatchObject({
      ...{ kind: 'intercom', place: device.id, placeName: device.name, channel: 0, speakerKind: 'User' },
      ...{ speaker: 'admin', mine: true, ended: 'blurred' },
    })
    expect(Math.abs(told!.time - before)).toBeLessThan(60_000)
    expect(told!.lengthMs).toBeLessThan(10_000)
    expect(told!.speakerName).not.toBe('')
    await client.intercom.talk({ leaseId, isHeld: false })
    await client.session.signOut({})

    await desk.signIn(site)
    const { bursts, more } = await client.ledger.list({ filter: {}, limit: 10 })
    expect(bursts.map(({ ended }) => ended)).toEqual(['session', 'blurred'])
    expect(bursts[1]).toEqual(told)
    expect(more).toBe(false)
    expect((await client.ledger.list({ filter: { text: device.name }, limit: 1 })).more).toBe(true)
    expect((await client.ledger.list({ filter: { anyOf: ['somebody else'] }, limit: 1 })).bursts).toEqual([])
  })

  it('goes into a file for a spreadsheet', async () => {
    const { client, device, open } = await talking()
    const added = record(client, 'ledger.added')
    const leaseId = await open()
    await client.intercom.talk({ leaseId, isHeld: true })
    await client.intercom.close({ leaseId })
    await until('written', () => added.length === 1)
    const file = await client.ledger.exportCsv({ filter: { kind: 'intercom' }, language: 'en' })
    expect(file?.bursts).toBe(1)
    const [head, line] = readFileSync(file!.path, 'utf8').split('\r\n')
    expect(head).toContain('Began,Length (s),Kind,Where')
    expect(line).toContain(`Intercom,${device.name},${device.id},0,`)
    expect(line).toMatch(/,yes,closed$/)
  })
})
