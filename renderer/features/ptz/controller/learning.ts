/** "Move the axis you want": which part of a controller the operator means. */
import type { AxisUse } from './controller-map.ts'

/** As a controller showed itself: axes −1 to 1, buttons 0 to 1. */
export interface PadSnapshot {
  readonly axes: readonly number[]
  readonly buttons: readonly number[]
}

/** Of the way of an axis: further than a hand that comes to rest on it pushes it. */
const MEANT = 0.5

/**
 * The axis that went furthest since `before`, which was asked for in its positive direction; undefined as long as none is
 * meant. Measured from where it stood: not every axis rests in its middle.
 */
export function learnAxis(before: PadSnapshot, now: PadSnapshot): AxisUse | undefined {
  let found: AxisUse | undefined
  let furthest = MEANT
  now.axes.forEach((value, axis) => {
    const way = value - (before.axes[axis] ?? 0)
    if (Math.abs(way) <= furthest) return
    furthest = Math.abs(way)
    found = { axis, inverted: way < 0 }
  })
  return found
}

/** The first button that is down and was not. */
export function learnButton(before: PadSnapshot, now: PadSnapshot): number | undefined {
  const at = now.buttons.findIndex((value, button) => value > MEANT && !((before.buttons[button] ?? 0) > MEANT))
  return at < 0 ? undefined : at
}
