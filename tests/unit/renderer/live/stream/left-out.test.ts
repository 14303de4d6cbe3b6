import { expect, it } from 'vitest'
import { LeftOut } from '../../../../../renderer/features/live/stream/left-out.ts'

it('gives what stands between the last key frame and the picture that goes on', () => {
  const leftOut = new LeftOut<string>()
  expect(leftOut.before(true)).toEqual([])
  leftOut.add('b', false)
  leftOut.add('c', false)
  expect(leftOut.before(false)).toEqual(['b', 'c'])
  expect(leftOut.before(false)).toEqual([])
})

it('begins anew with a key frame, whether that goes on or not', () => {
  const leftOut = new LeftOut<string>()
  leftOut.add('a', false)
  expect(leftOut.before(true)).toEqual([])
  leftOut.add('b', false)
  leftOut.add('K', true)
  leftOut.add('c', false)
  expect(leftOut.before(false)).toEqual(['K', 'c'])
})

it('waits for a key frame when there are too many to hold', () => {
  const leftOut = new LeftOut<number>()
  for (let at = 0; at < 5000; at++) leftOut.add(at, false)
  expect(leftOut.before(false)).toBeUndefined()
  expect(leftOut.before(false)).toBeUndefined()
  expect(leftOut.before(true)).toEqual([])
  leftOut.add(1, false)
  expect(leftOut.before(false)).toEqual([1])
})
