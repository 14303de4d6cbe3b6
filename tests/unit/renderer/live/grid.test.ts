// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { addPane, contentOf, removePane } from '../../../../renderer/features/live/edit-grid.ts'
import type { LiveGrid } from '../../../../renderer/features/live/grid.ts'
import { channel, fakePanes, type FakePanes } from './fake-panes.ts'

describe('the grid', () => {
  let panes: FakePanes
  let grid: LiveGrid

  beforeEach(() => {
    document.body.innerHTML = ''
    panes = fakePanes()
    grid = panes.grid(16)
    grid.setSize(4)
  })

  const shown = (): (string | undefined)[] => grid.visible.value.map((pane) => pane.channel.value?.puid)
  const running = (): string[] => panes.running()

  it('fills free panes in reading order, then replaces the one opened longest ago', () => {
    for (let number = 1; number <= 5; number += 1) grid.open([channel(number)])
    expect(shown()).toEqual(['PU_5', 'PU_2', 'PU_3', 'PU_4'])
    expect(running()).toEqual(['PU_2', 'PU_3', 'PU_4', 'PU_5'])
  })

  it('uses the pane the operator pointed at once', () => {
    grid.select(2)
    grid.open([channel(1)])
    grid.open([channel(2)])
    expect(shown()).toEqual(['PU_2', undefined, 'PU_1', undefined])
  })

  it('only selects a channel that is on screen already', () => {
    grid.open([channel(1), channel(2)])
    grid.open([channel(2)])
    expect(grid.selected.value).toBe(1)
    expect(panes.openings).toHaveLength(2)
  })

  it('swaps panes with all they play, without restarting anything', () => {
    grid.open([channel(1), channel(2)])
    const screen = grid.panes.value[0]?.screen.value
    grid.swap(0, 3)
    expect(shown()).toEqual([undefined, 'PU_2', undefined, 'PU_1'])
    expect(grid.panes.value[3]?.screen.value).toBe(screen)
    expect([panes.openings.length, running().length]).toEqual([2, 2])
  })

  it('fills only free panes, and leaves what finds none', () => {
    grid.drop([channel(9)], 1)
    grid.fill([1, 2, 3, 4, 5].map(channel))
    expect(grid.visible.value.map((pane) => pane.channel.value?.puid)).toEqual(['PU_1', 'PU_9', 'PU_2', 'PU_3'])
    expect(panes.openings.some(({ stopped }) => stopped)).toBe(false)
  })

  it('drops several channels from a pane on', () => {
    grid.drop([1, 2, 3].map(channel), 2)
    expect(shown()).toEqual([undefined, undefined, 'PU_1', 'PU_2'])
  })

  it('keeps the channels of a smaller grid and ends their leases, and opens them again when it grows', () => {
    grid.open([1, 2, 3, 4].map(channel))
    grid.setSize(1)
    expect(running()).toEqual(['PU_1'])
    expect(
      contentOf(grid)
        .panes.slice(0, 4)
        .map((pane) => pane.channel?.puid),
    ).toEqual(['PU_1', 'PU_2', 'PU_3', 'PU_4'])
    grid.setSize(4)
    expect(running()).toEqual(['PU_1', 'PU_2', 'PU_3', 'PU_4'])
    expect(panes.openings).toHaveLength(7)
  })

  it('maximises and restores without touching a lease', () => {
    grid.open([1, 2, 3, 4].map(channel))
    grid.toggleMaximised(2)
    grid.restore()
    expect(panes.openings).toHaveLength(4)
    expect(running()).toHaveLength(4)
  })

  it('lets one pane at a time be heard', () => {
    grid.open([1, 2].map(channel))
    grid.toggleSound(0)
    grid.toggleSound(1)
    const audible = (): boolean[] => grid.visible.value.map(({ sound }) => sound.audible.value)
    expect(audible()).toEqual([false, true, false, false])
    expect(grid.visible.value.map((pane) => pane.screen.value?.video.muted)).toEqual([
      true,
      false,
      undefined,
      undefined,
    ])
    grid.listenTo(undefined)
    expect(audible()).toEqual([false, false, false, false])
  })

  it('uses few players again and again', () => {
    for (let round = 0; round < 100; round += 1) {
      grid.open([1, 2, 3, 4].map((number) => channel(round * 4 + number)))
      grid.clearAll()
    }
    expect(panes.pool.made).toBe(4)
    expect(document.querySelectorAll('video')).toHaveLength(4)
    expect(running()).toEqual([])
  })

  it('is empty and silent after leaving, and tells nobody that the layout changed', () => {
    grid.open([1, 2].map(channel))
    grid.toggleSound(0)
    let changes = 0
    grid.layoutChanged.on(() => (changes += 1))
    grid.leave()
    expect([shown(), running(), changes]).toEqual([[undefined, undefined, undefined, undefined], [], 0])
  })

  it('takes a kept layout over, but not over a pane that was opened meanwhile', () => {
    grid.open([channel(9)])
    grid.take({
      arrangement: { kind: 'shape', size: 4 },
      panes: [1, 2].map((number) => ({ channel: channel(number), volume: 0.3 })),
    })
    expect(shown()).toEqual(['PU_9', 'PU_2', undefined, undefined])
  })

  it('shows what the machine says, and reopens a refused pane when its time has come', async () => {
    grid.open([channel(1)])
    const pane = grid.panes.value[0]
    panes.openings[0]?.tell({ type: 'leaseRefused', error: { code: 'platform', details: { platformCode: 7 } } })
    expect(pane?.view.value).toMatchObject({ kind: 'retrying', retryAt: panes.now + 500 })
    expect(panes.openings[0]?.stopped).toBe(true)
    panes.now += 500
    pane?.watch()
    expect([pane?.view.value.kind, panes.openings.length]).toEqual(['opening', 2])
  })

  it('when locked changes nothing and says so, but lets look and listen', () => {
    grid.open([1, 2].map(channel))
    grid.locked.value = true
    let refusals = 0
    grid.refused.on(() => (refusals += 1))
    const before = contentOf(grid)
    grid.open([channel(3)])
    grid.fill([channel(3)])
    grid.swap(0, 1)
    grid.clear(0)
    grid.clearAll()
    grid.setSize(9)
    grid.beginTour(0, { stops: [{ kind: 'channel', channel: channel(3) }], dwellS: 5, running: true })
    expect(grid.drop([channel(3)], 0)).toBe(false)
    expect(contentOf(grid)).toEqual(before)
    expect(refusals).toBe(8)
    grid.toggleMaximised(1)
    grid.toggleSound(1)
    expect([grid.maximised.value, grid.panes.value[1]?.sound.audible.value]).toEqual([1, true])
  })

  it('adds a pane of a free form empty and selected, and takes one out with the others playing on', () => {
    grid.open([1, 2, 3].map(channel))
    const cells = [1, 9, 17].map((column) => ({ column, row: 1, width: 8, height: 8 }))
    grid.arrange({ kind: 'free', cells })
    addPane(grid, { column: 1, row: 9, width: 8, height: 8 })
    expect([shown(), grid.selected.value]).toEqual([['PU_1', 'PU_2', 'PU_3', undefined], 3])
    removePane(grid, 1)
    expect(shown()).toEqual(['PU_1', 'PU_3', undefined])
    expect([running(), panes.openings.length]).toEqual([['PU_1', 'PU_3'], 3])
    expect(grid.arrangement.value).toMatchObject({ cells: [{ column: 1 }, { column: 17 }, { row: 9 }] })
    removePane(grid, 0)
    removePane(grid, 0)
    removePane(grid, 0)
    expect(grid.visible.value).toHaveLength(1)
  })
})
