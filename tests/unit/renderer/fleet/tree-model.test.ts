import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Device, Group } from '../../../../shared/contract/fleet.ts'
import { type TreeModel, UNASSIGNED_ID } from '../../../../renderer/features/fleet/tree-model.ts'
import { flattenRows } from '../../../../renderer/features/fleet/tree-rows.ts'
import { device, deviceModel, draw, group } from './fixtures.ts'

const all = { leaves: undefined, groups: undefined, isExpanded: () => true }

describe('the tree of devices', () => {
  it('orders groups before devices, by name, numbers by value, Chinese by pinyin', () => {
    const model = deviceModel(
      [
        group('r', '', 'City'),
        group('b', 'r', '北'),
        group('a', 'r', '安'),
        group('n10', 'r', 'Team 10'),
        group('n9', 'r', 'Team 9'),
      ],
      [
        device('d2', 'r', { name: 'Car 10' }),
        device('d1', 'r', { name: 'Car 9' }),
        device('d3', 'r', { name: '车 1' }),
      ],
    )
    const names = flattenRows(model, all).map((row) => row.name)
    const groups = names.slice(1, 5)
    expect(new Set(groups)).toEqual(new Set(['Team 9', 'Team 10', '安', '北']))
    expect(names.indexOf('安')).toBeLessThan(names.indexOf('北'))
    expect(names.indexOf('Team 9')).toBeLessThan(names.indexOf('Team 10'))
    expect(names.indexOf('Car 9')).toBeLessThan(names.indexOf('Car 10'))
  })

  it('takes devices before their groups and groups before their parents', () => {
    const model = deviceModel([], [device('d', 'leaf', { online: true })])
    expect(draw(flattenRows(model, all))).toEqual([' 1/1', '  d'])
    model.upsertGroups([group('leaf', 'root')])
    expect(draw(flattenRows(model, all))).toEqual([' 1/1', '  leaf 1/1', '    d'])
    model.upsertGroups([group('root', '')])
    expect(draw(flattenRows(model, all))).toEqual(['root 1/1', '  leaf 1/1', '    d'])
  })

  it('puts circles and orphans under unassigned and loses no device', () => {
    const groups = [
      group('r', ''),
      group('a', 'c'),
      group('b', 'a'),
      group('c', 'b'),
      group('o', 'nowhere'),
      group('s', 's'),
    ]
    const devices = [
      device('in-a', 'a'),
      device('in-c', 'c'),
      device('in-o', 'o'),
      device('lost', 'gone'),
      device('in-s', 's'),
    ]
    for (const order of [groups, [...groups].reverse()]) {
      const model = deviceModel(order, devices)
      const rows = flattenRows(model, all)
      expect(
        rows
          .filter((row) => row.kind === 'device')
          .map((row) => row.name)
          .sort(),
      ).toEqual(['in-a', 'in-c', 'in-o', 'in-s', 'lost'])
      expect(model.group(UNASSIGNED_ID)?.total).toBe(4)
      expect(model.group('a')?.parent?.id).toBe(UNASSIGNED_ID)
    }
  })

  it('mends a circle when the platform does', () => {
    const model = deviceModel([group('r', ''), group('a', 'b'), group('b', 'a')], [device('d', 'b', { online: true })])
    model.upsertGroups([group('a', 'r')])
    expect(draw(flattenRows(model, all))).toEqual(['r 1/1', '  a 1/1', '    b 1/1', '      d'])
  })

  it('goes through 20,000 groups in one chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => group(`g${at}`, at === 0 ? '' : `g${at - 1}`))
    const model = deviceModel(chain, [device('d', 'g19999')])
    expect(flattenRows(model, all)).toHaveLength(20_001)
    expect(model.setOnline('d', true)).toBe(true)
    expect(model.group('g0')?.online).toBe(1)
  })

  it('keeps name and channels when a device goes off-line', () => {
    const model = deviceModel([group('r', '')], [device('d', 'r', { name: 'Car', online: true })])
    expect(model.setOnline('d', false)).toBe(true)
    expect(model.setOnline('d', false)).toBe(false)
    expect(model.leaf('d')).toMatchObject({ name: 'Car', online: false, item: { channels: [{ name: 'Front' }] } })
  })

  it('names the flips an upsert brings', () => {
    const model = deviceModel([group('r', '')], [device('d', 'r')])
    expect(
      model.upsertItems([device('d', 'r', { online: true }), device('n', 'r', { online: true }), device('m', 'r')]),
    ).toEqual(['d', 'n'])
    expect(model.upsertItems([device('d', 'r', { online: true })])).toEqual([])
  })
})

