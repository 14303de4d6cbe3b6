import { describe, expect, it } from 'vitest'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { alarmsLive, onlineDevice } from '../support/alarms.ts'
import { callingHost } from '../support/calling-host.ts'
import { liveDesk, withUser } from '../support/chat.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const NEWEST = Number.MAX_SAFE_INTEGER

async function opened() {
  const platform = await openPlatform()
  const { host, badges } = callingHost()
  const desk = await liveDesk(platform, 'admin', { host })
  await alarmsLive(desk)
  const say = (text: string, speaker = 'operator') => platform.control.say({ speaker, audience: 'admin', text })
  const raise = (type: number): void => {
    platform.control.alarm({ device: onlineDevice(platform).id, type: type as 5 })
  }
  return { platform, desk, badges, say, raise, number: () => badges.at(-1) ?? 0 }
}

async function readAll({ chat, alarms }: WatchpostClient): Promise<void> {
  await alarms.markSeen({ all: true })
  for (const { id, last } of await chat.conversations({}))
    if (last) await chat.markRead({ conversation: id, upTo: last.id })
}

describe('the number at the icon', () => {
  it('counts unseen alarms, and none after the session', async () => {
    const { desk, raise, badges, number } = await opened()
    await readAll(desk.client)
    await until('none', () => number() === 0)
    raise(AlarmType.lowBattery)
    raise(AlarmType.motion)
    await until('two', () => number() === 2)
    await desk.client.alarms.markSeen({ all: true })
    await until('none', () => number() === 0)
    raise(AlarmType.motion)
    await until('one', () => number() === 1)
    await desk.client.session.signOut({})
    expect(badges.at(-1)).toBe(0)
  })

  it('counts unread messages of all conversations together with alarms, less by what is read, none after the session', async () => {
    const { desk, say, raise, number } = await opened()
    await readAll(desk.client)
    await until('none', () => number() === 0)
    say('one')
    say('two')
    say('three', 'officer0001')
    await until('three messages', () => number() === 3)
    raise(AlarmType.motion)
    await until('an alarm with them', () => number() === 4)
    const { id } = await withUser(desk, 'operator')
    await desk.client.chat.markRead({ conversation: id, upTo: NEWEST })
    await until('those of one are read', () => number() === 2)
    await desk.client.alarms.markSeen({ all: true })
    await until('one message', () => number() === 1)
    await desk.client.session.signOut({})
    expect(number()).toBe(0)
  })

  it('counts what was left unread, after another start', async () => {
    const { platform, desk, say, number } = await opened()
    await readAll(desk.client)
    await until('none', () => number() === 0)
    say('left unread')
    await until('one', () => number() === 1)
    await desk.core.dispose()
    const again = callingHost()
    await liveDesk(platform, 'admin', { host: again.host, folder: desk.folder })
    await until('still one', () => again.badges.at(-1) === 1)
  })
})
