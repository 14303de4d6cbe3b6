import { describe, expect, it } from 'vitest'
import { editKey, gridKey, sizeKey, tabKey } from '../../../../renderer/features/live/keys.ts'

const key = (name: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key: name,
  code: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

describe('gridKey', () => {
  it.each([
    ['ArrowDown', { action: 'move', direction: 'down' }],
    ['Delete', { action: 'clear' }],
    ['Enter', { action: 'maximise' }],
    ['Escape', { action: 'restore' }],
    ['KeyM', { action: 'audio' }],
    ['KeyI', { action: 'statistics' }],
    ['KeyF', { action: 'fullscreen' }],
    ['Equal', { action: 'zoomIn' }],
    ['NumpadSubtract', { action: 'zoomOut' }],
    ['Digit0', { action: 'zoomReset' }],
    ['KeyQ', undefined],
  ])('%s', (name, action) => {
    expect(gridKey(key(name))).toEqual(action)
  })

  it('leaves keys with modifiers to others, but for mute all', () => {
    expect(gridKey(key('KeyF', { ctrlKey: true }))).toBeUndefined()
    expect(gridKey(key('Enter', { altKey: true }))).toBeUndefined()
    expect(gridKey(key('KeyM', { shiftKey: true }))).toEqual({ action: 'muteAll' })
  })
})

describe('sizeKey', () => {
  it('takes the panes in a row', () => {
    const held = { ctrlKey: true, shiftKey: true }
    expect(
      ['Digit1', 'Digit2', 'Numpad3', 'Digit4', 'Digit5', 'Digit6', 'Digit7', 'Digit8', 'Digit9'].map((code) =>
        sizeKey(key(code, held)),
      ),
    ).toEqual([1, 4, 9, 16, 25, 36, undefined, 64, undefined])
    expect(sizeKey(key('Digit2', { ctrlKey: true }))).toBeUndefined()
  })
})

describe('tabKey', () => {
  const ctrl = { ctrlKey: true }
  it.each([
    ['Tab', ctrl, 'next'],
    ['Tab', { ctrlKey: true, shiftKey: true }, 'previous'],
    ['PageDown', { altKey: true }, 'next'],
    ['PageUp', { altKey: true }, 'previous'],
    ['KeyT', { ctrlKey: true, shiftKey: true }, 'reopen'],
    ['F2', {}, 'rename'],
    ['Tab', {}, undefined],
    ['PageDown', {}, undefined],
    ['KeyT', ctrl, undefined],
    ['F2', ctrl, undefined],
    ['ArrowDown', { altKey: true }, undefined],
  ])('%s with %j', (name, held, action) => {
    expect(tabKey(key(name, held))).toBe(action)
  })
})

describe('editKey', () => {
  it.each([
    ['ArrowLeft', {}, { action: 'move', x: -1, y: 0 }],
    ['ArrowDown', { shiftKey: true }, { action: 'resize', x: 0, y: 1 }],
    ['Insert', {}, { action: 'add' }],
    ['Delete', {}, { action: 'remove' }],
    ['Escape', {}, { action: 'done' }],
    ['Enter', {}, { action: 'done' }],
    ['ArrowLeft', { ctrlKey: true }, undefined],
    ['KeyM', {}, undefined],
  ])('%s with %j', (name, held, action) => {
    expect(editKey(key(name, held))).toEqual(action)
  })
})
