import { describe, expect, it } from 'vitest'
import { queueWith, waitingBehind } from '../../../../renderer/features/alarms/sos-queue.ts'
import { isToastworthy, withChanged, withRaised } from '../../../../renderer/features/alarms/toasts.ts'
import { AlarmState, AlarmType } from '../../../../shared/platform/alarm.ts'
import { alarm } from './fixtures.ts'

const high = (key: string, device = 'd1') => alarm(key, 1, { level: 'high', device: { id: device, name: device } })
const sos = (key: string, at: number, status: number = AlarmState.active) =>
  alarm(key, at, { level: 'critical', type: AlarmType.sos, status })

describe('toasts', () => {
  it('are for what is new, urgent and unseen; an SOS has its scene', () => {
    expect(isToastworthy(high('a'))).toBe(true)
    expect(isToastworthy({ ...high('a'), seen: true })).toBe(false)
    expect(isToastworthy({ ...high('a'), status: AlarmState.ignored })).toBe(false)
    expect(isToastworthy(alarm('a', 1, { level: 'medium' }))).toBe(false)
    expect(isToastworthy(sos('a', 1))).toBe(false)
  })

  it('count the same again instead of piling up, and bring it to the top', () => {
    const toasts = [high('a'), high('b', 'd2'), high('c')].reduce(withRaised, [])
    expect(toasts.map(({ id, keys }) => [id.split(' ')[0], keys])).toEqual([
      ['d1', ['a', 'c']],
      ['d2', ['b']],
    ])
  })

  it('go when all of it was seen or dealt with', () => {
    const toasts = [high('a'), high('b')].reduce(withRaised, [])
    const one = withChanged(toasts, { ...high('a'), seen: true })
    expect(one[0]?.keys).toEqual(['b'])
    expect(withChanged(one, { ...high('b'), status: AlarmState.released })).toEqual([])
    expect(withChanged(one, high('b'))).toBe(one)
  })
})

describe('the queue of SOS', () => {
  it('has those who pressed first in front', () => {
    const queue = queueWith([sos('first', 1)], [sos('late', 9), sos('early', 5)])
    expect(queue.map(({ key }) => key)).toEqual(['first', 'early', 'late'])
  })

  it('loses nobody: one that is over stays until the operator leaves it, and does not count as waiting', () => {
    const queue = queueWith([sos('a', 1), sos('b', 2)], [sos('b', 2, AlarmState.released)])
    expect(queue.map(({ status }) => status)).toEqual([AlarmState.active, AlarmState.released])
    expect(waitingBehind(queue, 'a')).toEqual([])
    expect(waitingBehind(queueWith(queue, [sos('c', 3)]), 'a').map(({ key }) => key)).toEqual(['c'])
  })

  it('takes nobody in whose SOS is over already, and no other alarm', () => {
    const before = [sos('a', 1)]
    expect(queueWith(before, [sos('x', 5, AlarmState.released), high('h')])).toBe(before)
  })
})
