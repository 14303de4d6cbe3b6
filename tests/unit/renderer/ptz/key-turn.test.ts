import { expect, it } from 'vitest'
import { directionOf, isArrow, type Arrow } from '../../../../renderer/features/ptz/key-turn.ts'

it.each<[Arrow[], string | undefined]>([
  [[], undefined],
  [['ArrowLeft'], 'left'],
  [['ArrowUp', 'ArrowRight'], 'righttop'],
  [['ArrowDown', 'ArrowLeft'], 'leftdown'],
  [['ArrowLeft', 'ArrowRight'], undefined],
  [['ArrowLeft', 'ArrowRight', 'ArrowUp'], 'up'],
])('%j is %s', (down, operate) => {
  expect(directionOf(new Set(down))).toBe(operate)
})

it('knows arrows from other keys', () => {
  expect(isArrow('ArrowUp')).toBe(true)
  expect(isArrow('Enter')).toBe(false)
})
