// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { contentOf } from '../../../../renderer/features/live/edit-grid.ts'
import type { LiveGrid } from '../../../../renderer/features/live/grid.ts'
import type { PaneController } from '../../../../renderer/features/live/pane-controller.ts'
import { channelKey } from '../../../../renderer/features/live/pane-tours.ts'
import { channel, fakePanes, type FakePanes } from './fake-panes.ts'

describe('a tour in a pane', () => {
  let panes: FakePanes
  let grid: LiveGrid
  let free: PaneController[]

  beforeEach(() => {
    panes = fakePanes()
    free = [panes.create()]
    grid = panes.grid(9, {
      resolve: (stops) =>
        stops.flatMap((stop) =>
          stop.kind === 'channel' ? [{ key: channelKey(stop.channel), channel: stop.channel, available: true }] : [],
        ),
      spares: { take: () => free.pop(), give: (pane) => void free.push(pane) },
    })
    grid.setSize(4)
    grid.tours.setActive(true)
  })

  const stops = [1, 2, 3].map((number) => ({ kind: 'channel' as const, channel: channel(number) }))
  const pass = (ms: number): void => {
    for (let spent = 0; spent < ms; spent += 250) {
      panes.now += 250
      grid.tours.tick()
    }
  }
  const shown = (): string | undefined => grid.panes.value[1]?.channel.value?.puid

  it('connects the next ahead and puts it in the place of the one on screen when it plays', () => {
    const ahead = free[0]!
    grid.beginTour(1, { stops, dwellS: 5, running: true })
    pass(250)
    expect([shown(), panes.running()]).toEqual(['PU_1', ['PU_1']])
    grid.setVolume(1, 0.3)
    grid.toggleSound(1)
    pass(3_000)
    expect([shown(), panes.running()]).toEqual(['PU_1', ['PU_1', 'PU_2']])
    // Not there yet: the old picture stays.
    pass(3_000)
    expect(shown()).toBe('PU_1')
    const before = grid.panes.value[1]
    panes.play(ahead)
    pass(250)
    expect(shown()).toBe('PU_2')
    expect(grid.panes.value[1]).not.toBe(before)
    expect([panes.running(), free]).toEqual([['PU_2'], [before]])
    const { sound } = grid.panes.value[1]!
    expect([sound.volume.value, sound.audible.value, before?.sound.audible.value]).toEqual([0.3, true, false])
  })

  it('changes in the pane itself where there is no spare one', () => {
    free = []
    grid.beginTour(1, { stops, dwellS: 5, running: true })
    pass(250)
    const pane = grid.panes.value[1]
    pass(5_000)
    expect([shown(), grid.panes.value[1] === pane, panes.running()]).toEqual(['PU_2', true, ['PU_2']])
  })

  it('goes with the pane when it is swapped, and ends with another channel, a clear or the operator', () => {
    grid.beginTour(1, { stops, dwellS: 5, running: true })
    pass(250)
    grid.swap(1, 3)
    pass(5_000 + 4_000)
    expect(grid.panes.value[3]?.channel.value?.puid).toBe('PU_2')
    grid.drop([channel(9)], 3)
    expect(grid.tours.shown.value.size).toBe(0)
    grid.beginTour(0, { stops, dwellS: 5, running: true })
    grid.clear(0)
    expect(grid.tours.shown.value.size).toBe(0)
    grid.beginTour(0, { stops, dwellS: 5, running: true })
    pass(250)
    grid.endTour(0)
    pass(60_000)
    expect(grid.panes.value[0]?.channel.value?.puid).toBe('PU_1')
  })

  it('has a place of its own: what is opened or filled in goes elsewhere', () => {
    grid.beginTour(0, { stops, dwellS: 5, running: false })
    grid.fill([channel(7)])
    for (const number of [11, 12, 13, 14]) grid.open([channel(number)])
    expect(grid.tours.of(grid.panes.value[0]!)).toBeDefined()
    expect(grid.visible.value.map((pane) => pane.channel.value?.puid)).toEqual([undefined, 'PU_13', 'PU_14', 'PU_12'])
  })

  it('stands still and lets go of what it connected ahead while its layout is not on screen', () => {
    grid.beginTour(1, { stops, dwellS: 5, running: true })
    pass(3_500)
    expect(panes.running()).toEqual(['PU_1', 'PU_2'])
    grid.hide()
    pass(60_000)
    expect([shown(), panes.running(), free.length]).toEqual(['PU_1', ['PU_1'], 1])
  })

  it('is kept with the layout and goes on from there', () => {
    grid.beginTour(1, { stops, dwellS: 5, running: true })
    pass(250)
    const kept = contentOf(grid)
    expect(kept.panes[1]).toMatchObject({ channel: channel(1), tour: { stops, dwellS: 5, running: true } })
    grid.leave()
    expect(panes.running()).toEqual([])
    grid.take(kept)
    grid.tours.setActive(true)
    pass(3_000)
    expect(panes.running()).toEqual(['PU_1', 'PU_2'])
  })
})
