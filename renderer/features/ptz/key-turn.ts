/** From the arrow keys that are down to a direction: two of them make a diagonal, two against each other nothing. */
import type { PtzOperate } from '../../../shared/platform/ptz.ts'
import { directionAt } from './direction.ts'

export const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
export type Arrow = (typeof ARROWS)[number]

export function isArrow(key: string): key is Arrow {
  return (ARROWS as readonly string[]).includes(key)
}

export function directionOf(down: ReadonlySet<Arrow>): PtzOperate | undefined {
  const x = Number(down.has('ArrowRight')) - Number(down.has('ArrowLeft'))
  const y = Number(down.has('ArrowDown')) - Number(down.has('ArrowUp'))
  return directionAt(x, y)
}
