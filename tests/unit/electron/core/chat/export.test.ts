import { describe, expect, it } from 'vitest'
import { escapeHtml } from '../../../../../electron/core/chat/export/html.ts'

describe('text in HTML', () => {
  it('has nothing in it that HTML would read', () => {
    expect(escapeHtml(`<a href="x" onclick='y'>&`)).toBe('&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;')
  })
})
