import { beforeEach, describe, expect, it } from 'vitest'
import { AlarmList } from '../../../../renderer/features/alarms/alarm-list.ts'
import { AlarmState } from '../../../../shared/platform/alarm.ts'
import { alarm } from './fixtures.ts'
import { SmallCore } from './small-core.ts'

const ACTIVE = { statuses: [AlarmState.active] }
let core: SmallCore
beforeEach(() => {
  core = new SmallCore()
})

const keys = (list: AlarmList): string[] => list.lines.value.map(({ key }) => key)
const numbered = (count: number) => Array.from({ length: count }, (_, at) => alarm(`k${at}`, at))

async function opened(filter = {}): Promise<AlarmList> {
  const list = new AlarmList(core.connect(), filter)
  await list.reload()
  return list
}

describe('the list', () => {
  it('reads the newest page and older ones on demand, each once', async () => {
    core.rows = numbered(250)
    const list = await opened()
    expect(keys(list)).toHaveLength(100)
    expect(keys(list)[0]).toBe('k249')
    await list.loadMore()
    await list.loadMore()
    expect(keys(list)).toEqual(
      numbered(250)
        .map(({ key }) => key)
        .toReversed(),
    )
    expect(list.more.value).toBe(false)
    await list.loadMore()
    expect(core.listed).toBe(3)
  })

  it('puts what comes in at its place in time, the key deciding within a second', async () => {
    core.rows = [alarm('b', 10)]
    const list = await opened()
    list.apply({ alarms: [alarm('c', 10), alarm('old', 5), alarm('a', 10), alarm('new', 11)], raised: [] })
    expect(keys(list)).toEqual(['new', 'c', 'b', 'a', 'old'])
  })

  it('leaves older ones than are loaded to their page', async () => {
    core.rows = numbered(150)
    const list = await opened()
    list.apply({ alarms: [alarm('early', 1)], raised: [] })
    expect(keys(list)).not.toContain('early')
    core.rows.push(alarm('early', 1))
    await list.loadMore()
    expect(keys(list)).toContain('early')
  })

  it('drops what does not pass any more, and takes what passes now', async () => {
    core.rows = [alarm('a', 1), alarm('b', 2)]
    const list = await opened(ACTIVE)
    list.apply({ alarms: [alarm('a', 1, { status: AlarmState.released })], raised: [] })
    expect(keys(list)).toEqual(['b'])
    list.apply({ alarms: [alarm('a', 1)], raised: [] })
    expect(keys(list)).toEqual(['b', 'a'])
  })

  it('does not move while the operator reads: new ones are counted, changed ones change in place', async () => {
    core.rows = [alarm('a', 1), alarm('b', 2)]
    const list = await opened(ACTIVE)
    list.setReading(true)
    list.apply({ alarms: [alarm('c', 3), alarm('b', 2, { status: AlarmState.ignored })], raised: ['c'] })
    expect(keys(list)).toEqual(['b', 'a'])
    expect(list.lines.value[0]?.alarm.status).toBe(AlarmState.ignored)
    expect(list.fresh.value).toBe(1)
    list.apply({ alarms: [alarm('d', 4), alarm('c', 3, { status: AlarmState.released })], raised: ['d'] })
    expect(list.fresh.value).toBe(1)
    list.setReading(false)
    expect(keys(list)).toEqual(['d', 'a'])
    expect(list.fresh.value).toBe(0)
  })

  it('believes what came in while a page was on its way, not the older page', async () => {
    core.rows = [alarm('a', 1)]
    const list = new AlarmList(core.connect(), ACTIVE)
    core.beforeAnswer = () =>
      list.apply({ alarms: [alarm('a', 1, { status: AlarmState.released }), alarm('b', 2)], raised: ['b'] })
    await list.reload()
    expect(keys(list)).toEqual(['b'])
  })

  it('stays small in a flood at the top, and has the rest by pages', async () => {
    core.rows = []
    const list = await opened()
    for (let at = 0; at < 30; at++) {
      const flood = Array.from({ length: 100 }, (_, index) => alarm(`f${at}-${index}`, 10 + at * 100 + index))
      list.apply({ alarms: flood, raised: flood.map(({ key }) => key) })
    }
    expect(keys(list)).toHaveLength(1000)
    expect(keys(list)[0]).toBe('f29-99')
    expect(list.more.value).toBe(true)
  })

  it('reads anew instead of keeping thousands that wait', async () => {
    core.rows = [alarm('a', 1)]
    const list = await opened()
    list.setReading(true)
    const flood = Array.from({ length: 2100 }, (_, at) => alarm(`f${at}`, 10 + at))
    list.apply({ alarms: flood, raised: [] })
    expect(list.fresh.value).toBe(2100)
    core.rows = flood
    list.setReading(false)
    await expect.poll(() => keys(list)[0]).toBe('f2099')
    expect(core.listed).toBe(2)
    expect(keys(list)).toHaveLength(100)
  })

  it('says why it could not be read, and forgets it with the next try', async () => {
    const client = core.connect()
    core.beforeAnswer = () => Promise.reject(new Error('away'))
    const list = new AlarmList(client, {})
    await list.reload()
    expect(list.error.value?.code).toBe('internal')
    core.beforeAnswer = () => undefined
    core.rows = [alarm('a', 1)]
    await list.reload()
    expect(list.error.value).toBeUndefined()
    expect(keys(list)).toEqual(['a'])
  })

  it('keeps the line of what did not change', async () => {
    core.rows = [alarm('a', 1), alarm('b', 2)]
    const list = await opened()
    const [, before] = list.lines.value
    list.apply({ alarms: [alarm('b', 2, { seen: true })], raised: [] })
    expect(list.lines.value[1]).toBe(before)
    expect(list.lines.value[0]?.alarm.seen).toBe(true)
  })
})
