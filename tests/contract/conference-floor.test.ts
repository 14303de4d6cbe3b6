import { describe, expect, it } from 'vitest'
import { TALK_SECONDS_SETTING, type FloorEnd } from '../../shared/contract/conferences.ts'
import { atConference, conferenceWhere, newPress, talkDesk, type TalkDesk } from '../support/conferences.ts'
import { until } from '../support/until.ts'

type Scene = Awaited<ReturnType<typeof atConference>>

/** The operator presses, and has the floor. */
async function talking(scene: Scene): Promise<string> {
  const press = newPress()
  const floor = await scene.operator.client.conferences.press({ groupId: scene.groupId, press })
  expect(floor).toMatchObject({ phase: 'granted', press })
  expect(scene.speakers()).toEqual(['operator'])
  return press
}

/** What the platform was asked for, in the order of its answers. */
function orders({ platform }: Scene): string[] {
  return platform.control.seen({}).requests.flatMap(({ operation }) => {
    if (operation === 'conference.speak') return ['speak']
    return operation === 'conference.endSpeech' ? ['end'] : []
  })
}

function endOf(desk: TalkDesk, press: string): Promise<FloorEnd | undefined> {
  return until('over', () => desk.floors.find((floor) => floor.press === press && floor.phase === 'over')).then(
    ({ end }) => end,
  )
}

describe('a press', () => {
  it('is asked, granted, given back and over', async () => {
    const scene = await atConference()
    const { operator, groupId, speakers } = scene
    const press = await talking(scene)
    await conferenceWhere(operator, groupId, 'shown', ({ speakers: [first] }) => first?.id === 'operator')
    expect(await operator.client.conferences.floors({})).toMatchObject([{ press, phase: 'granted' }])
    await operator.client.conferences.release({ groupId, press })
    expect(speakers()).toEqual([])
    expect(await operator.client.conferences.floors({})).toEqual([])
    const mine = operator.floors.filter((floor) => floor.press === press)
    expect(mine.map(({ phase, end }) => [phase, end])).toEqual([
      ['asked', undefined],
      ['granted', undefined],
      ['returning', 'released'],
      ['over', 'released'],
    ])
    const granted = mine[1]!
    expect(granted.until! - granted.since).toBeCloseTo(60_000, -2)
  })

  it('is refused with the name of who speaks, or with why not', async () => {
    const scene = await atConference()
    const { platform, viewer, groupId } = scene
    await talking(scene)
    await conferenceWhere(viewer, groupId, 'heard of', ({ speakers }) => speakers.length === 1)
    const taken = await viewer.client.conferences.press({ groupId, press: newPress() })
    expect(taken).toMatchObject({ phase: 'over', end: 'taken', by: expect.stringContaining('Duty') })
    platform.control.refuse({ operation: 'conference.speak', code: 16, times: 1 })
    const denied = await viewer.client.conferences.press({ groupId, press: newPress() })
    expect(denied).toMatchObject({ phase: 'over', end: 'denied', error: { details: { platformCode: 16 } } })
    expect(orders(scene)).toEqual(['speak', 'speak', 'speak'])
  })

  it('of another window of the same core is refused', async () => {
    const scene = await atConference()
    const { operator, groupId, speakers } = scene
    const press = await talking(scene)
    const window = operator.window()
    const other = newPress()
    expect(await window.conferences.press({ groupId, press: other })).toMatchObject({ end: 'own-window' })
    await window.conferences.release({ groupId, press })
    await window.conferences.release({ groupId, press: other })
    expect(speakers()).toEqual(['operator'])
  })

  it('that ended before it was granted is given back when the grant comes', async () => {
    const scene = await atConference()
    const { platform, operator, groupId, speakers } = scene
    platform.control.delay({ operation: 'conference.speak', ms: 800, times: 1 })
    const press = newPress()
    const asked = operator.client.conferences.press({ groupId, press })
    await until('asked', () => operator.floors.at(-1)?.phase === 'asked')
    await operator.client.conferences.release({ groupId, press })
    expect(await asked).toMatchObject({ phase: 'over', end: 'released' })
    expect(orders(scene)).toEqual(['end', 'speak', 'end'])
    expect(speakers()).toEqual([])
    expect(operator.floors.some(({ phase }) => phase === 'granted')).toBe(false)
  })

  it('whose answer is lost is denied at once, and what it may have got is given back', async () => {
    const scene = await atConference()
    const { platform, operator, groupId, speakers } = scene
    platform.control.drop({ operation: 'conference.speak', times: 1, after: true })
    const press = newPress()
    expect(await operator.client.conferences.press({ groupId, press })).toMatchObject({ end: 'denied' })
    expect(await endOf(operator, press)).toBe('denied')
    expect(speakers()).toEqual([])
  })

  it('that follows at once on another one gets the floor', async () => {
    const scene = await atConference()
    const { operator, groupId, speakers } = scene
    const first = await talking(scene)
    const released = operator.client.conferences.release({ groupId, press: first })
    const press = newPress()
    expect(await operator.client.conferences.press({ groupId, press })).toMatchObject({ phase: 'granted' })
    await released
    expect(speakers()).toEqual(['operator'])
    // What the platform tells of the first speech comes late, and takes nothing from the second.
    await conferenceWhere(operator, groupId, 'shown', ({ speakers: [one] }) => one?.id === 'operator')
    expect(operator.floors.at(-1)).toMatchObject({ press, phase: 'granted' })
  })
})

