import { describe, expect, it } from 'vitest'
import type { AttemptOptions } from '../../../../renderer/features/live/attempt.ts'
import type { AttemptFact } from '../../../../renderer/features/live/attempt-fact.ts'
import { startRace } from '../../../../renderer/features/live/race-attempt.ts'
import type { Transport } from '../../../../renderer/features/live/transport.ts'
import { platform } from './pane-story.ts'

type Options = Omit<AttemptOptions, 'client' | 'platformNow'>

function race() {
  const runners = new Map<Transport, Options & { stopped: boolean; leaseEnded: unknown[] }>()
  const facts: AttemptFact[] = []
  const streams: unknown[] = []
  const attempt = startRace(
    (transport, options) => {
      const runner = { ...options, stopped: false, leaseEnded: [] as unknown[] }
      runners.set(transport, runner)
      const packetsReceived = transport === 'webrtc' ? 3 : 4
      return {
        holds: (id) => id === (transport === 'webrtc' ? 1 : 2),
        leaseEnded: (id) => void runner.leaseEnded.push(id),
        stop: () => void (runner.stopped = true),
        sample: async () => ({ framesDecoded: 9, packetsReceived }),
        report: async () => new Map([['from', transport]]),
        setAudible: () => undefined,
        senderAge: () => undefined,
        watch: () => undefined,
        behindMs: () => (transport === 'bvrtc' ? 50 : 0),
      }
    },
    {
      channel: { puid: 'PU_1', index: 0 },
      tapeId: 1,
      tell: (fact) => facts.push(fact),
      onStream: (stream) => streams.push(stream),
    },
  )
  const runner = (transport: Transport) => runners.get(transport)!
  const stream = (transport: Transport) => transport as unknown as MediaStream
  return {
    attempt,
    facts,
    streams,
    runner,
    arrive(transport: Transport) {
      runner(transport).tell({ type: 'leaseGranted' })
      runner(transport).onStream(stream(transport))
      runner(transport).tell({ type: 'connected' })
    },
  }
}

describe('the first picture', () => {
  it('wins: its stream is shown, the other is stopped, and only the winner is heard from then on', async () => {
    const { attempt, facts, streams, runner, arrive } = race()
    arrive('webrtc')
    arrive('bvrtc')
    expect([facts.map(({ type }) => type), streams]).toEqual([['leaseGranted', 'connected'], []])
    expect(await attempt.sample()).toEqual({ framesDecoded: 0, packetsReceived: 7 })
    expect(await attempt.report()).toBeUndefined()
    runner('bvrtc').onPicture?.()
    runner('webrtc').onPicture?.()
    expect(facts.at(-1)).toEqual({ type: 'wayChosen', way: 'bvrtc' })
    expect(streams).toEqual(['bvrtc'])
    expect([runner('webrtc').stopped, runner('bvrtc').stopped]).toEqual([true, false])
    runner('webrtc').tell({ type: 'connectionFailed' })
    runner('bvrtc').tell({ type: 'connectionFailed' })
    expect(facts.slice(3)).toEqual([{ type: 'connectionFailed' }])
    expect([await attempt.sample(), attempt.behindMs()]).toEqual([{ framesDecoded: 9, packetsReceived: 4 }, 50])
    expect([attempt.holds(1), attempt.holds(2)]).toEqual([false, true])
  })

  it('says why the other had failed before', () => {
    const { facts, runner, arrive } = race()
    arrive('bvrtc')
    runner('webrtc').tell({ type: 'leaseRefused', error: platform(12) })
    expect(runner('webrtc').stopped).toBe(true)
    runner('bvrtc').onPicture?.()
    expect(facts.at(-1)).toEqual({
      type: 'wayChosen',
      way: 'bvrtc',
      lost: { cause: 'refused', error: platform(12) },
    })
  })
})

describe('without a picture', () => {
  it('ends when both failed, by what no other way could have mended', () => {
    const { facts, runner } = race()
    runner('webrtc').tell({ type: 'leaseRefused', error: platform(16) })
    expect(facts).toEqual([])
    runner('bvrtc').tell({ type: 'connectionFailed' })
    expect(facts).toEqual([{ type: 'allFailed', failure: { cause: 'refused', error: platform(16) } }])
  })

  it('a lease that the core gives up concerns the one that has it', () => {
    const { attempt, runner } = race()
    attempt.leaseEnded(2, undefined)
    expect([runner('webrtc').leaseEnded, runner('bvrtc').leaseEnded]).toEqual([[], [2]])
  })

  it('stops both', () => {
    const { attempt, facts, streams, runner, arrive } = race()
    arrive('webrtc')
    attempt.stop()
    runner('webrtc').onPicture?.()
    runner('bvrtc').tell({ type: 'connectionFailed' })
    expect([runner('webrtc').stopped, runner('bvrtc').stopped, streams, facts.length]).toEqual([true, true, [], 2])
  })
})
