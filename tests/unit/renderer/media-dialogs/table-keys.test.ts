import { describe, expect, it } from 'vitest'
import { asksSearch, tableKey } from '../../../../renderer/features/media-dialogs/table-keys.ts'

const key = (name: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({
  ...{ key: name, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false },
  ...held,
})

describe('keys of the table', () => {
  it('move, extend, open, close', () => {
    expect(tableKey(key('ArrowDown'))).toEqual({ action: 'step', by: 1, extend: false })
    expect(tableKey(key('ArrowUp', { shiftKey: true }))).toEqual({ action: 'step', by: -1, extend: true })
    expect(tableKey(key('End', { shiftKey: true }))).toEqual({ action: 'last', extend: true })
    expect(tableKey(key('PageUp'))).toEqual({ action: 'page', pages: -1, extend: false })
    expect(['Enter', 'Delete', 'Escape', ' '].map((name) => tableKey(key(name))?.action)).toEqual([
      'details',
      'close',
      'none',
      'toggle',
    ])
    expect(tableKey(key('a', { ctrlKey: true }))).toEqual({ action: 'all' })
  })

  it('leave alone what is another’s: a closing is never meant by a held key', () => {
    expect(tableKey(key('Delete', { ctrlKey: true }))).toBeUndefined()
    expect(tableKey(key('Delete', { shiftKey: true }))).toBeUndefined()
    expect(tableKey(key('Enter', { altKey: true }))).toBeUndefined()
    expect(tableKey(key('x'))).toBeUndefined()
  })

  it('ask for the search: Ctrl+F everywhere, the slash of who does not write', () => {
    expect(asksSearch(key('f', { ctrlKey: true }), true)).toBe(true)
    expect(asksSearch(key('/'), false)).toBe(true)
    expect(asksSearch(key('/'), true)).toBe(false)
    expect(asksSearch(key('f'), false)).toBe(false)
  })
})
