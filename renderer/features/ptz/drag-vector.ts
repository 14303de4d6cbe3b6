/** From a dragged line to an order: where to and how fast. */
import type { PtzOperate } from '../../../shared/platform/ptz.ts'
import { beyondRest, inSteps } from './speed-curve.ts'

export interface Turn {
  readonly operate: PtzOperate
  /** 0 to 100 each. */
  readonly hSpeed: number
  readonly vSpeed: number
}

/** Of half the shorter side of the picture: a hand that only rests does not move anything. */
const DEAD_ZONE = 0.08
/** Eight directions, from "right" on, clockwise as the screen counts. */
const SECTORS = ['right', 'rightdown', 'down', 'leftdown', 'left', 'lefttop', 'up', 'righttop'] as const

/**
 * @param dx to the right, px
 * @param dy downwards, px
 * @param reach px at which the speed is full: half the shorter side of the picture
 * @returns undefined in the dead zone
 */
export function turnOf(dx: number, dy: number, reach: number): Turn | undefined {
  const length = Math.hypot(dx, dy) / reach
  const share = beyondRest(length, DEAD_ZONE)
  if (!(share > 0)) return undefined
  const sector = Math.round(Math.atan2(dy, dx) / (Math.PI / 4))
  const operate = SECTORS[(sector + SECTORS.length) % SECTORS.length] ?? 'right'
  const speed = (part: number): number => inSteps((share * 100 * Math.abs(part)) / Math.hypot(dx, dy))
  return { operate, hSpeed: speed(dx), vSpeed: speed(dy) }
}
