import { describe, expect, it } from 'vitest'
import { lastTexts, liveDesk, say, withUser } from '../support/chat.ts'
import type { Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

const OFFICER = { kind: 'User', id: 'officer0001' } as const

const TEXTS = [
  'Straße gesperrt',
  'the GATE is open',
  '北门有人',
  '请到北门集合',
  'a',
  'ab 北',
  'e\u0301lan vital',
  '100% _done_',
]

async function filled(): Promise<Desk> {
  const platform = await openPlatform()
  const desk = await liveDesk(platform, 'admin')
  for (const text of TEXTS) platform.control.say({ speaker: OFFICER.id, audience: 'admin', text })
  platform.control.say({
    speaker: 'operator',
    audience: 'admin',
    type: 'picture',
    content: JSON.stringify({ fileID: 'f1', fileSize: '12', fileName: '北门照片.jpg' }),
  })
  await until('heard', async () => (await lastTexts(desk, { kind: 'User', id: 'operator' }, 1))[0] === 'file')
  await until('heard', async () => (await lastTexts(desk, OFFICER, 1))[0] === TEXTS.at(-1))
  return desk
}

async function find(desk: Desk, text: string, more: object = {}): Promise<string[]> {
  const { hits } = await desk.client.chat.search({ text, limit: 50, ...more })
  return hits.map(({ message: { body } }) => (body.kind === 'text' ? body.text : body.kind === 'file' ? body.name : ''))
}

describe('search', () => {
  it('finds exactly what contains the text, newest first, in any language, from one character on', async () => {
    const desk = await filled()
    const { id: conversation } = await withUser(desk, OFFICER.id)
    const inIt = (text: string) => find(desk, text, { conversation })
    expect(await inIt('北门')).toEqual(['请到北门集合', '北门有人'])
    expect(await inIt('北')).toEqual(['ab 北', '请到北门集合', '北门有人'])
    expect(await inIt('合')).toEqual(['请到北门集合'])
    expect(await inIt('gate')).toEqual(['the GATE is open'])
    expect(await inIt('ＧＡＴＥ')).toEqual(['the GATE is open'])
    expect(await inIt('élan')).toEqual(['e\u0301lan vital'])
    expect(await inIt('% _d')).toEqual(['100% _done_'])
    expect(await inIt('门北')).toEqual([])
    expect(await inIt('"')).toEqual([])
    expect(await find(desk, '北门照片')).toEqual(['北门照片.jpg'])
    expect(await find(desk, '')).toEqual([])
  })

  it('goes by the same rules through the index and through a conversation alone', async () => {
    const desk = await filled()
    for (const text of ['北', '门有', 'is open', 'a', 'E', '100%', 'xyz', '照片.j']) {
      const everywhere = await find(desk, text, { speaker: OFFICER.id })
      const { id: conversation } = await withUser(desk, OFFICER.id)
      const here = await find(desk, text, { conversation, speaker: OFFICER.id })
      // The officer speaks in groups too.
      expect(everywhere).toEqual(expect.arrayContaining(here))
    }
  })

  it('is narrowed by speaker, kind and time, and goes on below the last hit', async () => {
    const desk = await filled()
    expect(await find(desk, '北门', { speaker: 'operator' })).toEqual(['北门照片.jpg'])
    expect(await find(desk, '北门', { types: ['picture'] })).toEqual(['北门照片.jpg'])
    expect(await find(desk, '北门', { types: ['text'] })).toEqual(['请到北门集合', '北门有人'])
    expect(await find(desk, '北门', { to: Date.now() - 3_600_000 })).toEqual([])
    expect(await find(desk, '北门', { from: Date.now() - 3_600_000 })).toHaveLength(3)
    const first = await desk.client.chat.search({ text: '北门', limit: 1 })
    expect(first.more).toBe(true)
    const rest = await desk.client.chat.search({ text: '北门', limit: 5, before: first.hits[0]!.message.id })
    expect(rest.hits).toHaveLength(2)
    expect(rest.more).toBe(false)
  })

  it('says where the text stands in the original, whatever folding did to it', async () => {
    const desk = await filled()
    const { hits } = await desk.client.chat.search({ text: 'élan', limit: 1 })
    expect(hits[0]?.matches).toEqual([{ from: 0, to: 5 }])
    const gate = await desk.client.chat.search({ text: 'gate', limit: 1 })
    expect(gate.hits[0]?.matches).toEqual([{ from: 4, to: 8 }])
    expect(gate.hits[0]?.conversationName).not.toBe('')
  })

  it('needs no platform', async () => {
    const platform = await openPlatform()
    const desk = await liveDesk(platform, 'admin')
    await say(desk, OFFICER, 'remember this')
    await until('sent', async () => (await lastTexts(desk, OFFICER, 1))[0] === 'remember this')
    await platform.close()
    expect(await find(desk, 'member thi')).toEqual(['remember this'])
  })
})
