import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatData } from '../../../../renderer/features/chat/chat-data.ts'
import { conversation, entry, message } from './fixtures.ts'
import { refuse, SmallCore } from './small-core.ts'

let core: SmallCore
beforeEach(() => {
  core = new SmallCore()
  core.conversations = [
    conversation(1, { last: message(10), unread: 2 }),
    conversation(2, { last: message(30, { conversation: 2 }) }),
    conversation(3, { last: message(5, { conversation: 3 }), pin: 7 }),
    conversation(4, { name: 'Anna' }),
  ]
})

async function opened(): Promise<ChatData> {
  const data = new ChatData(core.connect())
  await data.start()
  return data
}
const order = (data: ChatData): number[] => data.conversations().map(({ id }) => id)

describe('conversations', () => {
  it('stand pinned first, then as they were last spoken in', async () => {
    const data = await opened()
    expect(order(data)).toEqual([3, 2, 1, 4])
    expect(data.unread()).toBe(2)
  })

  it('follow the events, and the order with them', async () => {
    const data = await opened()
    core.tell('chat.conversationsChanged', {
      upserts: [conversation(1, { last: message(40), unread: 3 })],
      removed: [4],
    })
    await vi.waitFor(() => expect(order(data)).toEqual([3, 1, 2]))
    expect(data.unread()).toBe(3)
  })

  it('give the same list until something changes', async () => {
    const data = await opened()
    expect(data.conversations()).toBe(data.conversations())
    core.tell('chat.outboxChanged', { upserts: [entry('a')], removed: [] })
    await vi.waitFor(() => expect(data.outbox(1)).toHaveLength(1))
    const before = data.conversations()
    core.tell('chat.conversationsChanged', { upserts: [], removed: [3] })
    await vi.waitFor(() => expect(data.conversations()).not.toBe(before))
  })

  it('go with the account, and those of the next one are read', async () => {
    const data = await opened()
    core.tell('chat.cleared', {})
    core.tell('chat.stateChanged', { phase: 'empty' })
    await vi.waitFor(() => expect(order(data)).toEqual([]))
    core.conversations = [conversation(8)]
    core.tell('chat.stateChanged', { phase: 'loading' })
    await vi.waitFor(() => expect(order(data)).toEqual([8]))
  })

  it('say why they cannot be read', async () => {
    core.before = refuse('conversations')
    await expect(opened()).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('the outbox', () => {
  it('keeps the order; what is sent again goes to the end', async () => {
    core.outbox = [entry('a', { state: 'failed' }), entry('b'), entry('other', { conversation: 2 })]
    const data = await opened()
    const keys = (): string[] => data.outbox(1).map(({ key }) => key)
    expect(keys()).toEqual(['a', 'b'])
    core.tell('chat.outboxChanged', { upserts: [entry('b', { state: 'sending' })], removed: [] })
    await vi.waitFor(() => expect(data.outbox(1)[1]?.state).toBe('sending'))
    expect(keys()).toEqual(['a', 'b'])
    core.tell('chat.outboxChanged', { upserts: [entry('a')], removed: [] })
    await vi.waitFor(() => expect(keys()).toEqual(['b', 'a']))
    core.tell('chat.outboxChanged', { upserts: [], removed: ['b'] })
    await vi.waitFor(() => expect(keys()).toEqual(['a']))
  })
})
