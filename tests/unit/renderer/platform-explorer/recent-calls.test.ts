import { describe, expect, it } from 'vitest'
import {
  MAX_RECENT,
  parseRecent,
  recentCall,
  withCall,
  type RecentCall,
} from '../../../../renderer/features/platform-explorer/recent-calls.ts'
import { createRecentLog } from '../../../../renderer/features/platform-explorer/recent-log.ts'
import { until } from '../../../support/until.ts'

const call = (at: number): RecentCall => ({ operation: 'device.list', at, durationMs: 5, outcome: 0, input: {} })

describe('recent calls', () => {
  it('are kept without secrets, and without what is too large', () => {
    const base = { operation: 'device.list', at: 1, durationMs: 2, outcome: 16 }
    const kept = recentCall({ ...base, input: { body: { password: 'x', name: 'a' } } })
    expect(kept).toEqual({ ...base, input: { body: { name: 'a' } } })
    expect(recentCall({ ...base, input: { body: 'x'.repeat(5000) } })).toEqual(base)
  })

  it('are the last fifty, the newest first', () => {
    let calls: readonly RecentCall[] = []
    for (let at = 0; at < 60; at++) calls = withCall(calls, call(at))
    expect([calls.length, calls[0]?.at, calls.at(-1)?.at]).toEqual([MAX_RECENT, 59, 10])
  })

  it('fit into one value of the settings', () => {
    const large = recentCall({ ...call(1), outcome: 'bad-answer', input: { body: 'x'.repeat(3900) } })
    const full = Array.from({ length: MAX_RECENT }, () => large)
    expect(JSON.stringify(full).length).toBeLessThan(256 * 1024)
  })

  it('are read without what a hand may have written into them', () => {
    const bad = [
      null,
      { ...call(1), operation: 'no.such' },
      { ...call(1), at: 'x' },
      { ...call(1), outcome: {} },
      { ...call(1), durationMs: -1 },
    ]
    const good = { ...call(2), input: { body: { password: 'x', page: 0 } } }
    expect(parseRecent([...bad, good])).toEqual([{ ...call(2), input: { body: { page: 0 } } }])
    expect([parseRecent('x'), parseRecent(undefined)]).toEqual([[], []])
  })
})

/** What the core keeps, as a value. */
function settings(initial: unknown) {
  const kept = { value: initial }
  return {
    kept,
    client: {
      settings: {
        read: async () => ({ value: kept.value }),
        write: async ({ value }: { value: unknown }) => ((kept.value = value), null),
      },
    },
  }
}

describe('the log of recent calls', () => {
  it('puts new calls in front of those that were kept, also when they are made first', async () => {
    const { client, kept } = settings([call(1)])
    const log = createRecentLog(client)
    log.add(call(2))
    await until('the writing', () => (kept.value as RecentCall[]).length === 2)
    expect(kept.value).toEqual([call(2), call(1)])
    expect(log.calls.value).toEqual([call(2), call(1)])
  })

  it('gives nothing of one account to the next', async () => {
    const { client, kept } = settings([call(1)])
    const log = createRecentLog(client)
    const reading = log.read()
    log.forget()
    kept.value = []
    await reading
    await log.read()
    expect(log.calls.value).toEqual([])
  })
})
