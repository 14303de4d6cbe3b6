import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Talk, type TalkParts } from '../../../../renderer/features/conferences/talk.ts'
import type { Floor } from '../../../../shared/contract/conferences.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A core that grants for `talkMs`, and what is heard and told meanwhile. */
function scene(talkMs = 30_000) {
  const tones: string[] = []
  const over: string[] = []
  const released: string[] = []
  const gate = {
    isOpen: false,
    open: () => Promise.resolve(void (gate.isOpen = true)),
    dispose: () => undefined,
    close: () => Promise.resolve(void (gate.isOpen = false)),
  }
  const floorOf = (press: string, rest: Partial<Floor>): Floor => ({
    ...{ groupId: 'a', press, phase: 'granted', since: Date.now() },
    ...rest,
  })
  let press = ''
  const conferences = {
    press: (input: { press: string }) => {
      press = input.press
      return Promise.resolve(floorOf(press, { until: Date.now() + talkMs }))
    },
    release: (input: { press: string }) => Promise.resolve(void released.push(input.press)),
    keep: () => Promise.resolve(null),
  }
  const talk = new Talk({
    client: { conferences } as unknown as TalkParts['client'],
    sound: { gate: () => Promise.resolve(gate), readyGate: () => gate, voiceLevel: () => 1, states: new Map() },
    play: (tone) => void tones.push(tone),
    onOver: (groupId) => void over.push(groupId),
  })
  return {
    talk,
    tones,
    over,
    released,
    gate,
    end: (end: Floor['end']) => talk.follow(floorOf(press, { phase: 'over', ...(end ? { end } : {}) })),
  }
}

it('the operator hears that he may talk, that his time runs out, and that it is over', async () => {
  const { talk, tones, over, gate, end } = scene()
  await talk.press('a')
  expect(gate.isOpen).toBe(true)
  await vi.advanceTimersByTimeAsync(24_999)
  expect(tones).toEqual(['granted'])
  await vi.advanceTimersByTimeAsync(2)
  expect(tones).toEqual(['granted', 'ending'])
  end('limit')
  expect(gate.isOpen).toBe(false)
  expect(tones).toEqual(['granted', 'ending', 'cut'])
  expect(over).toEqual(['a'])
})

it('who lets go before hears nothing of his time', async () => {
  const { talk, tones, over, released } = scene()
  await talk.press('a')
  talk.release('a')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tones).toEqual(['granted', 'released'])
  expect([over, released.length]).toEqual([[], 1])
})

it('a key whose press something else let go of learns of it', async () => {
  const { talk, over, released } = scene()
  await talk.press('a')
  talk.releaseAll()
  expect([over, released.length, talk.isPressed('a')]).toEqual([['a'], 1, false])
})
