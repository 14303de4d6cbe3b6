import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import { useChatStore } from '../../../../renderer/features/chat/store.ts'
import { conversation, message } from './fixtures.ts'
import { refuse, SmallCore } from './small-core.ts'

let core: SmallCore
let frames: (() => void)[]
beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  core = new SmallCore()
  core.conversations = [conversation(1, { unread: 2 }), conversation(2, { unread: 5 })]
})
afterEach(() => vi.unstubAllGlobals())

function openStore() {
  const pinia = createPinia()
  createApp({}).provide(clientKey, core.connect()).use(pinia)
  setActivePinia(pinia)
  return useChatStore()
}
const nextFrame = (): void => frames.splice(0).forEach((run) => run())

describe('the store', () => {
  it('counts what is unread and looks again once per frame, however much is told', async () => {
    const store = openStore()
    await vi.waitFor(() => expect(store.conversation(2)).toBeDefined())
    nextFrame()
    expect(store.unread).toBe(7)
    const before = store.tick
    for (let unread = 0; unread < 50; unread++) {
      core.tell('chat.conversationsChanged', { upserts: [conversation(1, { unread })], removed: [] })
    }
    await vi.waitFor(() => expect(store.conversation(1)?.unread).toBe(49))
    expect(frames).toHaveLength(1)
    nextFrame()
    expect(store.tick).toBe(before + 1)
    expect(store.unread).toBe(54)
  })

  it('hands messages on to who listens, and no longer after', async () => {
    const store = openStore()
    await vi.waitFor(() => expect(store.conversation(1)).toBeDefined())
    const seen: number[] = []
    const off = store.onMessages(({ messages }) => seen.push(...messages.map(({ id }) => id)))
    core.say([message(1), message(2)])
    await vi.waitFor(() => expect(seen).toEqual([1, 2]))
    off()
    core.say([message(3)])
    core.tell('chat.conversationsChanged', { upserts: [conversation(3)], removed: [] })
    await vi.waitFor(() => expect(store.conversation(3)).toBeDefined())
    expect(seen).toEqual([1, 2])
  })

  it('leaves the conversation that was open when the account changes', async () => {
    const store = openStore()
    await vi.waitFor(() => expect(store.conversation(1)).toBeDefined())
    store.go(1, 17)
    expect(store.visit).toEqual({ conversation: 1, message: 17 })
    core.tell('chat.cleared', {})
    await vi.waitFor(() => expect(store.visit).toBeUndefined())
  })

  it('says why the list could not be read and reads it on demand', async () => {
    core.before = refuse('conversations')
    const store = openStore()
    await vi.waitFor(() => expect(store.readError).toMatchObject({ code: 'unreachable' }))
    core.before = () => undefined
    await store.reload()
    nextFrame()
    expect(store.readError).toBeUndefined()
    expect(store.conversations).toHaveLength(2)
  })
})
