import { expect, it } from 'vitest'
import { Turns } from '../../../../../renderer/features/live/stream/turns.ts'

it('lets so many begin, and each that is done lets the next one in, in order', () => {
  const begun: number[] = []
  const turns = new Turns(2)
  const done = [0, 1, 2, 3, 4].map((number) => turns.take(() => begun.push(number)))
  expect(begun).toEqual([0, 1])
  done[1]?.()
  done[1]?.()
  expect(begun).toEqual([0, 1, 2])
  // Given up before its turn: nobody loses theirs.
  done[3]?.()
  expect(begun).toEqual([0, 1, 2])
  done[0]?.()
  done[2]?.()
  expect(begun).toEqual([0, 1, 2, 4])
  done[4]?.()
  turns.take(() => begun.push(5))
  expect(begun).toEqual([0, 1, 2, 4, 5])
})
