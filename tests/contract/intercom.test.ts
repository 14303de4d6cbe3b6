import { describe, expect, it } from 'vitest'
import type { PowerEvent } from '../../electron/core/host.ts'
import type { Timings } from '../../electron/core/platform/timings.ts'
import { Emitter } from '../../shared/emitter.ts'
import { openDesk, record } from '../support/desk.ts'
import { openTalker } from '../support/offer.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const TALKS = 4

async function atDesk(timings: Partial<Timings> = {}) {
  const platform = await openPlatform()
  const power = new Emitter<PowerEvent>()
  const desk = await openDesk({ timings, host: { onPower: (hear) => power.on(hear) } })
  await desk.signIn(await desk.site(platform.url))
  const devices = platform.fleet().devices.filter(({ online }) => online)
  const channelOf = (talks: boolean) => {
    const device = devices.find(({ channels }) =>
      channels.some(({ mediaDir }) => ((mediaDir & TALKS) !== 0) === talks),
    )!
    const { index } = device.channels.find(({ mediaDir }) => ((mediaDir & TALKS) !== 0) === talks)!
    return { puid: device.id, index }
  }
  const silenced = record(desk.client, 'intercom.silenced')
  return { platform, desk, client: desk.client, power, silenced, target: channelOf(true), channelOf }
}

const sdp = async (): Promise<string> => (await openTalker()).offer
const refused = (platformCode: number) =>
  expect.objectContaining({ code: 'platform', details: expect.objectContaining({ platformCode }) })

describe('a line', () => {
  it('has sound both ways, and is a lease of its window', async () => {
    const { platform, desk, client, target } = await atDesk()
    const window = desk.window()
    const talker = await openTalker()
    const { leaseId, sdp: answer } = await window.intercom.open({ ...target, sdp: talker.offer })
    talker.answer(answer)
    await until('sound', () => (platform.seen().dialogs[0]?.media.audioPackets ?? 0) > 10)
    expect(platform.seen().dialogs).toMatchObject([{ device: target.puid, channel: target.index, purpose: 'talk' }])
    expect(platform.seen().dialogs[0]?.media.videoPackets).toBe(0)
    // Another window can neither close it nor talk in it.
    await client.intercom.close({ leaseId })
    await expect(client.intercom.talk({ leaseId, isHeld: true })).rejects.toMatchObject({ code: 'not-found' })
    expect(platform.seen().dialogs).toHaveLength(1)
    await window.intercom.talk({ leaseId, isHeld: true })
    window.close()
    await until('closed', () => platform.seen().dialogs.length === 0)
    expect(platform.seen().violations).toEqual([])
  })

  it('is refused in the words of the platform: off-line, no loudspeaker, somebody talks already', async () => {
    const { platform, client, desk, target, channelOf } = await atDesk()
    await expect(client.intercom.open({ ...channelOf(false), sdp: await sdp() })).rejects.toEqual(refused(8))
    const { leaseId } = await client.intercom.open({ ...target, sdp: await sdp() })
    await expect(desk.window().intercom.open({ ...target, sdp: await sdp() })).rejects.toEqual(refused(7))
    await client.intercom.close({ leaseId })
    platform.control.setOnline({ device: target.puid, online: false })
    await expect(client.intercom.open({ ...target, sdp: await sdp() })).rejects.toEqual(refused(5))
    expect(platform.seen().dialogs).toEqual([])
  })

  it('goes with the session', async () => {
    const { platform, client, silenced, target } = await atDesk()
    const { leaseId } = await client.intercom.open({ ...target, sdp: await sdp() })
    await client.intercom.talk({ leaseId, isHeld: false })
    await client.session.signOut({})
    expect(platform.seen().dialogs).toEqual([])
    expect(silenced).toEqual([{ leaseId, end: 'session' }])
  })
})

describe('a speech', () => {
  it('by a held key has an end, by an open line none', async () => {
    const { client, silenced, target } = await atDesk({ intercomMostMs: 150 })
    const { leaseId } = await client.intercom.open({ ...target, sdp: await sdp() })
    expect(await client.intercom.talk({ leaseId, isHeld: false })).toEqual({})
    const { until: end } = await client.intercom.talk({ leaseId, isHeld: true })
    expect(end).toBeGreaterThan(Date.now() - 150)
    await until('silenced', () => silenced.length === 1)
    expect(silenced).toEqual([{ leaseId, end: 'limit' }])
  })

  it('of a page that does not answer any more ends with its dialog, one that is kept goes on', async () => {
    const { platform, client, silenced, target } = await atDesk({ intercomSilenceMs: 300 })
    const { leaseId } = await client.intercom.open({ ...target, sdp: await sdp() })
    await client.intercom.talk({ leaseId, isHeld: true })
    const since = performance.now()
    await until('three times as long', async () => {
      await client.intercom.keep({ leaseId })
      return performance.now() - since > 900
    })
    expect(silenced).toEqual([])
    await until('closed', () => platform.seen().dialogs.length === 0)
    expect(silenced).toEqual([{ leaseId, end: 'silent' }])
  })

  it('ends when the machine is locked or sleeps; the line stays', async () => {
    const { platform, client, power, silenced, target } = await atDesk()
    const { leaseId } = await client.intercom.open({ ...target, sdp: await sdp() })
    for (const event of ['lock', 'suspend'] as const) {
      await client.intercom.talk({ leaseId, isHeld: true })
      power.emit(event)
    }
    await until('silenced twice', () => silenced.length === 2)
    expect(silenced.map(({ end }) => end)).toEqual(['power', 'power'])
    expect(platform.seen().dialogs).toHaveLength(1)
  })

  it('that its window ended itself is not told again', async () => {
    const { client, power, silenced, target } = await atDesk()
    const { leaseId } = await client.intercom.open({ ...target, sdp: await sdp() })
    await client.intercom.talk({ leaseId, isHeld: true })
    await client.intercom.quiet({ leaseId, end: 'released' })
    power.emit('lock')
    await client.intercom.close({ leaseId })
    expect(silenced).toEqual([])
  })
})
