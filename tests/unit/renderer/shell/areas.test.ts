import { describe, expect, it } from 'vitest'
import { AREAS, areaRoute } from '../../../../renderer/features/shell/areas.ts'
import { areaOfKey } from '../../../../renderer/features/shell/use-area-keys.ts'
import { shell } from '../../../../renderer/locales/en/shell.ts'

const key = (code: string, more: Partial<Parameters<typeof areaOfKey>[0]> = {}) =>
  areaOfKey({ ctrlKey: true, altKey: false, metaKey: false, shiftKey: false, code, ...more })

describe('areas', () => {
  it('are nine, each with its name', () => {
    expect(AREAS.map((area) => area.id)).toEqual(Object.keys(shell.area))
    expect(AREAS).toHaveLength(9)
    expect(Object.keys(shell.areaShort)).toEqual(Object.keys(shell.area))
  })

  it('have a route only where there is something to show', () => {
    expect(areaRoute('live')).toBe('/live')
    expect(areaRoute('map')).toBe('/map')
    expect(areaRoute('recordings')).toBeUndefined()
  })
})

describe('areaOfKey', () => {
  it('opens by Ctrl and digit, also of the number pad', () => {
    expect(key('Digit1')).toBe('/live')
    expect(key('Numpad9')).toBe('/settings')
  })

  it('leaves all other keys alone', () => {
    expect(key('Digit6')).toBeUndefined()
    expect(key('Digit0')).toBeUndefined()
    expect(key('KeyA')).toBeUndefined()
    expect(key('Digit1', { ctrlKey: false })).toBeUndefined()
    expect(key('Digit1', { altKey: true })).toBeUndefined()
    expect(key('Digit1', { shiftKey: true })).toBeUndefined()
  })
})
