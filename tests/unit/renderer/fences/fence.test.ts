import { describe, expect, it } from 'vitest'
import { clockText, secondOf } from '../../../../renderer/features/fences/day-time-text.ts'
import { contains } from '../../../../renderer/features/fences/contains.ts'
import { fenceOf, formOf, type Area, type FencePlan } from '../../../../renderer/features/fences/fence.ts'
import { differences, EMPTY_PLAN, merged } from '../../../../renderer/features/fences/fence-draft.ts'
import { faultsOf } from '../../../../renderer/features/fences/fence-faults.ts'
import { areaOf, shapeOf } from '../../../../renderer/features/fences/fence-geometry.ts'
import { fromMercator, mercatorX, mercatorY } from '../../../../renderer/features/map/mercator.ts'
import { FenceAction, FenceShape, FenceStatus } from '../../../../shared/platform/fence.ts'

const SQUARE: Area = {
  kind: 'polygon',
  corners: [
    [10, 50],
    [10.1, 50],
    [10.1, 50.1],
    [10, 50.1],
  ],
}
const CIRCLE: Area = { kind: 'circle', middle: [10, 50], radiusM: 500 }
const PLAN: FencePlan = {
  ...{ name: 'Beat', description: 'north', enabled: false, rule: 'entering', area: CIRCLE },
  times: [{ from: 8 * 3600, to: 20 * 3600 + 90 }],
}

describe('a fence', () => {
  it('goes to the wire in its units and comes back the same', () => {
    const form = formOf(PLAN)
    expect(form).toEqual({
      ...{ name: 'Beat', desc: 'north', status: FenceStatus.disabled, actionType: FenceAction.entering },
      ...{ fenceType: FenceShape.circle, radius: 50_000, coords: [{ lng: 10, lat: 50 }] },
      alarmTimes: [{ hourBegin: 8, minuteBegin: 0, secondBegin: 0, hourEnd: 20, minuteEnd: 1, secondEnd: 30 }],
    })
    const { id, creator, createdAt, ...plan } = fenceOf({ ...form, id: '1', creator: 'admin', createTime: 5 })
    expect({ id, creator, createdAt }).toEqual({ id: '1', creator: 'admin', createdAt: 5000 })
    expect(plan).toEqual(PLAN)
    expect(fenceOf({ ...formOf({ ...PLAN, area: SQUARE }), id: '1' }).area).toEqual(SQUARE)
  })

  it('that the platform sent without an area is still a fence', () => {
    expect(fenceOf({ id: '7', name: 'x' })).toMatchObject({
      area: undefined,
      enabled: true,
      times: [],
      rule: 'leaving',
    })
  })

  it('holds what lies inside of it', () => {
    expect(contains(SQUARE, [10.05, 50.05])).toBe(true)
    expect(contains(SQUARE, [10.15, 50.05])).toBe(false)
    expect(contains(CIRCLE, [10.0065, 50])).toBe(true)
    expect(contains(CIRCLE, [10.0075, 50])).toBe(false)
  })

  it.each([CIRCLE, SQUARE])('is drawn and read back from the map as it was', (area) => {
    const way = {
      project: ([lng, lat]: readonly [number, number]) => [mercatorX(lng), mercatorY(lat)],
      unproject: ([x = 0, y = 0]: readonly number[]) => fromMercator(x, y),
    }
    expect(areaOf(way, shapeOf(way, area))).toEqual(area)
  })
})

describe('what keeps a plan from being a fence', () => {
  const faults = (part: Partial<FencePlan>, taken: string[] = []) => faultsOf({ ...PLAN, ...part }, new Set(taken))
  const corners = (count: number): Area => ({
    kind: 'polygon',
    corners: Array.from({ length: count }, (_, at) => [Math.cos(at / 2), Math.sin(at / 2)] as const),
  })

  it('is said by name', () => {
    expect(faults({})).toEqual([])
    expect(faults({ name: '  ' })).toEqual(['noName'])
    expect(faults({}, ['Beat'])).toEqual(['nameTaken'])
    expect(faults({ area: undefined })).toEqual(['noArea'])
    expect(faults({ area: { ...CIRCLE, radiusM: 0 } as Area })).toEqual(['noRadius'])
    expect(faults({ area: corners(2) })).toEqual(['fewCorners'])
    expect(faults({ area: corners(10) })).toEqual([])
    expect(faults({ area: corners(11) })).toEqual(['manyCorners'])
    expect(faults({ times: [{ from: 60, to: 60 }] })).toEqual(['timeBackwards'])
    expect(faults({ times: Array.from({ length: 7 }, (_, at) => ({ from: at * 10, to: at * 10 + 5 })) })).toEqual([
      'manyTimes',
    ])
    const [first, second] = [
      { from: 0, to: 100 },
      { from: 90, to: 200 },
    ]
    expect(faults({ times: [second, first] })).toEqual(['timesOverlap'])
  })

  it('is an outline that crosses itself', () => {
    const bow: Area = {
      kind: 'polygon',
      corners: [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
    }
    expect(faults({ area: bow })).toEqual(['crossed'])
    expect(faults({ area: SQUARE })).toEqual([])
  })
})

describe('a fence that two change', () => {
  it('keeps what each of them changed, and of what both did mine', () => {
    const mine = { ...PLAN, name: 'Mine', rule: 'leaving' as const }
    const theirs = { ...PLAN, name: 'Theirs', enabled: true }
    expect(differences(PLAN, theirs)).toEqual(['name', 'enabled'])
    expect(merged(PLAN, mine, theirs)).toEqual({ ...PLAN, name: 'Mine', rule: 'leaving', enabled: true })
    expect(differences(EMPTY_PLAN, EMPTY_PLAN)).toEqual([])
  })
})

describe('a time of the day', () => {
  it.each([
    ['8:00', 28_800],
    ['08:00:30', 28_830],
    ['24:00', 86_400],
    ['８:00', undefined],
    ['8：05', 29_100],
    ['24:01', undefined],
    ['8:60', undefined],
    ['', undefined],
  ])('%s', (text, second) => {
    expect(secondOf(text)).toBe(second)
    if (second !== undefined) expect(secondOf(clockText(second))).toBe(second)
  })
})
