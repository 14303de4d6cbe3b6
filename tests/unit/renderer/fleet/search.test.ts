import { beforeAll, describe, expect, it } from 'vitest'
import type { Device } from '../../../../shared/contract/fleet.ts'
import { fold } from '../../../../renderer/features/fleet/fold.ts'
import { loadReadings, type Readings } from '../../../../renderer/features/fleet/pinyin.ts'
import { markName, markText, parseQuery } from '../../../../renderer/features/fleet/search-entry.ts'
import { TreeSearch } from '../../../../renderer/features/fleet/search.ts'
import { device, deviceModel, group } from './fixtures.ts'

let readings: Readings
beforeAll(async () => {
  readings = await loadReadings()
})

function searchOver(devices: readonly Device[], withReadings = true) {
  const model = deviceModel([group('r', '', '临江市'), group('n', 'r', '南山大队')], devices)
  const search = new TreeSearch(model, { furtherWords: (item) => (item.userName ? [item.userName] : []) })
  if (withReadings) search.useReadings(readings)
  const find = (typed: string) => [...search.run(parseQuery(typed)).leaves].map((leaf) => leaf.id).sort()
  return { model, search, find }
}

const fleet = [
  device('PU_44030001', 'r', { name: '南山巡逻车 01' }),
  device('PU_44030002', 'r', { name: '南山执法记录仪 02' }),
  device('PU_44030003', 'n', { name: 'Helmet 3', userName: '张伟' }),
  device('pu_abc', 'n', { name: '北区ＣＡＲ７' }),
]

describe('the search', () => {
  it('finds by name, id, further words and pinyin, in any case', () => {
    const { find } = searchOver(fleet)
    expect(find('巡逻')).toEqual(['PU_44030001'])
    expect(find('30002')).toEqual(['PU_44030002'])
    expect(find('pu_44')).toHaveLength(3)
    expect(find('PU_ABC')).toEqual(['pu_abc'])
    expect(find('car7')).toEqual(['pu_abc'])
    expect(find('HELMET')).toEqual(['PU_44030003'])
    expect(find('张伟')).toEqual(['PU_44030003'])
    expect(find('nsxlc')).toEqual(['PU_44030001'])
    expect(find('zhifa')).toEqual(['PU_44030002'])
    expect(find('nothing')).toEqual([])
  })

  it('wants all words', () => {
    const { find } = searchOver(fleet)
    expect(find('南山 02')).toEqual(['PU_44030002'])
    expect(find('ns 0001')).toEqual(['PU_44030001'])
    expect(find('ns helmet')).toEqual([])
  })

  it('finds groups by their names', () => {
    const { search } = searchOver(fleet)
    expect([...search.run(parseQuery('nsdd')).groups].map((found) => found.id)).toEqual(['n'])
  })

  it('finds names before the dictionary is there, and by pinyin after', () => {
    const { search, find } = searchOver(fleet, false)
    expect(find('巡逻')).toEqual(['PU_44030001'])
    expect(find('xlc')).toEqual([])
    search.useReadings(readings)
    expect(find('xlc')).toEqual(['PU_44030001'])
  })

  it('gives for each longer query what a fresh search gives', () => {
    const { find } = searchOver(fleet)
    const typed = 'nsxunlc 01'
    for (let length = 1; length <= typed.length; length++) {
      const part = typed.slice(0, length)
      if (part.trim() !== part) continue
      expect(find(part), part).toEqual(searchOver(fleet).find(part))
    }
    expect(find('ns')).toHaveLength(2)
  })

  it('sees new names and forgets old ones', () => {
    const { model, find } = searchOver(fleet)
    expect(find('drone')).toEqual([])
    model.upsertItems([device('pu_abc', 'n', { name: 'Drone' })])
    expect(find('drone')).toEqual(['pu_abc'])
    expect(find('car7')).toEqual([])
    model.removeItems(['pu_abc'])
    expect(find('drone')).toEqual([])
  })

  it('prepares everything a search needs in small steps', () => {
    const { model, search } = searchOver(fleet)
    let steps = 0
    for (const _ of search.prepare()) steps++
    expect(steps).toBeGreaterThan(0)
    for (const leaf of model.leaves()) expect(leaf.search?.spelled).not.toBeUndefined()
  })
})

describe('marks', () => {
  const marked = (name: string, typed: string) => {
    const { search, model } = searchOver([device('d', 'r', { name })])
    const leaf = model.leaf('d')
    return leaf ? markName(search.entryOf(leaf), parseQuery(typed)).map((range) => name.slice(...range)) : []
  }
  it('cover what was hit, joined', () => {
    expect(marked('南山巡逻车 01', 'xlc 01')).toEqual(['巡逻车', '01'])
    expect(marked('南山巡逻车 01', '南山 山巡')).toEqual(['南山巡'])
    expect(marked('北区ＣＡＲ７', 'car')).toEqual(['ＣＡＲ'])
    expect(marked('Anything', 'zzz')).toEqual([])
  })
  it('stand in ids as written', () => {
    expect(markText('PU_44030001', parseQuery('pu 001'))).toEqual([
      [0, 2],
      [8, 11],
    ])
  })
})

describe('fold', () => {
  it('keeps the length', () => {
    for (const text of ['ＡＢ　１', 'İstanbul', 'ß', '南山']) expect(fold(text)).toHaveLength(text.length)
    expect(fold('ＡＢ　１')).toBe('ab 1')
  })
})
