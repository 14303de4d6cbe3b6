import { describe, expect, it } from 'vitest'
import { BestWays } from '../../../../renderer/features/live/best-ways.ts'

describe('the way that showed the last picture', () => {
  it('is one for each device and network, and is kept', () => {
    const ways = new BestWays()
    expect(ways.remember('10.1.2.0', 'PU_1', 'webrtc')).toBe(true)
    expect(ways.remember('10.1.2.0', 'PU_1', 'webrtc')).toBe(false)
    ways.remember('192.168.0.0', 'PU_1', 'bvrtc')
    const later = new BestWays()
    later.take(JSON.parse(JSON.stringify(ways.value)))
    expect(later.of('10.1.2.0', 'PU_1')).toBe('webrtc')
    expect(later.of('192.168.0.0', 'PU_1')).toBe('bvrtc')
    expect([later.of('172.16.0.0', 'PU_1'), later.of(undefined, 'PU_1')]).toEqual([undefined, undefined])
  })

  it('found out meanwhile is not lost to what was kept; what was spoilt by hand is left out', () => {
    const ways = new BestWays()
    ways.remember(undefined, 'PU_1', 'bvrtc')
    ways.take({ ' PU_1': 'webrtc', ' PU_2': 'pigeon', ' PU_3': 'webrtc' })
    ways.take(['nothing'])
    ways.take(null)
    expect([1, 2, 3].map((number) => ways.of(undefined, `PU_${number}`))).toEqual(['bvrtc', undefined, 'webrtc'])
  })

  it('is remembered of a bounded number: the oldest goes first', () => {
    const ways = new BestWays()
    for (let number = 0; number <= 2_000; number++) ways.remember('net', `PU_${number}`, 'webrtc')
    expect(Object.keys(ways.value)).toHaveLength(2_000)
    expect([ways.of('net', 'PU_0'), ways.of('net', 'PU_1')]).toEqual([undefined, 'webrtc'])
  })
})
