import { describe, expect, it } from 'vitest'
import { choosePanes, DEFAULT_VOLUME, parseContent, type PaneUse } from '../../../../renderer/features/live/layout.ts'

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

describe('parseContent', () => {
  const shape = { kind: 'shape', size: 4 }

  it('reads what was kept, and finds nothing wrong with it', () => {
    const tour = { stops: [{ kind: 'group', id: 'north' }], dwellS: 5, running: true }
    const panes = [
      { channel: { puid: 'PU_1', index: 2 }, volume: 0.5 },
      { volume: 0, tour },
    ]
    const kept = { arrangement: shape, panes }
    expect(parseContent(JSON.parse(JSON.stringify(kept)))).toEqual({ content: kept, isDamaged: false })
  })

  it('reads what a version without tabs kept', () => {
    const panes = [{ channel: { puid: 'PU_1', index: 2 }, volume: 0.5 }]
    expect(parseContent({ size: 4, panes })).toEqual({ content: { arrangement: shape, panes }, isDamaged: false })
  })

  it.each([undefined, null, 3, 'x', [], {}, { size: 4 }, { arrangement: shape, panes: 'x' }])('refuses %j', (value) => {
    expect(parseContent(value)).toBeUndefined()
  })

  it.each([
    { kind: 'shape', size: 5 },
    { kind: 'free', cells: [] },
    { kind: 'free', cells: [{ column: 1, row: 1, width: 8 }] },
    { kind: 'free', cells: [{ column: 1, row: 1, width: 1e9, height: 8 }] },
    {
      kind: 'free',
      cells: [
        { column: 1, row: 1, width: 8, height: 8 },
        { column: 8, row: 8, width: 8, height: 8 },
      ],
    },
    null,
  ])('takes the usual arrangement for %j, keeps the panes and says so', (arrangement) => {
    const panes = [{ channel: { puid: 'PU_1', index: 0 }, volume: 1 }]
    const read = parseContent({ arrangement, panes })
    expect(read).toEqual({ content: { arrangement: { kind: 'shape', size: 9 }, panes }, isDamaged: true })
  })

  it('leaves out what does not fit, keeps the rest in its place and says so', () => {
    const panes = [
      { channel: { puid: '', index: 0 }, volume: 2 },
      null,
      { channel: { puid: 'PU_1', index: 1.5 }, volume: 0.2 },
      { channel: { puid: 'PU_2', index: 70_000 } },
      { channel: { puid: 'PU_3', index: 3, more: true }, volume: 1 },
    ]
    const volume = DEFAULT_VOLUME
    const read = parseContent({ size: 9, panes })
    expect(read?.content.panes).toEqual([
      { volume },
      { volume },
      { volume: 0.2 },
      { volume },
      { channel: { puid: 'PU_3', index: 3 }, volume: 1 },
    ])
    expect(read?.isDamaged).toBe(true)
  })

  it('takes no more panes than there are', () => {
    const read = parseContent({ size: 16, panes: Array.from({ length: 100 }, () => ({ volume: 1 })) })
    expect(read?.content.panes).toHaveLength(64)
  })
})
