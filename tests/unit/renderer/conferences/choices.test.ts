import { describe, expect, it } from 'vitest'
import {
  parseChoices,
  parseKeyChoice,
  USUAL_CHOICE,
  USUAL_KEY,
} from '../../../../renderer/features/conferences/conference-settings.ts'
import { isFitKey, keyName } from '../../../../renderer/features/conferences/key-names.ts'
import { isDucked } from '../../../../renderer/features/conferences/sound/mixer.ts'
import { parseWay, wayOf } from '../../../../renderer/features/conferences/sound/ways.ts'

describe('what was kept', () => {
  it('is taken where it fits, and as usual where it does not', () => {
    const kept = { volume: 0.3, isMuted: true, pan: 'left', isPriority: true, isTarget: true, key: 'F8' }
    const odd = { volume: 7, isMuted: 1, pan: 'up', key: 'a b' }
    expect(parseChoices({ good: kept, odd, none: null })).toEqual({
      good: kept,
      odd: USUAL_CHOICE,
      none: USUAL_CHOICE,
    })
    expect(parseChoices('nonsense')).toEqual({})
    const key = { mode: 'toggle', locksByTwo: false, hasSpace: false, common: 'F8', isEverywhere: true }
    expect(parseKeyChoice(key)).toEqual(key)
    expect(parseKeyChoice({ common: 'a b', isEverywhere: 'yes' })).toEqual(USUAL_KEY)
    expect(parseKeyChoice(7)).toEqual(USUAL_KEY)
    expect(parseWay('socket')).toBe('socket')
    expect(parseWay('pigeon')).toBe('auto')
  })
})

it('keys that move the focus or write are none for talking; others are named as they stand on the key', () => {
  expect(['F8', 'KeyT', 'Numpad0', 'Backquote', 'Pause'].filter(isFitKey)).toHaveLength(5)
  expect(['Tab', 'Escape', 'Enter', 'Space', 'ShiftLeft', 'ArrowUp', ''].filter(isFitKey)).toEqual([])
  expect(['KeyT', 'Digit1', 'Numpad0', 'F8'].map(keyName)).toEqual(['T', '1', 'Num 0', 'F8'])
})

it('others are lowered while a conference with priority is spoken in, and that one never', () => {
  const priorities = new Set(['p'])
  expect(isDucked('a', priorities, new Set(['p']))).toBe(true)
  expect(isDucked('p', priorities, new Set(['p']))).toBe(false)
  expect(isDucked('a', priorities, new Set(['a']))).toBe(false)
  expect(isDucked('a', new Set(), new Set(['a', 'p']))).toBe(false)
})

it('a way that is chosen is kept to; by itself it goes to the websocket where WebRTC cannot be had', () => {
  expect(wayOf('webrtc', 9)).toBe('webrtc')
  expect(wayOf('socket', 0)).toBe('socket')
  // No peer connection in Node.
  expect(wayOf('auto', 0)).toBe('socket')
})