describe('giving back', () => {
  it('is said again until the platform answers, and says meanwhile why not', async () => {
    const scene = await atConference()
    const { platform, operator, groupId, speakers } = scene
    const press = await talking(scene)
    platform.control.refuse({ operation: 'conference.endSpeech', code: 11, times: 2 })
    await operator.client.conferences.release({ groupId, press })
    expect(orders(scene)).toEqual(['speak', 'end', 'end', 'end'])
    expect(speakers()).toEqual([])
    expect(operator.floors.find(({ error }) => error)).toMatchObject({ phase: 'returning', end: 'released' })
  })
})

describe('the floor goes', () => {
  const CAUSES: readonly [FloorEnd, (scene: Scene, press: string) => unknown][] = [
    ['power', ({ operator }) => operator.power.emit('lock')],
    ['session', ({ operator }) => operator.client.session.signOut({})],
    // Members are taken off the list first.
    ['left', ({ platform, groupId }) => platform.control.endMeeting({ group: groupId })],
    ['left', ({ platform, groupId }) => platform.control.leaveMeeting({ group: groupId, member: 'operator' })],
    ['left', ({ operator, groupId }) => operator.client.conferences.quit({ groupId })],
    [
      'cut-off',
      ({ platform, groupId }) => platform.control.speech({ group: groupId, member: 'operator', speaking: false }),
    ],
    ['lost', ({ platform }) => platform.control.closeWebsockets({ account: 'operator', subscription: 'conference' })],
  ]
  for (const [end, cause] of CAUSES)
    it(`by “${end}”: ${cause.toString().split('=>')[1]?.trim().slice(0, 50)}`, async () => {
      const scene = await atConference()
      const press = await talking(scene)
      await cause(scene, press)
      expect(await endOf(scene.operator, press)).toBe(end)
      await until('given back', () => scene.speakers().length === 0)
    })

  it('with the silence of its window, not while it says that it holds on', async () => {
    const scene = await atConference({ timings: { floorSilenceMs: 400 } })
    const { operator, speakers } = scene
    const press = await talking(scene)
    const since = performance.now()
    await until('held long enough', async () => {
      await operator.client.conferences.keep({})
      return performance.now() - since > 1200
    })
    expect(speakers()).toEqual(['operator'])
    expect(await endOf(operator, press)).toBe('silent')
    expect(speakers()).toEqual([])
  })

  it('with its window', async () => {
    const { operator, groupId, speakers } = await atConference()
    const window = operator.window()
    const press = newPress()
    await window.conferences.press({ groupId, press })
    expect(speakers()).toEqual(['operator'])
    window.close()
    expect(await endOf(operator, press)).toBe('window')
    expect(speakers()).toEqual([])
  })

  it('after the longest time that is set', async () => {
    const scene = await atConference()
    const { operator, groupId, speakers } = scene
    await operator.client.settings.write({ scope: 'account', key: TALK_SECONDS_SETTING, value: 5 })
    const press = newPress()
    const floor = await operator.client.conferences.press({ groupId, press })
    expect(floor.until! - floor.since).toBe(5000)
    expect(await endOf(operator, press)).toBe('limit')
    expect(speakers()).toEqual([])
  })

  it('that a former run left, at the next start', async () => {
    const { platform, viewer, groupId, speakers } = await atConference()
    platform.control.speech({ group: groupId, member: 'operator', speaking: true })
    await viewer.client.conferences.state({})
    await talkDesk(platform, 'operator')
    await until('given back', () => speakers().length === 0)
  })
})
