import { describe, expect, it } from 'vitest'
import type { Device } from '../../../../shared/contract/fleet.ts'
import { STATE_FILTER_PERIOD_MS, TreeView } from '../../../../renderer/features/fleet/tree-view.ts'
import { device, deviceModel, draw, FRONT, group, REAR, VOICE } from './fixtures.ts'

function openView() {
  const model = deviceModel(
    [group('city', ''), group('east', 'city'), group('west', 'city'), group('team', 'east')],
    [
      device('car 1', 'team', { className: 'Car', channels: [FRONT, REAR, VOICE], online: true }),
      device('car 2', 'team', { className: 'Car' }),
      device('cam 1', 'west', { className: 'Camera', online: true }),
    ],
  )
  const view = new TreeView<Device>(model, { classOf: (item) => item.className ?? '', furtherWords: () => [] })
  const open = (...keys: string[]) => {
    for (const key of keys) {
      const row = view.find(key)
      if (row) view.setExpanded(row, true)
    }
  }
  return { model, view, open, drawn: (now = 0) => draw(view.rows(now)) }
}

describe('the rows of a tree', () => {
  it('begin with the roots open and keep their identity', () => {
    const { view, drawn } = openView()
    expect(drawn()).toEqual(['city 2/3', '  east 1/2', '  west 1/1'])
    expect(view.rows(0)).toBe(view.rows(0))
  })

  it('show the channels with pictures of a device that has several', () => {
    const { view, open, drawn } = openView()
    open('group:east', 'group:team', 'device:car 1', 'device:car 2')
    expect(drawn()).toEqual([
      'city 2/3',
      '  east 1/2',
      '    team 1/2',
      '      car 1',
      '        Front',
      '        Rear',
      '      car 2',
      '  west 1/1',
    ])
    expect(view.find('part:car 1\n1')).toMatchObject({ puid: 'car 1', channel: REAR })
    expect(view.indexOf('part:car 1\n1')).toBe(5)
    expect(view.indexOf('device:cam 1')).toBe(-1)
    expect(view.isExpandable(view.find('device:car 2') ?? expect.fail())).toBe(false)
  })

  it('stay the same array while only states flip', () => {
    const { model, view, open } = openView()
    open('group:west')
    const rows = view.rows(0)
    model.setOnline('cam 1', false)
    expect(view.rows(0)).toBe(rows)
    expect(rows[0]).toMatchObject({ online: 1, total: 3 })
  })

  it('keep what was opened when the fleet is cleared and comes again', () => {
    const { model, open, drawn } = openView()
    open('group:east')
    const before = drawn()
    model.clear()
    expect(drawn()).toEqual([])
    model.upsertGroups([group('city', ''), group('east', 'city'), group('west', 'city'), group('team', 'east')])
    model.upsertItems([device('x', 'team')])
    expect(drawn()).toHaveLength(before.length)
  })
})

describe('search and filters', () => {
  it('open the groups that hold hits, and only those', () => {
    const { view, drawn } = openView()
    view.setQuery('car')
    expect(drawn()).toEqual(['city 2/3', '  east 1/2', '    team 1/2', '      car 1', '      car 2'])
    expect(view.result(0).count).toBe(2)
    view.setQuery('')
    expect(drawn()).toEqual(['city 2/3', '  east 1/2', '  west 1/1'])
  })

  it('let groups found by name be opened', () => {
    const { view, open, drawn } = openView()
    view.setQuery('west')
    expect(drawn()).toEqual(['city 2/3', '  west 1/1'])
    expect(view.result(0)).toMatchObject({ count: 0, groupCount: 1 })
    open('group:west')
    expect(drawn()).toEqual(['city 2/3', '  west 1/1', '    cam 1'])
  })

  it('close by hand what the search opened', () => {
    const { view, drawn } = openView()
    view.setQuery('car')
    drawn()
    view.setExpanded(view.find('group:team') ?? expect.fail(), false)
    expect(drawn()).toEqual(['city 2/3', '  east 1/2', '    team 1/2'])
  })

  it('filter by class and by state together', () => {
    const { view, drawn, open } = openView()
    view.setClassFilter(['Car'])
    view.setOnlineFilter('offline')
    open('group:east', 'group:team')
    expect(drawn()).toEqual(['city 2/3', '  east 1/2', '    team 1/2', '      car 2'])
    view.setClassFilter(['Camera'])
    expect(drawn()).toEqual([])
    view.setOnlineFilter('all')
    expect(drawn()).toEqual(['city 2/3', '  west 1/1'])
  })

  it('apply new states to the state filter once per period', () => {
    const { model, view, open, drawn } = openView()
    view.setOnlineFilter('online')
    open('group:west')
    const start = 5000
    expect(drawn(start)).toEqual(['city 2/3', '  east 1/2', '  west 1/1', '    cam 1'])
    model.setOnline('cam 1', false)
    expect(drawn(start + STATE_FILTER_PERIOD_MS - 1)).toHaveLength(4)
    expect(drawn(start + STATE_FILTER_PERIOD_MS)).toEqual(['city 1/3', '  east 1/2'])
  })
})
