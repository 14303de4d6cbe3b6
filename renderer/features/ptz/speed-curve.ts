/** How far a hand leans becomes a speed: the same for a dragged line and a stick. */

/** Slow near the middle, where the hand aims. */
const CURVE = 1.6
/** Speeds in steps: a trembling hand is no stream of orders. */
const SPEED_STEP = 5

/**
 * @param way how far, 0 to 1 and beyond
 * @param deadZone 0 to 1 (below it): within it the hand only rests
 * @returns 0 to 1: nothing at the edge of the dead zone, growing from there
 */
export function beyondRest(way: number, deadZone: number): number {
  if (!(way > deadZone)) return 0
  return Math.min(1, (way - deadZone) / (1 - deadZone)) ** CURVE
}

/** @returns what the platform takes: at least one step, at most 100 */
export function inSteps(speed: number): number {
  return Math.min(100, Math.max(SPEED_STEP, Math.round(speed / SPEED_STEP) * SPEED_STEP))
}
