import { describe, expect, it } from 'vitest'
import { Governor, STRAINED, type GovernedPane, type Load } from '../../../../renderer/features/live/governor.ts'

const QUIET: Load = { lagMs: 5, frameMs: 17, dropped: 0 }
/** Neither strained nor calm. */
const BUSY: Load = { lagMs: 100, frameMs: 100, dropped: 0 }

const wall = (count: number, change: (at: number) => Partial<GovernedPane> = () => ({})): GovernedPane[] =>
  Array.from({ length: count }, (_, id) => ({
    ...{ id, isVisible: true, isHeld: id === 0, isHeard: false, lookedAtMs: id, areaPx: 1000 },
    ...change(id),
  }))

function run(governor: Governor, seconds: number, load: Load, panes: readonly GovernedPane[], isOn = true) {
  let efforts = governor.step(load, panes, isOn)
  for (let second = 1; second < seconds; second++) efforts = governor.step(load, panes, isOn)
  return (effort: string) => [...efforts].filter(([, given]) => given === effort).map(([id]) => id)
}

describe('a machine that is short', () => {
  it('for a moment changes nothing', () => {
    const governor = new Governor()
    for (let times = 0; times < 10; times++) {
      expect(run(governor, 2, STRAINED, wall(16))('all')).toHaveLength(16)
      expect(run(governor, 1, QUIET, wall(16))('all')).toHaveLength(16)
    }
  })

  it.each([
    ['timers', { ...QUIET, lagMs: STRAINED.lagMs }],
    ['frames', { ...QUIET, frameMs: STRAINED.frameMs }],
    ['decoders', { ...QUIET, dropped: STRAINED.dropped }],
  ])(
    'by its %s gives key frames to those looked at least, more and more, then stills, never to the one that is held',
    (_, load) => {
      const governor = new Governor()
      const panes = wall(16, (id) => ({
        isHeard: id === 1,
        areaPx: id === 5 ? 10 : 1000,
        lookedAtMs: id === 2 ? 99 : id,
      }))
      const first = run(governor, 3, load, panes)
      // A sixth of them, the smallest first, then those the pointer left longest ago.
      expect(first('keys').toSorted()).toEqual([3, 4, 5])
      const later = run(governor, 15, load, panes)
      expect(later('all')).toEqual([0])
      expect(later('keys')).toContain(1)
      const last = run(governor, 30, load, panes)
      expect(last('stills')).toHaveLength(15)
      expect(last('all')).toEqual([0])
    },
  )

  it('keeps what it gave up while it is neither strained nor calm', () => {
    const governor = new Governor()
    const panes = wall(9)
    const before = run(governor, 3, STRAINED, panes)('keys')
    expect(run(governor, 100, BUSY, panes)('keys')).toEqual(before)
  })
})

describe('a machine that is calm again', () => {
  it('gives one pane back after the other', () => {
    const governor = new Governor()
    const panes = wall(9)
    const reduced = run(governor, 6, STRAINED, panes)('keys').length
    expect(reduced).toBe(4)
    expect(run(governor, 8, QUIET, panes)('keys')).toHaveLength(3)
    expect(run(governor, 40, QUIET, panes)('all')).toHaveLength(9)
  })

  it('is not kept waiting by a late second now and then', () => {
    const governor = new Governor()
    const panes = wall(9)
    run(governor, 3, STRAINED, panes)
    for (let second = 0; second < 60; second++) run(governor, 1, second % 4 === 0 ? BUSY : QUIET, panes)
    expect(run(governor, 1, QUIET, panes)('all')).toHaveLength(9)
  })

  it('waits longer when what came back was too much', () => {
    const governor = new Governor()
    const panes = wall(9)
    run(governor, 3, STRAINED, panes)
    const changes: number[] = []
    let before = -1
    for (let second = 0; second < 300; second++) {
      // One pane more than it can bear.
      const load = before === 0 ? STRAINED : QUIET
      const now = run(governor, 1, load, panes)('keys').length
      if (now !== before) changes.push(second)
      before = now
    }
    const spans = changes.slice(1).map((at, index) => at - changes[index]!)
    expect(Math.max(...spans)).toBeGreaterThan(60)
  })
})

it('panes that nobody can see are decoded no further than needed, whatever the load; back on screen they are whole', () => {
  const governor = new Governor()
  const hidden = run(
    governor,
    1,
    QUIET,
    wall(4, (id) => ({ isVisible: id < 2 })),
  )
  expect(hidden('hidden')).toEqual([2, 3])
  expect(hidden('all')).toEqual([0, 1])
  expect(run(governor, 1, QUIET, wall(4))('all')).toHaveLength(4)
})

it('turned off by the operator reduces nothing that can be seen', () => {
  const governor = new Governor()
  run(governor, 10, STRAINED, wall(16))
  expect(run(governor, 1, STRAINED, wall(16), false)('all')).toHaveLength(16)
})