type Step =
  | { do: 'group'; id: number; parent: number; name: number }
  | { do: 'dropGroup'; id: number }
  | { do: 'device'; id: number; group: number; name: number; online: boolean }
  | { do: 'dropDevice'; id: number }
  | { do: 'flip'; id: number; online: boolean }
  | { do: 'look' }

const small = fc.integer({ min: 0, max: 7 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('group' as const), id: small, parent: fc.integer({ min: -1, max: 7 }), name: small }),
  fc.record({ do: fc.constant('dropGroup' as const), id: small }),
  fc.record({
    do: fc.constant('device' as const),
    id: fc.integer({ min: 0, max: 15 }),
    group: small,
    name: small,
    online: fc.boolean(),
  }),
  fc.record({ do: fc.constant('dropDevice' as const), id: fc.integer({ min: 0, max: 15 }) }),
  fc.record({ do: fc.constant('flip' as const), id: fc.integer({ min: 0, max: 15 }), online: fc.boolean() }),
  fc.record({ do: fc.constant('look' as const) }),
)

function apply(
  model: TreeModel<Device>,
  truth: { groups: Map<string, Group>; devices: Map<string, Device> },
  next: Step,
): void {
  if (next.do === 'group') {
    const row = group(`g${next.id}`, next.parent < 0 ? '' : `g${next.parent}`, `name ${next.name}`)
    truth.groups.set(row.id, row)
    model.upsertGroups([row])
  } else if (next.do === 'dropGroup') {
    truth.groups.delete(`g${next.id}`)
    model.removeGroups([`g${next.id}`])
  } else if (next.do === 'device') {
    const row = device(`d${next.id}`, `g${next.group}`, { name: `name ${next.name}`, online: next.online })
    truth.devices.set(row.id, row)
    model.upsertItems([row])
  } else if (next.do === 'dropDevice') {
    truth.devices.delete(`d${next.id}`)
    model.removeItems([`d${next.id}`])
  } else if (next.do === 'flip') {
    const known = truth.devices.get(`d${next.id}`)
    if (known) truth.devices.set(known.id, { ...known, online: next.online })
    model.setOnline(`d${next.id}`, next.online)
  } else flattenRows(model, all)
}

/** Counts of a group by looking at everything: the long way the model must agree with. */
function countByForce(rows: ReturnType<typeof flattenRows<Device>>, at: number): { total: number; online: number } {
  const top = rows[at]
  let [total, online] = [0, 0]
  for (let next = at + 1; top && next < rows.length; next++) {
    const row = rows[next]
    if (!row || row.depth <= top.depth) break
    if (row.kind !== 'device') continue
    total++
    if (row.online) online++
  }
  return { total, online }
}

describe('any history', () => {
  it('ends in the tree and counts a fresh model has', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const truth = { groups: new Map<string, Group>(), devices: new Map<string, Device>() }
        const model = deviceModel([], [])
        for (const next of steps) apply(model, truth, next)
        const fresh = deviceModel([...truth.groups.values()], [...truth.devices.values()])
        const rows = flattenRows(model, all)
        expect(draw(rows)).toEqual(draw(flattenRows(fresh, all)))
        expect(rows.filter((row) => row.kind === 'device')).toHaveLength(truth.devices.size)
        expect([model.total, model.online]).toEqual([fresh.total, fresh.online])
        rows.forEach((row, at) => {
          expect(row.at).toBe(at)
          if (row.kind === 'group') expect({ total: row.total, online: row.online }).toEqual(countByForce(rows, at))
        })
      }),
      { numRuns: 300 },
    )
  })
})
