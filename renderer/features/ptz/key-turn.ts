/** From the arrow keys that are down to a direction: two of them make a diagonal, two against each other nothing. */
import type { PtzOperate } from '../../../shared/platform/ptz.ts'

export const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
export type Arrow = (typeof ARROWS)[number]

const BY_PLACE: Readonly<Record<string, PtzOperate>> = {
  '-1 -1': 'lefttop',
  '0 -1': 'up',
  '1 -1': 'righttop',
  '-1 0': 'left',
  '1 0': 'right',
  '-1 1': 'leftdown',
  '0 1': 'down',
  '1 1': 'rightdown',
}

export function isArrow(key: string): key is Arrow {
  return (ARROWS as readonly string[]).includes(key)
}

export function directionOf(down: ReadonlySet<Arrow>): PtzOperate | undefined {
  const x = Number(down.has('ArrowRight')) - Number(down.has('ArrowLeft'))
  const y = Number(down.has('ArrowDown')) - Number(down.has('ArrowUp'))
  return BY_PLACE[`${x} ${y}`]
}
