import { expect, it } from 'vitest'
import { GroupTap } from '../../../../renderer/features/ledger/sound/group-tap.ts'

const piece = (number: number) => Float32Array.of(number)

function listening() {
  const tap = new GroupTap()
  const listen = (): { heard: number[]; off: () => void } => {
    const heard: number[] = []
    return { heard, off: tap.listen(([first = 0]) => void heard.push(first)) }
  }
  return { tap, listen }
}

it('a speech begins with what was heard just before it was told, and not with more', () => {
  const { tap, listen } = listening()
  for (let number = 1; number <= 100; number++) tap.piece(piece(number))
  const { heard, off } = listen()
  tap.piece(piece(101))
  off()
  tap.piece(piece(102))
  expect([heard[0], heard.at(-1), heard.length]).toEqual([81, 101, 21])
})

it('what another one said is no part of it, but where both speak', () => {
  const { tap, listen } = listening()
  const first = listen()
  tap.piece(piece(1))
  const second = listen()
  tap.piece(piece(2))
  first.off()
  tap.piece(piece(3))
  second.off()
  const third = listen()
  tap.piece(piece(4))
  expect([first.heard, second.heard, third.heard]).toEqual([[1, 2], [2, 3], [4]])
})
