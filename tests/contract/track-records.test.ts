/** What is on record beside a track, from the real core and the simulator. */
import { describe, expect, it } from 'vitest'
import { MOST_RECORDS, readRecords } from '../../renderer/features/tracks/unit-records.ts'
import { AlarmType } from '../../shared/platform/alarm.ts'
import { SpeakerType } from '../../shared/platform/message-content.ts'
import { liveDesk } from '../support/chat.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const HOUR_MS = 3_600_000

async function withUnit() {
  const platform = await openPlatform({ devices: 10 })
  const { client } = await liveDesk(platform, 'admin')
  const { id } = platform.fleet().devices.find(({ online }) => online)!
  const say = (times: number) =>
    platform.control.say({ speaker: id, speakerType: SpeakerType.device, audience: 'admin', text: 'word #', times })
  const conversation = () =>
    until('the conversation', async () =>
      (await client.chat.conversations({})).find(({ partner, last }) => partner.id === id && last),
    )
  const ask = async (range: { from: number; to: number }) =>
    await readRecords(
      client,
      { puid: id, user: undefined, range, conversations: [await conversation()] },
      new AbortController().signal,
    )
  return { platform, client, id, say, ask, conversation }
}

describe('records of a unit', () => {
  it('are its alarms and messages of the time that was asked for, and of no other', async () => {
    const { platform, client, id, say, ask } = await withUnit()
    say(3)
    platform.control.alarm({ device: id, type: AlarmType.alarmInput })
    await until('the alarm', async () => (await client.alarms.list({ filter: { devices: [id] }, limit: 5 })).alarms[0])
    const now = Date.now()
    const found = await ask({ from: now - HOUR_MS, to: now + HOUR_MS })
    expect(found.messages.map(({ body }) => body.kind === 'text' && body.text)).toEqual(['word 1', 'word 2', 'word 3'])
    expect(found.alarms.map(({ type }) => type)).toEqual([AlarmType.alarmInput])
    expect(found).toMatchObject({ bursts: [], more: false })
    const before = await ask({ from: now - 3 * HOUR_MS, to: now - 2 * HOUR_MS })
    expect(before).toMatchObject({ alarms: [], messages: [], more: false })
  })

  it('are no more than can be looked through, and say that there are more', async () => {
    const { say, ask, conversation, client } = await withUnit()
    say(MOST_RECORDS * 2 + 50)
    await until('all of them', async () => {
      const { id, last } = await conversation()
      const { messages } = await client.chat.messages({ conversation: id, limit: 1 })
      return (
        last?.body.kind === 'text' && messages[0]?.id === last.id && last.body.text === `word ${MOST_RECORDS * 2 + 50}`
      )
    })
    const now = Date.now()
    const found = await ask({ from: now - HOUR_MS, to: now + HOUR_MS })
    expect([found.messages.length, found.more]).toEqual([MOST_RECORDS, true])
    expect(found.messages[0]?.body).toMatchObject({ text: 'word 1' })
  })
})
