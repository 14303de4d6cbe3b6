import { expect, it } from 'vitest'
import { networkKindOf } from '../../../../../electron/core/fleet/network-kind.ts'

it.each([
  [1, 'unknown'],
  [2, 'ethernet'],
  [3, 'wifi'],
  [4, 'wifiOrCellular'],
  [8, 'cellular'],
  [0, undefined],
  [16, undefined],
  [undefined, undefined],
])('reads network %s as %s: what two readings of the documentation disagree on is not guessed', (value, kind) => {
  expect(networkKindOf(value)).toBe(kind)
})
