import { describe, expect, it } from 'vitest'
import { pictureAge } from '../../../../renderer/features/live/picture-age.ts'

describe('pictureAge', () => {
  it.each([
    [0, 'live', ''],
    [1_000, 'live', ''],
    [1_001, 'late', '1.0 s'],
    [2_000, 'late', '2.0 s'],
    [2_100, 'warn', '2.1 s'],
    [5_000, 'warn', '5.0 s'],
    [5_100, 'alarm', '5.1 s'],
    [12_900, 'alarm', '12 s'],
    [185_000, 'alarm', '3:05'],
    [7_800_000, 'alarm', '2:10:00'],
  ] as const)('%i ms is %s "%s"', (ageMs, level, text) => {
    expect(pictureAge(ageMs)).toEqual({ level, text })
  })

  it('is none before the first picture, and live for a picture of the same instant', () => {
    expect(pictureAge(undefined)).toEqual({ level: 'none', text: '' })
    expect(pictureAge(-1).level).toBe('live')
  })
})
