import { describe, expect, it } from 'vitest'
import { AlarmState, AlarmType } from '../../shared/platform/alarm.ts'
import { inState, liveAlarmDesk, onlineDevice } from '../support/alarms.ts'
import { callingHost } from '../support/calling-host.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

async function opened(notifyMs = 300) {
  const platform = await openPlatform()
  const calls = callingHost()
  const desk = await liveAlarmDesk(platform, 'admin', { host: calls.host, timings: { notifyMs } })
  await desk.client.settings.write({ scope: 'app', key: 'ui.language', value: 'en' })
  await desk.client.alarms.markSeen({ all: true })
  await until('nothing unseen', async () => (await desk.client.alarms.counts({})).unseen === 0)
  const device = onlineDevice(platform)
  const raise = (type: number) =>
    platform.control.alarm({ device: device.id, type: type as 5, description: 'what' }).key
  return { platform, desk, device, raise, ...calls }
}

describe('attention', () => {
  it('is asked for what is critical or high, in words, without a sound of the system', async () => {
    const { desk, raise, notes, device, flashes } = await opened()
    const low = raise(AlarmType.lowBattery)
    await inState(desk, low, AlarmState.active)
    raise(AlarmType.manDown)
    await until('a notification', () => notes.length > 0)
    expect(notes).toMatchObject([{ title: `Man down · ${device.name}`, silent: true }])
    expect(notes[0]?.body).toContain('what')
    expect(flashes()).toBe(1)
  })

  it('comes at most so often, and says how many more there are', async () => {
    const { raise, notes } = await opened(400)
    raise(AlarmType.manDown)
    await until('the first', () => notes.length === 1)
    for (let count = 0; count < 5; count++) raise(AlarmType.faceRecognised)
    raise(AlarmType.sos)
    await until('the second', () => notes.length === 2)
    expect(notes[1]!.at - notes[0]!.at).toBeGreaterThanOrEqual(390)
    expect(notes[1]).toMatchObject({ title: expect.stringMatching(/^SOS · /) as string })
    expect(notes[1]?.body).toContain('and 5 more')
  })

  it('is left out while nobody wants to be disturbed, but for SOS', async () => {
    const { desk, raise, notes } = await opened()
    await desk.client.settings.write({ scope: 'account', key: 'alarms.doNotDisturb', value: true })
    const quiet = raise(AlarmType.manDown)
    await inState(desk, quiet, AlarmState.active)
    raise(AlarmType.sos)
    await until('SOS', () => notes.length > 0)
    expect(notes.map(({ title }) => title.split(' · ')[0])).toEqual(['SOS'])
    expect(notes[0]?.body).not.toContain('more')
  })

  it('is still to be given, for a window that opens later, until it was seen or is over', async () => {
    const { desk, raise, platform } = await opened()
    const keys = async (): Promise<string[]> => (await desk.client.alarms.ringing({})).map(({ key }) => key)
    const low = raise(AlarmType.lowBattery)
    const one = raise(AlarmType.manDown)
    const other = raise(AlarmType.sos)
    for (const key of [low, one, other]) await inState(desk, key, AlarmState.active)
    await until('two', async () => (await keys()).length === 2)
    expect(await keys()).toEqual([one, other])
    await desk.client.alarms.markSeen({ keys: [one] })
    await until('one', async () => (await keys()).join() === other)
    platform.control.releaseAlarm({ key: other })
    await until('none', async () => (await keys()).length === 0)
  })
})
