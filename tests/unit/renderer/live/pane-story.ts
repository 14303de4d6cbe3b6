/** A pane told by a test: events go in, effects are written down, the clock moves when the test says so. */
import {
  IDLE,
  kindOf,
  reduce,
  type Effect,
  type PaneEvent,
  type PaneState,
} from '../../../../renderer/features/live/pane-machine.ts'
import { AppError, type ErrorEnvelope } from '../../../../shared/errors.ts'

export const platform = (platformCode: number): ErrorEnvelope => new AppError('platform', { platformCode }).toEnvelope()

/** Jitter is fixed at one half. */
export function pane() {
  let state: PaneState = IDLE
  let now = 1_000
  const effects: Effect[] = []
  const send = (event: PaneEvent): void => {
    const step = reduce(state, event, now, 0.5)
    state = step.state
    effects.push(...step.effects)
  }
  return {
    send,
    after: (ms: number) => {
      now += ms
      send({ type: 'tick' })
    },
    get state() {
      return state
    },
    get kind() {
      return kindOf(state)
    },
    get now() {
      return now
    },
    took: () => effects.splice(0).map(({ type, attempt }) => `${type} ${attempt}`),
    play: () => {
      const attempt = state.attempt
      send({ type: 'leaseGranted', attempt })
      send({ type: 'connected', attempt })
      send({ type: 'frame', attempt })
    },
  }
}

export function opened(deviceOnline?: boolean) {
  const it = pane()
  it.send(deviceOnline === undefined ? { type: 'open' } : { type: 'open', deviceOnline })
  it.took()
  return it
}
