import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvField } from '../../../../../electron/core/chat/export/csv.ts'
import { escapeHtml } from '../../../../../electron/core/chat/export/html.ts'

describe('a field of a CSV', () => {
  it('never begins as a formula does, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\n', '\t', 'a', '北') }), (text) => {
        const field = csvField(text)
        const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
        expect(read.replace(/^'/, '')).toBe(text.replace(/^'/, ''))
        expect(read).not.toMatch(/^[=+\-@\t\r]/)
        if (!field.startsWith('"')) expect(field).not.toMatch(/[",\r\n]/)
      }),
    )
  })
})

describe('text in HTML', () => {
  it('has nothing in it that HTML would read', () => {
    expect(escapeHtml(`<a href="x" onclick='y'>&`)).toBe('&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;')
  })
})
