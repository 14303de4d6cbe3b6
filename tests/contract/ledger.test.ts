import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { atConference, conferenceWhere, newPress } from '../support/conferences.ts'
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
    expect(line).toMatch(/,yes,closed,$/)
  })
})

describe('a speech in a conference', () => {
  it('is a line at each desk that hears of it: the own one says why it ended', async () => {
    const { operator, viewer, groupId } = await atConference()
    const press = newPress()
    await operator.client.conferences.press({ groupId, press })
    await conferenceWhere(viewer, groupId, 'heard of', ({ speakers }) => speakers.length === 1)
    await operator.client.conferences.release({ groupId, press })
    await conferenceWhere(viewer, groupId, 'over', ({ speakers }) => speakers.length === 0)
    await conferenceWhere(operator, groupId, 'over', ({ speakers }) => speakers.length === 0)
    const lineOf = async ({ client }: Pick<typeof viewer, 'client'>) =>
      await until('a line', async () => {
        const { bursts } = await client.ledger.list({ filter: { place: groupId }, limit: 10 })
        return bursts.length > 0 && bursts
      })
    const common = { kind: 'conference', place: groupId, speaker: 'operator', speakerKind: 'User' }
    const here = await lineOf(operator)
    expect(here).toMatchObject([{ ...common, mine: true, ended: 'released' }])
    expect(here[0]!.placeName).toMatch(/Command centre/)
    expect(await lineOf(viewer)).toMatchObject([{ ...common, mine: false, ended: 'ended' }])
    expect(here).toHaveLength(1)
  })

  it('that goes on is cut by the end of the session', async () => {
    const { viewer, groupId, platform } = await atConference()
    const site = (await viewer.client.sites.list({})).sites[0]!
    platform.control.speech({ group: groupId, member: 'operator', speaking: true })
    await conferenceWhere(viewer, groupId, 'heard of', ({ speakers }) => speakers.length === 1)
    await viewer.client.session.signOut({})
    await viewer.signIn(site, 'viewer', 'View-2026')
    const { bursts } = await viewer.client.ledger.list({ filter: {}, limit: 10 })
    expect(bursts).toMatchObject([{ speaker: 'operator', ended: 'session' }])
  })
})
