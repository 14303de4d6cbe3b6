import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countLines, linesOf, type JsonLine } from '../../../../../renderer/ui/json-view/json-lines.ts'

const written = (lines: readonly JsonLine[]): string =>
  lines
    .map(({ depth, name, text, comma }) => {
      const label = name === undefined ? '' : `${JSON.stringify(name)}: `
      return `${'  '.repeat(depth)}${label}${text}${comma ? ',' : ''}`
    })
    .join('\n')

describe('linesOf', () => {
  it('writes every value as it is indented by everybody', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const lines = linesOf(value, () => false)
        expect(written(lines)).toBe(JSON.stringify(value, null, 2))
        expect(countLines(value, Infinity)).toBe(lines.length)
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
      }),
    )
  })

  it('folds parts into one line that says what they are about', () => {
    const value = [{ id: 'PU_1', online: true, channels: [1, 2] }, { id: 'PU_2' }]
    const lines = linesOf(value, (_key, depth) => depth > 0)
    expect(lines.map(({ text, count, comma }) => [text, count, comma])).toEqual([
      ['[', 0, false],
      ['{ id: "PU_1", online: true … }', 3, true],
      ['{ id: "PU_2" … }', 1, false],
      [']', 0, false],
    ])
  })

  it('cuts a text that would be as long as a picture', () => {
    const [line] = linesOf('x'.repeat(100_000), () => false)
    expect(line?.text.length).toBeLessThan(2100)
    expect(line?.text).toContain('(100000)')
  })
})

describe('countLines', () => {
  it('stops where it knows enough', () => {
    const large = Array.from({ length: 100_000 }, () => ({ a: 1, b: [1, 2] }))
    const startMs = performance.now()
    expect(countLines(large, 400)).toBe(400)
    expect(performance.now() - startMs).toBeLessThan(200)
  })
})
