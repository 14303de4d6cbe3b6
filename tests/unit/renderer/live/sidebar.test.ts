import { describe, expect, it } from 'vitest'
import { parseSidebar, SIDEBAR_DEFAULT_PX } from '../../../../renderer/features/live/sidebar.ts'

describe('parseSidebar', () => {
  it('keeps a width within its limits', () => {
    expect(parseSidebar({ widthPx: 300.4, collapsed: true })).toEqual({ widthPx: 300, collapsed: true })
    expect(parseSidebar({ widthPx: 10 }).widthPx).toBe(220)
    expect(parseSidebar({ widthPx: 9_000 }).widthPx).toBe(480)
  })

  it.each([undefined, null, 'x', { widthPx: 'wide', collapsed: 1 }, { widthPx: null }])(
    'takes the default for %j',
    (value) => {
      expect(parseSidebar(value)).toEqual({ widthPx: SIDEBAR_DEFAULT_PX, collapsed: false })
    },
  )
})
