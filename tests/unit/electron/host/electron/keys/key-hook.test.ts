import { describe, expect, it } from 'vitest'
import { HOOK_CODES, acceleratorOf } from '../../../../../../electron/host/electron/keys/hook-codes.ts'
import { hearKeys, type HookLibrary, type HookWord } from '../../../../../../electron/host/electron/keys/key-hook.ts'
import { GLOBAL_CODES } from '../../../../../../shared/contract/keys.ts'

const [PRESSED, RELEASED, MOVED] = [4, 5, 9]
const [A, F8, F9] = [0x1e, 0x42, 0x43]

/** The library, told of keys by the test. */
function library(fails = false) {
  let hear: Parameters<HookLibrary['start']>[0] = () => undefined
  const words: HookWord[] = []
  const hook: HookLibrary = {
    start(onEvent) {
      if (fails) throw new Error('no display')
      hear = onEvent
    },
    stop: () => undefined,
  }
  return {
    hook,
    words,
    say: (word: HookWord) => void words.push(word),
    tell: (type: number, keycode?: number) => hear({ type, ...(keycode === undefined ? {} : { keycode }) }),
  }
}

describe('the hook', () => {
  it('hands on the chosen keys and nothing else, each press once', () => {
    const { hook, words, say, tell } = library()
    hearKeys(hook, ['F8'], say)
    for (const keycode of [A, F8, F8, F8, F9]) tell(PRESSED, keycode)
    tell(MOVED)
    for (const keycode of [A, F9, F8]) tell(RELEASED, keycode)
    tell(PRESSED, F8)
    expect(words).toEqual([
      { kind: 'ready' },
      { kind: 'down', code: 'F8' },
      { kind: 'up', code: 'F8' },
      { kind: 'down', code: 'F8' },
    ])
  })

  it('says that the system refuses', () => {
    const { hook, words, say } = library(true)
    hearKeys(hook, ['F8'], say)
    expect(words).toEqual([{ kind: 'failed', hindrance: 'refused' }])
  })

  it('knows each key by one number', () => {
    expect([...HOOK_CODES.values()].sort()).toEqual([...GLOBAL_CODES].sort())
    expect(HOOK_CODES.get(0x57)).toBe('F11')
    expect(HOOK_CODES.get(0x5b)).toBe('F13')
    expect(HOOK_CODES.get(0x6b)).toBe('F24')
  })
})

it('one key has no name among shortcuts', () => {
  expect(GLOBAL_CODES.filter((code) => acceleratorOf(code) === undefined)).toEqual(['Pause'])
})
