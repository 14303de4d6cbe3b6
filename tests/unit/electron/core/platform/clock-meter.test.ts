import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClockMeter } from '../../../../../electron/core/platform/clock-meter.ts'

const START = Date.UTC(2026, 2, 1)

/** An answer at `now` of this machine, by a platform whose clock is `offset` ahead, after so long a way. */
function answer(meter: ClockMeter, now: number, offset: number, thereMs: number, backMs: number): void {
  meter.note(new Date(now + thereMs + offset).toUTCString(), now, now + thereMs + backMs)
}

describe('the clock of the platform', () => {
  it('lies within what is said of it, and gets sharper with each answer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.array(fc.record({ wait: fc.nat(700), there: fc.nat(80), back: fc.nat(80) }), {
          minLength: 1,
          maxLength: 20,
        }),
        (offset, answers) => {
          const meter = new ClockMeter()
          let now = START
          for (const { wait, there, back } of answers) {
            now += wait + there + back
            answer(meter, now, offset, there, back)
            const { ms, errorMs } = meter.offset!
            expect(Math.abs(ms - offset)).toBeLessThanOrEqual(errorMs + 1)
          }
        },
      ),
    )
    const meter = new ClockMeter()
    for (let count = 0; count < 30; count++) answer(meter, START + count * 333, 5_000, 10, 10)
    expect(meter.offset!.errorMs).toBeLessThan(200)
  })

  it('follows a clock that is set', () => {
    const meter = new ClockMeter()
    answer(meter, START, 0, 10, 10)
    answer(meter, START + 1000, 3_600_000, 10, 10)
    expect(Math.abs(meter.offset!.ms - 3_600_000)).toBeLessThan(600)
  })

  it('is unknown without a time', () => {
    const meter = new ClockMeter()
    meter.note(undefined, START, START)
    meter.note('yesterday', START, START)
    expect(meter.offset).toBeUndefined()
  })
})
