import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, type App } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import { useAlarmDrag } from '../../../../renderer/features/alarms/use-alarm-drag.ts'
import { usePartnerDrag } from '../../../../renderer/features/chat/use-partner-drag.ts'
import { useFleetStore } from '../../../../renderer/features/fleet/store.ts'
import { tourResolver } from '../../../../renderer/features/live/tour-items.ts'
import { readChannelDrag, writeChannelDrag } from '../../../../renderer/ui/channel-drag.ts'
import { filledCore } from '../fleet/small-core.ts'

/** As much of a drag as is written to and read from. */
function drag(text = '') {
  const state = { text, prevented: false }
  const transfer = {
    effectAllowed: 'none',
    types: ['application/x-watchpost-channels'],
    setData: (_type: string, data: string) => void (state.text = data),
    getData: () => state.text,
  } as unknown as DataTransfer
  const event = { dataTransfer: transfer, preventDefault: () => void (state.prevented = true) } as unknown as DragEvent
  return { event, transfer, state }
}

describe('what is dragged onto the wall', () => {
  let app: App
  beforeEach(async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    vi.stubGlobal('requestIdleCallback', () => 0)
    vi.stubGlobal('cancelIdleCallback', () => undefined)
    const pinia = createPinia()
    app = createApp({}).provide(clientKey, filledCore().connect()).use(pinia)
    setActivePinia(pinia)
    const store = app.runWithContext(() => useFleetStore())
    await vi.waitFor(() => expect(store.userView.model.total).toBe(1))
  })
  afterEach(() => vi.unstubAllGlobals())

  it('of alarms are the pictures of their devices; of none of them nothing', () => {
    const start = app.runWithContext(() => useAlarmDrag())
    const { event, transfer, state } = drag()
    const alarm = (id: string) => ({ device: { id, name: id }, part: 0 })
    start(event, [alarm('d1'), alarm(''), alarm('d2')])
    expect(readChannelDrag(transfer)).toEqual({
      channels: [
        { puid: 'd1', index: 0 },
        { puid: 'd2', index: 0 },
      ],
    })
    expect(state.prevented).toBe(false)
    const without = drag()
    start(without.event, [alarm('')])
    expect(without.state).toEqual({ text: '', prevented: true })
  })

  it('of the chat is the first picture of a device or of a person’s terminal; a group has none', () => {
    const start = app.runWithContext(() => usePartnerDrag())
    const device = drag()
    start(device.event, { kind: 'PU', id: 'd3' })
    expect(readChannelDrag(device.transfer)).toEqual({ channels: [{ puid: 'd3', index: 0 }] })
    const person = drag()
    const [user] = app
      .runWithContext(() => useFleetStore())
      .userView.model.roots()[0]!
      .leaves.items()
    start(person.event, { kind: 'User', id: user!.id })
    expect(readChannelDrag(person.transfer)).toEqual({ channels: [{ puid: 't1', index: 0 }] })
    const group = drag()
    start(group.event, { kind: 'PUGroup', id: 'a' })
    expect(group.state.prevented).toBe(true)
  })

  it('comes from anywhere: what does not fit is left out, and is no drag when nothing is left', () => {
    const from = { window: 'w', drag: 'x', position: 2 }
    const good = drag()
    writeChannelDrag(good.transfer, { channels: [{ puid: 'd1', index: 0 }], from })
    expect(readChannelDrag(good.transfer)).toEqual({ channels: [{ puid: 'd1', index: 0 }], from })
    const read = (value: unknown) => readChannelDrag(drag(JSON.stringify(value)).transfer)
    expect(read({ channels: [{ puid: 'd1', index: 0, more: 1 }, { puid: '' }, 7], from: { window: 'w' } })).toEqual({
      channels: [{ puid: 'd1', index: 0 }],
    })
    expect(read({ channels: Array.from({ length: 9_999 }, () => ({ puid: 'd', index: 1 })) })?.channels).toHaveLength(
      500,
    )
    for (const value of [{}, { channels: 'x' }, { channels: [{ puid: 'd1', index: -1 }] }, null, 3])
      expect(read(value)).toBeUndefined()
    expect(readChannelDrag(drag('{').transfer)).toBeUndefined()
  })

  it('in turn goes through a group as it is now, off-line devices among them, each once', () => {
    const fleet = app.runWithContext(() => useFleetStore())
    const resolve = tourResolver(fleet)
    const stops = [
      { kind: 'channel', channel: { puid: 'd4', index: 0 } },
      { kind: 'group', id: 'r' },
      { kind: 'group', id: 'gone' },
      { kind: 'channel', channel: { puid: 'unknown', index: 3 } },
    ] as const
    const items = resolve(stops)
    expect(items.map(({ channel, available }) => `${channel.puid} ${available}`)).toEqual([
      'd4 true',
      'd0 false',
      'd1 false',
      'd2 false',
      'd3 true',
      'unknown true',
    ])
    expect(resolve(stops)).toBe(items)
  })
})
