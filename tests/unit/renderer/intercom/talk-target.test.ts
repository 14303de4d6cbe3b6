import { describe, expect, it } from 'vitest'
import type { Channel } from '../../../../shared/contract/fleet.ts'
import { hindrance, talkTarget } from '../../../../renderer/features/intercom/talk-target.ts'
import { endingOf } from '../../../../renderer/features/intercom/line-state.ts'

const channel = (index: number, mediaDir: number): Channel => ({ index, name: '', mediaDir, ptz: -1 })
const car = { online: true, channels: [channel(0, 10), channel(1, 14), channel(2, 12)] }
const deaf = { online: true, channels: [channel(0, 10)] }
const at = (index: number) => ({ puid: 'car', index })

describe('who is talked to', () => {
  it('is the channel that was meant, else the first with a loudspeaker', () => {
    expect(talkTarget(at(2), car)).toEqual(at(2))
    expect(talkTarget(at(0), car)).toEqual(at(1))
    expect(talkTarget(at(0), deaf)).toBeUndefined()
  })

  it('is tried where the fleet does not know it', () => {
    expect(talkTarget(at(7), undefined)).toEqual(at(7))
    expect(hindrance(at(7), undefined, true)).toBeUndefined()
  })

  it('off-line keeps one from trying, but only when that is of now', () => {
    expect(hindrance(at(0), { ...car, online: false }, true)).toBe('offline')
    expect(hindrance(at(0), { ...car, online: false }, false)).toBeUndefined()
    expect(hindrance(at(0), deaf, true)).toBe('noTalk')
  })
})

it('a refusal has words of its own where the platform’s mean more here', () => {
  const refused = (platformCode: number) => endingOf({ code: 'platform', details: { platformCode } })
  expect([2, 5, 7, 8, 16].map((code) => refused(code))).toEqual([
    { why: 'unknownChannel' },
    { why: 'offline' },
    { why: 'busy' },
    { why: 'noTalk' },
    { why: 'permission' },
  ])
  expect(refused(12)).toEqual({ error: { code: 'platform', details: { platformCode: 12 } } })
  const timeout = { code: 'timeout', details: { host: 'h' } } as const
  expect(endingOf(timeout)).toEqual({ error: timeout })
})
