import { describe, expect, it } from 'vitest'
import { listKey } from '../../../../renderer/features/alarms/list-keys.ts'

const press = (code: string, more: Partial<Parameters<typeof listKey>[0]> = {}) =>
  listKey({ key: '', code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more })

describe('listKey', () => {
  it('moves by arrows and by J and K, with Shift it extends', () => {
    expect(press('ArrowDown')).toEqual({ action: 'step', by: 1, extend: false })
    expect(press('KeyJ')).toEqual({ action: 'step', by: 1, extend: false })
    expect(press('KeyK', { shiftKey: true })).toEqual({ action: 'step', by: -1, extend: true })
    expect(press('PageUp')).toEqual({ action: 'page', pages: -1 })
  })

  it('acts by single letters', () => {
    const acts = { KeyL: 'live', KeyR: 'release', KeyI: 'ignore', KeyN: 'note', KeyC: 'claim' }
    for (const [code, action] of Object.entries(acts)) expect(press(code)).toEqual({ action })
    expect(press('Space')).toEqual({ action: 'toggle' })
    expect(press('Enter')).toEqual({ action: 'card' })
  })

  it('takes all by Ctrl+A and leaves every other combination to the program', () => {
    expect(press('KeyA', { ctrlKey: true })).toEqual({ action: 'all' })
    expect(press('KeyC', { ctrlKey: true })).toBeUndefined()
    expect(press('KeyR', { ctrlKey: true })).toBeUndefined()
    expect(press('KeyR', { shiftKey: true })).toBeUndefined()
    expect(press('KeyL', { altKey: true })).toBeUndefined()
    expect(press('KeyX')).toBeUndefined()
  })
})
