import { describe, expect, it } from 'vitest'
import { choosePanes, DEFAULT_VOLUME, parseLayout, type PaneUse } from '../../../../renderer/features/live/layout.ts'

const used = (openedOrder: number): PaneUse => ({ channel: { puid: `PU_${openedOrder}`, index: 0 }, openedOrder })
const free: PaneUse = { openedOrder: 0 }

describe('choosePanes', () => {
  it.each([
    ['the pane the operator chose, also when it is used', 1, [free, used(1), free], 1, [1]],
    ['the first free one', 1, [used(1), free, free], undefined, [1]],
    ['the one opened longest ago', 1, [used(7), used(3), used(5)], undefined, [1]],
    ['free panes before used ones for several', 3, [used(1), free, used(0), free], undefined, [1, 3, 2]],
    ['the chosen one first for several', 3, [free, free, used(9)], 2, [2, 0, 1]],
    ['no more than there are', 9, [free, used(1)], undefined, [0, 1]],
    ['not a pane that is not shown', 1, [free], 5, [0]],
  ] as const)('takes %s', (_what, count, panes, chosen, expected) => {
    expect(choosePanes(count, panes, chosen)).toEqual(expected)
  })
})

describe('parseLayout', () => {
  it('reads what was kept', () => {
    const kept = { size: 4, panes: [{ channel: { puid: 'PU_1', index: 2 }, volume: 0.5 }, { volume: 0 }] }
    expect(parseLayout(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  })

  it.each([undefined, null, 3, 'x', [], {}, { size: 5, panes: [] }, { size: 4 }, { size: '4', panes: [] }])(
    'refuses %j',
    (value) => {
      expect(parseLayout(value)).toBeUndefined()
    },
  )

  it('leaves out what does not fit and keeps the rest in its place', () => {
    const panes = [
      { channel: { puid: '', index: 0 }, volume: 2 },
      null,
      { channel: { puid: 'PU_1', index: 1.5 }, volume: 0.2 },
      { channel: { puid: 'PU_2', index: 70_000 } },
      { channel: { puid: 'PU_3', index: 3, more: true }, volume: 1 },
    ]
    const volume = DEFAULT_VOLUME
    expect(parseLayout({ size: 9, panes })?.panes).toEqual([
      { volume },
      { volume },
      { volume: 0.2 },
      { volume },
      { channel: { puid: 'PU_3', index: 3 }, volume: 1 },
    ])
  })

  it('takes no more panes than there are', () => {
    expect(parseLayout({ size: 16, panes: Array.from({ length: 100 }, () => ({ volume: 1 })) })?.panes).toHaveLength(64)
  })
})
