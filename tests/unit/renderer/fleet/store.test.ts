import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import { useFleetStore } from '../../../../renderer/features/fleet/store.ts'
import { AppError } from '../../../../shared/errors.ts'
import { filledCore, type SmallCore } from './small-core.ts'

let core: SmallCore
beforeEach(() => {
  core = filledCore()
})
afterEach(() => vi.unstubAllGlobals())

describe('the store', () => {
  function openStore() {
    const frames: (() => void)[] = []
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
    vi.stubGlobal('requestIdleCallback', () => 0)
    vi.stubGlobal('cancelIdleCallback', () => undefined)
    const pinia = createPinia()
    createApp({}).provide(clientKey, core.connect()).use(pinia)
    setActivePinia(pinia)
    return { store: useFleetStore(), frames }
  }

  it('names channels of devices and terminals, and says ids for what it does not know', async () => {
    const { store } = openStore()
    await vi.waitFor(() => expect(store.userView.model.total).toBe(1))
    expect(store.channelLabel({ puid: 'd1', index: 0 })).toEqual({ device: 'Car 1', channel: 'Front' })
    expect(store.channelLabel({ puid: 't1', index: 1 })).toEqual({ device: 'Phone', channel: 'Rear' })
    expect(store.channelLabel({ puid: 'gone', index: 2 })).toEqual({ device: 'gone', channel: 'CH 3' })
    expect(store.deviceById('d4')).toMatchObject({ name: 'Car 4', online: true })
    core.tell('fleet.devicesStatusChanged', { changes: [{ id: 'd4', online: false, time: 1 }] })
    await vi.waitFor(() => expect(store.deviceById('d4')?.online).toBe(false))
    expect(store.state.phase).toBe('live')
  })

  it('ticks once per frame, however much changes', async () => {
    const { store, frames } = openStore()
    await vi.waitFor(() => expect(store.userView.model.total).toBe(1))
    frames.splice(0).forEach((run) => run())
    const before = store.tick
    const seen = store.deviceView.model.statusVersion
    for (let at = 0; at < 20; at++) {
      core.tell('fleet.devicesStatusChanged', { changes: [{ id: 'd0', online: at % 2 === 0, time: at }] })
    }
    await vi.waitFor(() => expect(store.deviceView.model.statusVersion).toBe(seen + 20))
    expect(frames).toHaveLength(1)
    expect(store.tick).toBe(before)
    frames.splice(0).forEach((run) => run())
    expect(store.tick).toBe(before + 1)
  })

  it('says why the list could not be read and reads it on demand', async () => {
    core.beforeRead = () => {
      throw new AppError('limit')
    }
    const { store } = openStore()
    await vi.waitFor(() => expect(store.readError).toMatchObject({ code: 'limit' }))
    core.beforeRead = () => undefined
    await store.reload()
    expect(store.readError).toBeUndefined()
    expect(store.deviceView.model.total).toBe(5)
  })
})
