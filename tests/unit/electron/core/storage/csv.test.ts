import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from '../../../../../electron/core/storage/csv.ts'

describe('a field of a CSV', () => {
  it('never begins as a formula does, and reads back as it was', () => {
    const letters = fc.constantFrom('=', '+', '-', '@', '＝', '＠', '"', ',', '\n', '\t', ' ', 'a', '北')
    fc.assert(
      fc.property(fc.string({ unit: letters }), (text) => {
        const field = csvLine([text]).slice(0, -2)
        const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
        expect(read.replace(/^'/, '')).toBe(text.replace(/^'/, ''))
        expect(read).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
        if (!field.startsWith('"')) expect(field).not.toMatch(/[",\r\n]/)
      }),
    )
  })

  it('that is a number goes as it is, one that is not there is empty', () => {
    expect(csvLine([-12.5, undefined, 'a'])).toBe('-12.5,,a\r\n')
  })
})
