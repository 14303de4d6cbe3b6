import { expect, it } from 'vitest'
import { USUAL_KEY } from '../../../../renderer/features/conferences/conference-settings.ts'
import { HeldKeys } from '../../../../renderer/features/conferences/held-keys.ts'

/** F8 talks to `a` and `b`, F13 to `c`; the latter is only told when it is pressed. */
function keys(talksTo = ['c']) {
  const pressed = new Set<string>()
  const held = new HeldKeys({
    talk: {
      press: (groupId) => pressed.add(groupId),
      release: (groupId) => void pressed.delete(groupId),
      isPressed: (groupId) => pressed.has(groupId),
    },
    targetsOf: (code) => (code === 'F8' ? ['a', 'b'] : talksTo),
    choiceOf: (code) => (code === 'F13' ? { ...USUAL_KEY, mode: 'toggle' } : USUAL_KEY),
    now: () => 0,
  })
  return { held, talking: () => [...pressed].sort().join(' '), pressed }
}

const isF8 = (code: string): boolean => code === 'F8'

it('a key talks to its conferences until it comes up, others by themselves', () => {
  const { held, talking } = keys()
  held.down('F8')
  held.down('F13')
  held.up('F13')
  expect(talking()).toBe('a b c')
  held.up('F8')
  expect(talking()).toBe('c')
  held.down('F13')
  held.up('F13')
  expect(talking()).toBe('')
})

it('keys that can no longer be let go of end what they began, and begin anew when they are pressed again', () => {
  const { held, talking } = keys()
  held.down('F8')
  held.down('F13')
  held.up('F13')
  expect(held.holds('a', isF8)).toBe(true)
  expect(held.holds('c', isF8)).toBe(false)
  held.drop(isF8)
  expect(talking()).toBe('c')
  expect(held.holds('a', isF8)).toBe(false)
  held.down('F8')
  expect(talking()).toBe('a b c')
})

it('a key is over with the last of its conferences, and only then', () => {
  const { held, talking, pressed } = keys()
  held.down('F8')
  pressed.delete('a')
  held.over('a')
  expect(held.holds('b', isF8)).toBe(true)
  pressed.delete('b')
  held.over('b')
  expect(held.holds('b', isF8)).toBe(false)
  held.up('F8')
  held.down('F8')
  expect(talking()).toBe('a b')
})

it('a press that talks to nobody is none', () => {
  const talksTo: string[] = []
  const { held, talking } = keys(talksTo)
  held.down('F13')
  held.up('F13')
  talksTo.push('c')
  held.down('F13')
  expect(talking()).toBe('c')
})
