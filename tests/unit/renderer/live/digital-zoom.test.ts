import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MOST_ZOOM,
  panBy,
  WHOLE_PICTURE,
  zoomAt,
  zoomTransform,
  type ZoomView,
} from '../../../../renderer/features/live/digital-zoom.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const step = fc.oneof(
  fc.record({ factor: fc.double({ min: 0.2, max: 5, noNaN: true }), at: fc.record({ x: share, y: share }) }),
  fc.record({ x: fc.double({ min: -3, max: 3, noNaN: true }), y: fc.double({ min: -3, max: 3, noNaN: true }) }),
)

describe('a picture looked at closely', () => {
  it('fills its pane whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let view: ZoomView = WHOLE_PICTURE
        for (const one of steps) view = 'factor' in one ? zoomAt(view, one.factor, one.at) : panBy(view, one)
        expect(view.scale).toBeGreaterThanOrEqual(1)
        expect(view.scale).toBeLessThanOrEqual(MOST_ZOOM)
        for (const corner of [view.x, view.y]) {
          expect(corner).toBeLessThanOrEqual(0)
          expect(corner + view.scale).toBeGreaterThanOrEqual(1 - 1e-9)
        }
      }),
    )
  })

  it('keeps the place under the pointer where it is', () => {
    const at = { x: 0.3, y: 0.8 }
    const before = zoomAt(WHOLE_PICTURE, 2, { x: 0.5, y: 0.5 })
    const after = zoomAt(before, 1.7, at)
    expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale)
    expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale)
  })

  it('is whole again when it was made as small as it can be', () => {
    expect(zoomAt(zoomAt(WHOLE_PICTURE, 3, { x: 1, y: 1 }), 0.1, { x: 0, y: 0 })).toEqual(WHOLE_PICTURE)
    expect(zoomTransform(WHOLE_PICTURE)).toBe('none')
  })
})
