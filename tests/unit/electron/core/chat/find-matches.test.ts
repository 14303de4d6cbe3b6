import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMatches } from '../../../../../electron/core/chat/find-matches.ts'
import { containsFolded } from '../../../../../electron/core/db/grams.ts'

describe('matches', () => {
  it('stand where the text is, whatever folding does to its length', () => {
    expect(findMatches('the GATE, the gate', 'gate')).toEqual([
      { from: 4, to: 8 },
      { from: 14, to: 18 },
    ])
    expect(findMatches('😀北门😀北门', '北门')).toEqual([
      { from: 2, to: 4 },
      { from: 6, to: 8 },
    ])
    expect(findMatches('e\u0301lan', 'é')).toEqual([{ from: 0, to: 2 }])
    expect(findMatches('ﬁx', 'i')).toEqual([{ from: 0, to: 1 }])
    expect(findMatches('aaaa', 'aa')).toHaveLength(2)
    expect(findMatches('a', '')).toEqual([])
  })

  it('are there exactly when the text contains it, for letters of any script', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', '北', 'ß', 'Σ', 'ς', 'é', '１', ' ', '😀'),
      maxLength: 12,
    })
    fc.assert(
      fc.property(text, text, (whole, part) => {
        fc.pre(part !== '')
        expect(findMatches(whole, part).length > 0).toBe(containsFolded(whole, part))
      }),
    )
  })
})
