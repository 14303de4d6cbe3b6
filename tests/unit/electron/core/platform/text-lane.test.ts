import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { TextLane } from '../../../../../electron/core/platform/text-lane.ts'

/** Each look at the clock costs a millisecond, so that a turn ends after some texts. */
function open() {
  let nowMs = 0
  const source = { paused: 0, resumed: 0, pause: () => void source.paused++, resume: () => void source.resumed++ }
  const lane = new TextLane(source, () => nowMs++)
  const heard: string[] = []
  return { lane, heard, source, listen: () => lane.listen((text) => heard.push(text)) }
}

const texts = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at))

describe('texts of a websocket', () => {
  it('are handed out in order, a few a turn, so that others have theirs in between', async () => {
    const { lane, heard, listen } = open()
    listen()
    for (const text of texts(100)) lane.add(text)
    expect(heard.length).toBeGreaterThan(0)
    expect(heard.length).toBeLessThan(20)
    let turns = 0
    for (; heard.length < 100; turns++) await nextTurn()
    expect(turns).toBeGreaterThan(4)
    expect(heard).toEqual(texts(100))
  })

  it('come at once when there are few', () => {
    const { lane, heard, listen } = open()
    listen()
    lane.add('one')
    expect(heard).toEqual(['one'])
  })

  it('wait for who listens later', async () => {
    const { lane, heard, listen } = open()
    for (const text of texts(30)) lane.add(text)
    listen()
    lane.add('30')
    while (heard.length < 31) await nextTurn()
    expect(heard).toEqual(texts(31))
  })

  it('make the source wait when too many wait, and go on when few do', async () => {
    const { lane, heard, source, listen } = open()
    listen()
    for (const text of texts(5_000)) lane.add(text)
    expect(source).toMatchObject({ paused: 1, resumed: 0 })
    while (heard.length < 5_000) await nextTurn()
    expect(source).toMatchObject({ paused: 1, resumed: 1 })
    expect(heard).toEqual(texts(5_000))
  })

  it('are all handed out before the end, and none after nobody listens any more', async () => {
    const ended = open()
    ended.listen()
    for (const text of texts(100)) ended.lane.add(text)
    ended.lane.finish()
    expect(ended.heard).toEqual(texts(100))
    const left = open()
    left.listen()
    for (const text of texts(100)) left.lane.add(text)
    const heard = left.heard.length
    left.lane.drop()
    await nextTurn()
    await nextTurn()
    expect(left.heard).toHaveLength(heard)
  })
})
