// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLayoutStore, MOST_LAYOUTS } from '../../../../renderer/features/live/layout-store.ts'
import { LINGER_MS } from '../../../../renderer/features/live/stages.ts'
import { Wall } from '../../../../renderer/features/live/wall.ts'
import { until } from '../../../support/until.ts'
import { channel, fakePanes, type FakePanes } from './fake-panes.ts'
import { SmallSettings } from '../settings/small-settings.ts'

const nameOf = (number: number): string => `Layout ${number}`

describe('the wall', () => {
  let core: SmallSettings
  let panes: FakePanes
  let wall: Wall

  async function open(only?: { id?: string; name?: string }, size = 64): Promise<Wall> {
    const store = createLayoutStore(core.connect())
    const grids = [1, 2, 3].map(() => panes.grid(size))
    const opened = new Wall({ grids, store, nameOf, now: () => panes.now, only })
    opened.take(await store.read(nameOf))
    return opened
  }

  beforeEach(async () => {
    document.body.innerHTML = ''
    core = new SmallSettings()
    panes = fakePanes()
    wall = await open()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => vi.useRealTimers())

  const names = (of = wall): string[] => of.layouts.value.map(({ name }) => name)
  const shown = (of = wall): (string | undefined)[] =>
    of.grid.value.visible.value.flatMap((pane) => pane.channel.value?.puid ?? [])
  const id = (name: string, of = wall): string => of.layouts.value.find((layout) => layout.name === name)!.id
  /** What was changed is written at the end of the task and read by the core. */
  async function kept(): Promise<void> {
    vi.useRealTimers()
    const before = core.writes
    await until('nothing more is written', async () => {
      const then = core.writes
      await new Promise((resolve) => setImmediate(resolve))
      return core.writes === then && core.writes >= before
    })
  }

  it('begins with one layout, and gives each tab its own pictures', () => {
    expect(names()).toEqual(['Layout 1'])
    wall.open([channel(1)])
    wall.add()
    expect([names(), wall.current.value?.name, shown()]).toEqual([['Layout 1', 'Layout 2'], 'Layout 2', []])
    wall.open([channel(2)])
    wall.step(1)
    expect([wall.current.value?.name, shown()]).toEqual(['Layout 1', ['PU_1']])
    wall.step(-1)
    expect([wall.current.value?.name, shown()]).toEqual(['Layout 2', ['PU_2']])
  })

  it('keeps the pictures of a tab that was left for a while, then ends them; on return they open in the same panes', () => {
    wall.open([channel(1)])
    wall.grid.value.swap(0, 3)
    wall.grid.value.toggleSound(3)
    const first = wall.grid.value
    wall.add()
    expect(panes.running()).toEqual(['PU_1'])
    expect(first.panes.value[3]?.sound.audible.value).toBe(false)
    vi.advanceTimersByTime(LINGER_MS - 1)
    wall.step(1)
    expect([panes.running(), panes.openings.length, wall.grid.value === first]).toEqual([['PU_1'], 1, true])
    vi.advanceTimersByTime(10 * LINGER_MS)
    expect(panes.running()).toEqual(['PU_1'])
    wall.step(1)
    vi.advanceTimersByTime(LINGER_MS)
    expect(panes.running()).toEqual([])
    wall.step(1)
    expect([panes.running(), wall.grid.value.panes.value[3]?.channel.value?.puid]).toEqual([['PU_1'], 'PU_1'])
  })

  it('ends what lingers at once where together there would be too many pictures', () => {
    const many = (from: number) => Array.from({ length: 36 }, (_, at) => channel(from + at))
    wall.grid.value.setSize(36)
    wall.open(many(0))
    wall.add()
    wall.grid.value.setSize(36)
    wall.open(many(100))
    wall.step(1)
    expect(panes.running()).toHaveLength(36)
    wall.step(1)
    expect(panes.running()).toHaveLength(36)
  })

  it('opens what comes from a locked layout in a new tab', () => {
    const told: string[] = []
    wall.divertedFrom.on((name) => told.push(name))
    wall.open([channel(1)])
    wall.setLocked(wall.currentId.value, true)
    wall.open([channel(2)])
    expect([names(), shown(), told]).toEqual([['Layout 1', 'Layout 2'], ['PU_2'], ['Layout 1']])
    wall.open([channel(3)])
    expect([names().length, shown()]).toEqual([2, ['PU_2', 'PU_3']])
    wall.close(id('Layout 1'))
    expect(names()).toHaveLength(2)
    wall.step(-1)
    wall.setLocked(wall.currentId.value, false)
    wall.open([channel(4)])
    expect(shown()).toEqual(['PU_1', 'PU_4'])
  })

  it('closes a tab and brings it back where it was; the last one is followed by an empty one', () => {
    wall.open([channel(1)])
    wall.add()
    wall.add()
    wall.choose(id('Layout 1'))
    wall.close(id('Layout 1'))
    expect([names(), wall.current.value?.name, panes.running()]).toEqual([['Layout 2', 'Layout 3'], 'Layout 2', []])
    wall.reopen()
    expect([names(), shown()]).toEqual([['Layout 1', 'Layout 2', 'Layout 3'], ['PU_1']])
    for (const name of names()) wall.close(id(name))
    expect([names(), shown()]).toEqual([['Layout 1'], []])
    wall.reopen()
    wall.reopen()
    wall.reopen()
    expect(names()).toEqual(['Layout 1', 'Layout 2', 'Layout 3', 'Layout 1'])
  })

  it('names, duplicates and moves tabs', () => {
    wall.open([channel(1)])
    expect(wall.rename(wall.currentId.value, '  North gate ')).toBe(true)
    wall.add()
    expect(wall.rename(wall.currentId.value, 'north GATE')).toBe(false)
    expect(wall.rename(wall.currentId.value, '   ')).toBe(false)
    wall.setLocked(id('North gate'), true)
    wall.duplicate(id('North gate'))
    expect([names(), shown(), wall.current.value?.locked]).toEqual([
      ['North gate', 'North gate 2', 'Layout 1'],
      ['PU_1'],
      false,
    ])
    wall.move(id('Layout 1'), 0)
    expect(names()).toEqual(['Layout 1', 'North gate', 'North gate 2'])
    for (let more = 0; more < 2 * MOST_LAYOUTS; more += 1) wall.add()
    expect(names()).toHaveLength(MOST_LAYOUTS)
  })

  it('comes back as it was left', async () => {
    wall.open([channel(1)])
    wall.rename(wall.currentId.value, 'North')
    wall.add()
    wall.open([channel(2)])
    wall.setLocked(id('Layout 1'), true)
    wall.move(id('Layout 1'), 0)
    wall.tour.begin({ layouts: [id('North'), id('Layout 1')], dwellS: 7, running: false })
    await kept()
    const again = await open()
    expect(names(again)).toEqual(['Layout 1', 'North'])
    expect([again.current.value?.name, again.grid.value.locked.value, shown(again)]).toEqual([
      'Layout 1',
      true,
      ['PU_2'],
    ])
    expect(again.tour.saved()).toMatchObject({ dwellS: 7, running: false })
    again.choose(id('North', again))
    expect(shown(again)).toEqual(['PU_1'])
  })

  it('takes over what a version without tabs kept, and keeps it as the first tab', async () => {
    vi.useRealTimers()
    core.kept.clear()
    core.kept.set('live.layout', { size: 4, panes: [{ channel: channel(5), volume: 1 }] })
    const taken = await open()
    expect([names(taken), shown(taken)]).toEqual([['Layout 1'], ['PU_5']])
    taken.add()
    await kept()
    expect(names(await open())).toEqual(['Layout 1', 'Layout 2'])
  })

  it('names what was damaged, and uses the rest', async () => {
    vi.useRealTimers()
    const store = createLayoutStore(core.connect())
    core.kept.set('live.layouts', { order: ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', '../x', 7], current: 'zzzzzzzz' })
    core.kept.set('live.layouts.aaaaaaaa', { name: 'Gate', arrangement: { kind: 'free', cells: 3 }, panes: [] })
    core.kept.set('live.layouts.bbbbbbbb', 'nonsense')
    const read = await store.read(nameOf)
    expect(read.layouts.map(({ name, arrangement }) => [name, arrangement])).toEqual([
      ['Gate', { kind: 'shape', size: 9 }],
      ['Layout 2', { kind: 'shape', size: 9 }],
    ])
    expect([read.damaged, read.current]).toEqual([['Gate', 'Layout 2', 'Layout 3'], 'aaaaaaaa'])
  })

  it('ends here what a window of its own shows, and shows it again with what was changed there', async () => {
    wall.open([channel(1)])
    wall.rename(wall.currentId.value, 'Gate')
    await kept()
    const gate = id('Gate')
    const window = await open({ id: gate })
    wall.setElsewhere(new Set([gate]))
    expect([wall.isElsewhere.value, shown(), shown(window)]).toEqual([true, [], ['PU_1']])
    wall.close(gate)
    expect(names()).toEqual(['Gate'])
    // What is opened here meanwhile goes to another tab.
    wall.open([channel(2)])
    expect([names(), shown()]).toEqual([['Gate', 'Layout 1'], ['PU_2']])
    window.open([channel(3)])
    wall.rename(gate, 'Main gate')
    await kept()
    window.leave()
    wall.setElsewhere(new Set())
    wall.choose(gate)
    expect([names(), shown()]).toEqual([
      ['Main gate', 'Layout 1'],
      ['PU_1', 'PU_3'],
    ])
  })

  it('follows another window with tabs: what is made, closed and moved there, but not what is on screen here', async () => {
    wall.open([channel(1)])
    await kept()
    const other = await open()
    other.add()
    other.open([channel(2)])
    other.add()
    await kept()
    await until('three tabs here', () => names().length === 3)
    expect([names(), wall.current.value?.name, shown()]).toEqual([names(other), 'Layout 1', ['PU_1']])
    wall.add()
    await kept()
    await until('four tabs there', () => names(other).length === 4)
    other.move(id('Layout 2', other), 0)
    other.close(id('Layout 3', other))
    other.close(id('Layout 4', other))
    other.close(id('Layout 1', other))
    await kept()
    await until('two tabs here', () => names().length === 2)
    // On screen here: it stays, and with the next change is kept again.
    expect([names(), wall.current.value?.name]).toEqual([['Layout 2', 'Layout 4'], 'Layout 4'])
    wall.choose(id('Layout 2'))
    expect(shown()).toEqual(['PU_2'])
    await kept()
    expect(names(await open())).toEqual(['Layout 2', 'Layout 4'])
  })

  it('in a window of one layout is found by name, or says which there are; there it has no other tabs', async () => {
    wall.rename(wall.currentId.value, 'Gate')
    wall.add()
    await kept()
    const found = await open({ name: ' gATE' })
    expect([names(found), found.unknown.value]).toEqual([['Gate'], undefined])
    found.setLocked(found.currentId.value, true)
    found.open([channel(1)])
    expect([names(found), shown(found)]).toEqual([['Gate'], []])
    await kept()
    expect(names(await open())).toEqual(['Gate', 'Layout 1'])
    const missing = await open({ name: 'Harbour' })
    expect(missing.unknown.value).toEqual({ wanted: 'Harbour', names: ['Gate', 'Layout 1'] })
  })

  it('shows layouts in turn with their pictures opened ahead, and lets the operator take over', () => {
    wall.open([channel(1)])
    wall.add()
    wall.open([channel(2)])
    wall.add()
    wall.choose(id('Layout 1'))
    vi.advanceTimersByTime(LINGER_MS)
    const [first, second] = ['Layout 1', 'Layout 2'].map((name) => id(name))
    wall.tour.begin({ layouts: [first!, second!], dwellS: 5, running: true })
    const pass = (ms: number): void => {
      for (let spent = 0; spent < ms; spent += 250) {
        panes.now += 250
        wall.tour.tick()
      }
    }
    pass(3_000)
    expect([wall.current.value?.name, panes.running()]).toEqual(['Layout 1', ['PU_1', 'PU_2']])
    const [ahead] = wall.stages.gridOf(second!)!.visible.value
    panes.play(ahead!)
    pass(2_250)
    expect([wall.current.value?.name, panes.openings.length]).toEqual(['Layout 2', 3])
    wall.choose(id('Layout 3'))
    pass(60_000)
    expect([wall.current.value?.name, wall.tour.saved()?.running]).toEqual(['Layout 3', false])
  })

  it('is empty and keeps nothing when nobody is signed in', async () => {
    wall.open([channel(1)])
    await kept()
    const before = new Map(core.kept)
    wall.leave()
    expect([names(), panes.running()]).toEqual([[], []])
    wall.open([channel(2)])
    await kept()
    expect(core.kept).toEqual(before)
  })
})
