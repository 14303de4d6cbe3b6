import { expect, it } from 'vitest'
import { USUAL_KEY, type KeyChoice } from '../../../../renderer/features/conferences/conference-settings.ts'
import { DOUBLE_MS, TalkKey } from '../../../../renderer/features/conferences/talk-key.ts'

function key(choice: Partial<KeyChoice> = {}) {
  const done: string[] = []
  let nowMs = 1000
  const made = new TalkKey({
    choice: () => ({ ...USUAL_KEY, ...choice }),
    begin: () => done.push('begin'),
    end: () => done.push('end'),
    now: () => nowMs,
  })
  const tap = (heldMs = 50): void => {
    made.down()
    nowMs += heldMs
    made.up()
  }
  return { key: made, done, tap, wait: (ms: number) => (nowMs += ms) }
}

it('talks while it is held, and repetitions of the system are none', () => {
  const { key: talk, done } = key()
  talk.down()
  talk.down()
  expect(done).toEqual(['begin'])
  talk.up()
  talk.up()
  expect(done).toEqual(['begin', 'end'])
})

it('stays down after two quick presses, until it is pressed again', () => {
  const { key: talk, done, tap, wait } = key()
  tap()
  wait(DOUBLE_MS - 100)
  tap()
  expect(done).toEqual(['begin', 'end', 'begin'])
  expect(talk.isLocked).toBe(true)
  wait(60_000)
  tap()
  expect(done.at(-1)).toBe('end')
  expect(talk.isLocked).toBe(false)
})

it('does not stay down after two slow presses, or where that is switched off', () => {
  const slow = key()
  slow.tap()
  slow.wait(DOUBLE_MS + 1)
  slow.tap()
  expect(slow.done).toEqual(['begin', 'end', 'begin', 'end'])
  const off = key({ locksByTwo: false })
  off.tap()
  off.tap()
  expect(off.done).toEqual(['begin', 'end', 'begin', 'end'])
})

it('begins and ends by a press each in the other mode', () => {
  const { done, tap } = key({ mode: 'toggle' })
  tap()
  expect(done).toEqual(['begin'])
  tap()
  expect(done).toEqual(['begin', 'end'])
})

it('that was ended by something else begins anew with the next press', () => {
  const { key: talk, done } = key({ mode: 'toggle' })
  talk.down()
  talk.over()
  talk.up()
  talk.down()
  expect(done).toEqual(['begin', 'begin'])
})

it('that goes ends what it began, also what is locked, and nothing else', () => {
  const held = key()
  held.key.down()
  held.key.drop()
  expect(held.done).toEqual(['begin', 'end'])
  const locked = key({ mode: 'toggle' })
  locked.tap()
  locked.key.drop()
  expect(locked.done).toEqual(['begin', 'end'])
  const idle = key()
  idle.key.drop()
  expect(idle.done).toEqual([])
})
