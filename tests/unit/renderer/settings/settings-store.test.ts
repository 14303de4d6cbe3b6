// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import { useSettingsStore } from '../../../../renderer/features/settings/store.ts'
import { i18n } from '../../../../renderer/i18n.ts'
import { settings } from '../../../../shared/contract/settings.ts'
import { Emitter } from '../../../../shared/emitter.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve, type Pipe } from '../../../../shared/wire.ts'

/** The settings of a core in memory, over a real pipe; each window has its own store. */
function core(kept: Record<string, unknown>) {
  const events = new Emitter<{ name: string; payload: unknown }>()
  const accept = serve({
    contract: { settings },
    handlers: {
      settings: {
        read: ({ key }) => ({ value: kept[key] ?? null }),
        write: ({ scope, key, value }) => {
          kept[key] = value
          events.emit({ name: 'settings.changed', payload: { scope, key, value } })
          return null
        },
      },
    },
    events: { subscribe: (listener) => events.on(({ name, payload }) => listener(name, payload)) },
    checker: () => () => undefined,
    onInternal: (error) => String(error),
  })
  const pipes: Pipe[] = []
  return {
    kept,
    close: () => pipes.forEach((pipe) => pipe.close()),
    async window() {
      const [ours, theirs] = memoryPipe()
      pipes.push(ours)
      accept(theirs)
      const pinia = createPinia()
      const client = connect({ settings }, ours) as unknown as NonNullable<
        Parameters<ReturnType<typeof createApp>['provide']>[1]
      >
      createApp({})
        .provide(clientKey as symbol, client)
        .use(pinia)
        .use(i18n)
      const store = useSettingsStore(pinia)
      await store.start()
      return store
    },
  }
}

let running: ReturnType<typeof core> | undefined
afterEach(() => running?.close())

describe('useSettingsStore', () => {
  it('takes what was kept and applies it', async () => {
    running = core({ 'ui.language': 'zh-CN', 'ui.theme': 'light' })
    const store = await running.window()
    expect([store.language, store.theme]).toEqual(['zh-CN', 'light'])
    await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe('light'))
    expect(document.documentElement.lang).toBe('zh-CN')
    expect(i18n.global.locale.value).toBe('zh-CN')
  })

  it('takes nothing it does not know: the file can be edited by hand', async () => {
    running = core({ 'ui.language': 7, 'ui.theme': 'pink' })
    const store = await running.window()
    expect(['en', 'zh-CN']).toContain(store.language)
    expect(store.theme).toBe('dark')
  })

  it('keeps a choice, and the other window follows', async () => {
    running = core({})
    const [first, second] = [await running.window(), await running.window()]
    await first.setTheme('light')
    await first.setLanguage('zh-CN')
    expect(running.kept).toEqual({ 'ui.theme': 'light', 'ui.language': 'zh-CN' })
    await vi.waitFor(() => expect([second.theme, second.language]).toEqual(['light', 'zh-CN']))
  })
})
