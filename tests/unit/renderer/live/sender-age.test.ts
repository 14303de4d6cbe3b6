import { describe, expect, it } from 'vitest'
import { SenderAge } from '../../../../renderer/features/live/sender-age.ts'

function after(...agesMs: (number | undefined)[]): SenderAge {
  const age = new SenderAge()
  for (const ms of agesMs) age.note(ms)
  return age
}

describe('the age by the sender’s clock', () => {
  it('is not known before the sender told its time, nor when it tells none any more', () => {
    expect([after().ms, after().believedMs, after(undefined).ms]).toEqual([undefined, undefined, undefined])
    expect([after(200, undefined).ms, after(200, undefined).isClockWrong]).toEqual([undefined, false])
  })

  it('is believed as it is while it is one that a live picture may have', () => {
    expect(after(200, 180, 2_600).believedMs).toBe(2_600)
    expect(after(9_000).believedMs).toBe(9_000)
    // Before its time by no more than what the platform's clock is known to.
    expect(after(-400, -350).believedMs).toBe(50)
  })

  it.each([3_600_000, -3_600_000])('of a clock that is wrong by %i ms is only believed to grow', (wrongMs) => {
    const age = after(wrongMs + 100, wrongMs + 90, wrongMs + 3_090)
    expect([age.isClockWrong, age.ms, age.believedMs]).toEqual([true, wrongMs + 3_090, 3_000])
  })
})
