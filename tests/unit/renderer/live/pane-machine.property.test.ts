import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  IDLE,
  isRunning,
  reduce,
  type PaneEvent,
  type PaneState,
} from '../../../../renderer/features/live/pane-machine.ts'
import { AppError, ERROR_CODES } from '../../../../shared/errors.ts'

interface Happening {
  readonly afterMs: number
  readonly jitter: number
  /** Facts name an attempt relative to the newest: 0 is the current one. */
  readonly behind: number
  readonly event: PaneEvent
}

const error = fc
  .record({ code: fc.constantFrom(...ERROR_CODES), platformCode: fc.integer({ min: 1, max: 20 }) })
  .map(({ code, platformCode }) => new AppError(code, { platformCode }).toEnvelope())

const event: fc.Arbitrary<PaneEvent> = fc.oneof(
  fc.record({ type: fc.constant('open' as const) }),
  fc.record({ type: fc.constant('open' as const), deviceOnline: fc.boolean() }),
  ...(
    ['close', 'tick', 'tick', 'retryNow', 'deviceOnline', 'deviceOffline', 'signedIn', 'platformReachable'] as const
  ).map((type) => fc.record({ type: fc.constant(type) })),
  ...(['leaseGranted', 'connected', 'connectionFailed', 'noVideo', 'frame', 'packets', 'leaseEnded'] as const).map(
    (type) => fc.record({ type: fc.constant(type), attempt: fc.constant(0) }),
  ),
  fc.record({ type: fc.constant('leaseRefused' as const), attempt: fc.constant(0), error }),
  fc.record({ type: fc.constant('leaseEnded' as const), attempt: fc.constant(0), error }),
  fc.constant({ type: 'codecMissing' as const, attempt: 0, codec: 'H265', decodable: ['H264'] }),
  fc.constant({ type: 'localFailed' as const, attempt: 0, reason: 'limit' }),
)

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40_000 })),
    jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    behind: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
    ),
    event,
  }),
  { maxLength: 120 },
)

/** Runs a story and keeps the books: which attempts were started and how often each was stopped. */
function run(story: readonly Happening[]) {
  let state: PaneState = IDLE
  let now = 0
  const stops = new Map<number, number>()
  const send = (happening: PaneEvent, jitter: number): void => {
    const step = reduce(state, happening, now, jitter)
    for (const { type, attempt } of step.effects) {
      if (type === 'start') {
        expect(stops.has(attempt), `attempt ${attempt} started once`).toBe(false)
        stops.set(attempt, 0)
      } else {
        expect(stops.get(attempt), `attempt ${attempt} stopped once, after its start`).toBe(0)
        stops.set(attempt, 1)
      }
    }
    state = step.state
    const open = [...stops].filter(([, count]) => count === 0).map(([attempt]) => attempt)
    expect(open).toEqual(isRunning(state.phase) ? [state.attempt] : [])
  }
  for (const { afterMs, jitter, behind, event: next } of story) {
    now += afterMs
    send('attempt' in next ? { ...next, attempt: state.attempt - behind } : next, jitter)
  }
  return {
    get state() {
      return state
    },
    send,
    later: (ms: number) => (now += ms),
  }
}

describe('any sequence of events', () => {
  it('stops every attempt exactly once and has at most one running', () => {
    fc.assert(
      fc.property(happenings, (story) => {
        const pane = run(story)
        pane.send({ type: 'close' }, 0)
        expect(pane.state.phase.kind).toBe('idle')
      }),
      { numRuns: 500 },
    )
  })

  it('leaves a way forward: time alone leads on, or an action does', () => {
    fc.assert(
      fc.property(happenings, (story) => {
        const pane = run(story)
        const { phase, attempt } = pane.state
        if (phase.kind === 'idle') return
        if (phase.kind === 'failed') {
          pane.send({ type: 'retryNow' }, 0)
          expect(pane.state.attempt).toBe(attempt + 1)
          return
        }
        const before = phase.kind
        for (let second = 0; second < 31 && pane.state.phase.kind === before; second += 1) {
          pane.later(1_000)
          pane.send({ type: 'tick' }, 0.99)
        }
        expect([pane.state.phase.kind, pane.state.attempt]).not.toEqual([before, attempt])
      }),
      { numRuns: 500 },
    )
  })

  it('ignores what an older attempt reports', () => {
    fc.assert(
      fc.property(happenings, event, (story, late) => {
        const { state } = run(story)
        if (!('attempt' in late)) return
        const step = reduce(state, { ...late, attempt: state.attempt - 1 }, 1e9, 0.5)
        expect(step).toEqual({ state, effects: [] })
      }),
    )
  })

  it('always plays once a new picture of the running attempt arrives', () => {
    fc.assert(
      fc.property(happenings, (story) => {
        const pane = run(story)
        if (!isRunning(pane.state.phase)) return
        pane.send({ type: 'frame', attempt: pane.state.attempt }, 0)
        expect(pane.state.phase.kind).toBe('playing')
      }),
    )
  })
})
