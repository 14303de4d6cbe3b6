import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from '../../../../../renderer/ui/schema-form/json-syntax.ts'

const faultOf = (text: string) => {
  const reading = readJson(text)
  return 'fault' in reading ? reading.fault : undefined
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('readJson', () => {
  it.each([
    ['{"a": 1,\n "b": }', 'value', 2, 7],
    ['{"a": 1,\n}', 'name', 2, 1],
    ['{"a" 1}', 'colon', 1, 6],
    ['[1 2]', 'comma', 1, 4],
    ['[1, 2', 'comma', 1, 6],
    ['"abc', 'text', 1, 1],
    ['{"a": "x\ny"}', 'text', 1, 9],
    ['"a\\q"', 'escape', 1, 3],
    ['-', 'number', 1, 1],
    ['01', 'value', 1, 2],
    ['{} {}', 'end', 1, 4],
    ['', 'value', 1, 1],
    ['tru', 'value', 1, 1],
    [`${'['.repeat(600)}`, 'deep', 1, 502],
  ] as const)('finds the place of the fault in %j', (text, kind, line, column) => {
    expect(faultOf(text)).toEqual({ kind, line, column })
  })

  it('reads every JSON text as the browser does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text)).toEqual({ value: JSON.parse(text) })
        expect(readJson(JSON.stringify(JSON.parse(text), null, 2))).toEqual({ value: JSON.parse(text) })
      }),
    )
  })

  it('refuses exactly what the browser refuses', () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '1',
      '0',
      '.',
      '-',
      'e',
      ' ',
      '\n',
      'null',
    )
    const texts = fc.array(signs, { maxLength: 8 }).map((parts) => parts.join(''))
    const spoiled = fc.tuple(fc.json(), fc.nat(), signs).map(([text, at, sign]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + sign + text.slice(place + 1)
    })
    fc.assert(
      fc.property(fc.oneof(texts, spoiled), (text) => {
        expect(faultOf(text) === undefined, text).toBe(parses(text))
      }),
      { numRuns: 3000 },
    )
  })
})
