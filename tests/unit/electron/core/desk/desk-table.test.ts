import { describe, expect, it } from 'vitest'
import { alarmTable } from '../../../../../electron/core/alarms/alarm-table.ts'
import { deskTable, type Stretch } from '../../../../../electron/core/desk/desk-table.ts'
import { missedPage } from '../../../../../electron/core/desk/missed.ts'
import type { Alarm } from '../../../../../shared/contract/alarms.ts'
import type { Message } from '../../../../../shared/contract/chat.ts'
import { alarmRow, MINUTE, newDatabase, NOON } from '../../../../support/alarm-rows.ts'

const ALL = { from: NOON, until: NOON + 60 * MINUTE, limit: 100 }

describe('who came and went', () => {
  it('is written down once, whoever tells it', () => {
    const desk = deskTable(newDatabase())
    const came = { deviceId: 'PU_1', name: 'Helmet', online: true, time: NOON + 500 }
    desk.addPresence({ events: [came, came], upTo: NOON })
    // The platform's log counts in seconds.
    desk.addPresence({
      events: [
        { ...came, time: NOON + 1000 },
        { ...came, online: false, time: NOON + 1000 },
      ],
    })
    expect(desk.presence(ALL).map(({ online, time }) => [online, time - NOON])).toEqual([
      [1, 500],
      [0, 1000],
    ])
    expect(desk.marks()).toEqual({ presenceTo: NOON })
    expect(desk.deleteBefore({ time: NOON + 1000 })).toBe(1)
    expect(desk.counts(ALL)).toEqual({ alarms: 0, presence: 1 })
  })

  it('stands beside marks that are set and taken away', () => {
    const desk = deskTable(newDatabase())
    desk.setMarks({ lastPresent: 1, awaySince: 2, awayUntil: 3 })
    desk.setMarks({ lastPresent: 4, awaySince: undefined })
    expect(desk.marks()).toEqual({ lastPresent: 4, awayUntil: 3 })
  })
})

/** Messages as the chat will hand them over. */
function messagesOf(messages: readonly Message[]) {
  return {
    missed: ({ from, until, after, limit }: Stretch & { after?: { time: number; id: number } }) =>
      Promise.resolve(
        messages
          .filter(({ time }) => time >= from && time < until)
          .filter(({ time, id }) => !after || time > after.time || (time === after.time && id > after.id))
          .slice(0, limit)
          .map((message) => ({ message, conversationName: 'Group' })),
      ),
    count: () => Promise.resolve(messages.length),
  }
}

describe('what was missed', () => {
  it('comes in one order of time, each once, whatever the size of the page', async () => {
    const db = newDatabase()
    const [alarms, desk] = [alarmTable(db), deskTable(db)]
    const times = [0, 0, 1, 1, 1, 2, 5, 5, 9].map((minute) => NOON + minute * MINUTE)
    alarms.take({ rows: times.map((time, index) => alarmRow({ key: `a${index}`, time })), seen: 'none', now: NOON })
    desk.addPresence({
      events: times.map((time, index) => ({ deviceId: `PU_${index}`, name: '', online: index % 2 === 0, time })),
    })
    const messages = times.map((time, index): Message => ({
      id: index + 1,
      conversation: 1,
      speaker: { kind: 'User', id: 'someone', name: 'Someone' },
      mine: false,
      time,
      body: { kind: 'text', text: '' },
    }))
    const sources = {
      alarms: (stretch: Stretch) =>
        Promise.resolve(desk.alarms(stretch).map((place) => ({ ...place, alarm: { key: place.key } as Alarm }))),
      presence: (stretch: Stretch) => Promise.resolve(desk.presence(stretch)),
      messages: messagesOf(messages),
      deviceName: () => undefined,
    }
    const whole = await missedPage(sources, ALL)
    expect(whole.items).toHaveLength(27)
    expect(whole.next).toBeUndefined()
    expect(whole.items.map(({ time }) => time)).toEqual(times.flatMap((time) => [time, time, time]))
    for (let limit = 1; limit < 9; limit++) {
      const paged = []
      for (let after; ;) {
        const page = await missedPage(sources, { ...ALL, limit, ...(after ? { after } : {}) })
        paged.push(...page.items)
        after = page.next
        if (!after) break
      }
      expect(paged).toEqual(whole.items)
    }
  })
})
