import { beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../../../renderer/features/fleet/fold.ts'
import {
  findSpelled,
  letterMask,
  lettersOf,
  loadReadings,
  spellName,
  type Readings,
} from '../../../../renderer/features/fleet/pinyin.ts'

let readings: Readings
beforeAll(async () => {
  readings = await loadReadings()
})

function find(name: string, typed: string): string | undefined {
  const folded = fold(name)
  const spelled = spellName(folded, readings)
  const range = spelled && findSpelled(folded, spelled, typed)
  if (range && spelled) expect(lettersOf(typed) & ~letterMask(folded, spelled), 'mask lets it through').toBe(0)
  return range && name.slice(...range)
}

describe('pinyin', () => {
  it('finds by initials, in full and in any mix', () => {
    for (const typed of ['xlc', 'xunluoche', 'xunlc', 'xluoche', 'xunluoch', 'xunl', 'luoche', 'lch', 'lc']) {
      expect(find('东城巡逻车', typed), typed).toBeDefined()
    }
    expect(find('东城巡逻车12', 'xlc12')).toBe('巡逻车12')
    expect(find('东城 巡逻-车 12', 'dcxlc12')).toBe('东城 巡逻-车 12')
  })

  it('knows each reading of a character', () => {
    expect(find('重庆', 'cq')).toBe('重庆')
    expect(find('重庆', 'zhongq')).toBe('重庆')
    expect(find('单老师', 'shan')).toBe('单')
    expect(find('绿地', 'lvdi')).toBe('绿地')
    expect(find('绿地', 'ludi')).toBe('绿地')
  })

  it('does not find what is not spelled', () => {
    expect(find('东城巡逻车', 'xch')).toBeUndefined()
    expect(find('东城巡逻车', 'nluo')).toBeUndefined()
    expect(find('巡逻', 'xunluoa')).toBeUndefined()
    expect(find('Car 7', 'car')).toBeUndefined()
  })
})
