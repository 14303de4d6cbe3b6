import { describe, expect, it } from 'vitest'
import { nextChange, whyNot, type Schedule } from '../../../simulator/plans/schedule.ts'

const at = (text: string) => Date.parse(text)
const NEVER_S = 4_000_000_000
const schedule = (given: Partial<Schedule> = {}): Schedule => ({
  enable: true,
  beginTime: 0,
  endTime: NEVER_S,
  slices: [],
  ...given,
})
/** Mondays from 22:00 for four hours. */
const MONDAY_NIGHT = { week: 1, hour: 22, minute: 0, second: 0, duration: 4 * 3600 }
/** A Monday. */
const MONDAY = '2026-11-23'
const TUESDAY = '2026-11-24'

describe('whyNot', () => {
  it('tells why a plan does not apply', () => {
    const now = at(`${MONDAY}T12:00:00Z`)
    expect(whyNot(schedule(), now)).toBeUndefined()
    expect(whyNot(schedule({ enable: false }), now)).toMatch('disabled')
    expect(whyNot(schedule({ beginTime: now / 1000 + 1 }), now)).toMatch('not begun')
    expect(whyNot(schedule({ endTime: now / 1000 }), now)).toMatch('over')
    expect(whyNot(schedule({ slices: [MONDAY_NIGHT] }), now)).toMatch('outside')
  })

  it('applies to the second, over midnight and over the end of the week', () => {
    const night = schedule({ slices: [MONDAY_NIGHT] })
    const applies = (text: string) => whyNot(night, at(text)) === undefined
    expect(
      [`${MONDAY}T21:59:59Z`, `${MONDAY}T22:00:00Z`, `${TUESDAY}T01:59:59Z`, `${TUESDAY}T02:00:00Z`].map(applies),
    ).toEqual([false, true, true, false])
    const saturday = schedule({ slices: [{ ...MONDAY_NIGHT, week: 6 }] })
    expect(whyNot(saturday, at('2026-11-29T01:00:00Z'))).toBeUndefined()
    const whole = schedule({ slices: [{ week: 3, hour: 5, minute: 4, second: 3, duration: 604_800 }] })
    expect(whyNot(whole, at(`${MONDAY}T12:34:56Z`))).toBeUndefined()
  })
})

describe('nextChange', () => {
  it('is the next edge of a slice, or of the plan', () => {
    const night = schedule({ slices: [MONDAY_NIGHT] })
    expect(nextChange(night, at(`${MONDAY}T12:00:00Z`))).toBe(at(`${MONDAY}T22:00:00Z`))
    expect(nextChange(night, at(`${MONDAY}T23:00:00Z`))).toBe(at(`${TUESDAY}T02:00:00Z`))
    expect(nextChange(night, at(`${TUESDAY}T02:00:00Z`))).toBe(at('2026-11-30T22:00:00Z'))
    expect(nextChange({ ...night, endTime: at(`${MONDAY}T22:30:00Z`) / 1000 }, at(`${MONDAY}T22:10:00Z`))).toBe(
      at(`${MONDAY}T22:30:00Z`),
    )
    expect(nextChange(schedule({ beginTime: 2_000_000_000 }), at(MONDAY))).toBe(2_000_000_000_000)
  })

  it('is none for a plan that is disabled or over', () => {
    expect(nextChange(schedule({ enable: false }), at(MONDAY))).toBeUndefined()
    expect(nextChange(schedule({ endTime: 1000 }), at(MONDAY))).toBeUndefined()
  })
})
