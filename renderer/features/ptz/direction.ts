/** The eight directions as the platform names them. */
import type { PtzOperate } from '../../../shared/platform/ptz.ts'

/** From left to right, and within from above to below. */
const BY_PLACE: readonly (PtzOperate | undefined)[] = [
  'lefttop',
  'left',
  'leftdown',
  'up',
  undefined,
  'down',
  'righttop',
  'right',
  'rightdown',
]

/** Of each only the sign counts: `x` to the right, `y` downwards. Nothing where both are 0. */
export function directionAt(x: number, y: number): PtzOperate | undefined {
  return BY_PLACE[(Math.sign(x) + 1) * 3 + Math.sign(y) + 1]
}
