import { beforeEach, describe, expect, it } from 'vitest'
import { Stream } from '../../../../renderer/features/chat/stream.ts'
import { message, messages } from './fixtures.ts'
import { refuse, SmallCore } from './small-core.ts'

let core: SmallCore
beforeEach(() => {
  core = new SmallCore()
})

async function opened(place: { around?: number } = {}): Promise<Stream> {
  const stream = new Stream(core.connect(), 1)
  await stream.open(place)
  return stream
}
const ids = (stream: Stream): number[] => stream.messages.map(({ id }) => id)
const isContiguous = (stream: Stream): boolean =>
  ids(stream).every((id, at, all) => at === 0 || id === (all[at - 1] ?? 0) + 1)

describe('a stretch', () => {
  it('begins with the newest and grows upwards to the first', async () => {
    core.messages = messages(1, 300)
    const stream = await opened()
    expect(ids(stream)).toEqual(messages(181, 300).map(({ id }) => id))
    expect([stream.older, stream.newer]).toEqual(['store', false])
    while (stream.older === 'store') await stream.loadOlder()
    expect(ids(stream)).toHaveLength(300)
    expect(stream.older).toBe('none')
  })

  it('never holds more than 600, loses the far end, and finds back', async () => {
    core.messages = messages(1, 5000)
    const stream = await opened()
    while (stream.older === 'store') {
      await stream.loadOlder()
      expect(stream.messages.length).toBeLessThanOrEqual(600)
      expect(isContiguous(stream)).toBe(true)
    }
    expect(ids(stream)[0]).toBe(1)
    expect(stream.newer).toBe(true)
    while (stream.newer) await stream.loadNewer()
    expect(ids(stream).at(-1)).toBe(5000)
    expect(isContiguous(stream)).toBe(true)
    expect(stream.older).toBe('store')
  })

  it('asks for one page at a time, however often it is told to', async () => {
    core.messages = messages(1, 300)
    const stream = await opened()
    await Promise.all([stream.loadOlder(), stream.loadOlder(), stream.loadOlder()])
    expect(core.inputsOf('messages')).toHaveLength(2)
  })

  it('drops an answer that belongs to a place that was left', async () => {
    core.messages = messages(1, 500)
    const stream = await opened()
    const older = stream.loadOlder()
    const jump = stream.open({ around: 100 })
    await Promise.all([older, jump])
    expect(ids(stream)).toContain(100)
    expect(isContiguous(stream)).toBe(true)
    expect(ids(stream).at(-1)).toBeLessThan(200)
  })

  it('says why it cannot be read, and can be tried again', async () => {
    core.messages = messages(1, 5)
    core.before = refuse('messages')
    const stream = await opened()
    expect(stream.phase).toBe('failed')
    expect(stream.error).toMatchObject({ code: 'unreachable' })
    core.before = () => undefined
    await stream.open()
    expect(stream.phase).toBe('ready')
    expect(stream.error).toBeUndefined()
  })
})

describe('what is said meanwhile', () => {
  it('is put at the end, once, and only when it is of this conversation', async () => {
    core.messages = messages(1, 10)
    const stream = await opened()
    stream.add([message(11), message(12, { conversation: 2 })])
    stream.add([message(11)])
    expect(ids(stream)).toEqual(messages(1, 11).map(({ id }) => id))
  })

  it('waits below while the window is in the past', async () => {
    core.messages = messages(1, 300)
    const stream = await opened({ around: 50 })
    const before = ids(stream)
    stream.add([message(301)])
    expect(ids(stream)).toEqual(before)
    expect(stream.newer).toBe(true)
  })

  it('is not lost while a page is on its way', async () => {
    core.messages = messages(1, 100)
    const stream = new Stream(core.connect(), 1)
    const opening = stream.open()
    // Told after the page was asked for; the page may or may not hold it.
    stream.add([message(101)])
    await opening
    expect(ids(stream).at(-1)).toBe(101)
    const loading = stream.loadOlder()
    stream.add([message(102)])
    await loading
    expect(ids(stream).slice(-2)).toEqual([101, 102])
    expect(isContiguous(stream)).toBe(true)
  })

  it('fills gaps in their place', async () => {
    core.messages = [message(1), message(5)]
    const stream = await opened()
    stream.add([message(3)])
    expect(ids(stream)).toEqual([1, 3, 5])
  })

  it('is the beginning of an empty conversation', async () => {
    const stream = await opened()
    expect(stream.messages).toEqual([])
    stream.add([message(1)])
    expect(ids(stream)).toEqual([1])
  })
})

describe('what only the platform has', () => {
  it('is fetched and put above', async () => {
    core.messages = messages(101, 130)
    core.onPlatform = messages(1, 100)
    const stream = await opened()
    expect(stream.older).toBe('platform')
    expect(await stream.fetchOlder()).toBe(60)
    expect(ids(stream)[0]).toBe(41)
    expect(await stream.fetchOlder()).toBe(40)
    expect(ids(stream)).toEqual(messages(1, 130).map(({ id }) => id))
    expect(stream.older).toBe('none')
  })

  it('fills a conversation of which nothing is here', async () => {
    core.onPlatform = messages(1, 20)
    const stream = await opened()
    await stream.fetchOlder()
    expect(ids(stream)).toHaveLength(20)
  })

  it('stays there, with the reason, when the platform is away', async () => {
    core.messages = messages(101, 130)
    core.onPlatform = messages(1, 100)
    core.before = refuse('fetchOlder')
    const stream = await opened()
    expect(await stream.fetchOlder()).toBe(0)
    expect(stream.fetchError).toMatchObject({ code: 'unreachable' })
    expect(stream.fetching).toBe(false)
    expect(stream.older).toBe('platform')
  })
})
