/** What of a pane's state stands on screen. */
import type { Failure } from './failure.ts'
import { kindOf, wayOf, type FellBack, type PaneKind, type PaneState } from './pane-machine.ts'
import type { Way } from './transport.ts'

export interface PaneView {
  readonly kind: PaneKind
  readonly attempt: number
  /** Why it does not play, or why the attempt before this one ended. */
  readonly failure?: Failure
  /** When the next try begins, same clock as `now`. */
  readonly retryAt?: number
  /** `waiting`: the connection stands, only the picture is missing. */
  readonly connected: boolean
  /** An older picture is on screen while it does not play. */
  readonly hasPicture: boolean
  /** When that picture was new. */
  readonly pictureAt?: number
  /** The way of this attempt, and why it is not the one that was tried first. */
  readonly transport: Way
  readonly fellBack?: FellBack
}

export function viewOf(state: PaneState, presentedAt: number | undefined): PaneView {
  const { phase } = state
  const failure = 'failure' in phase ? phase.failure : 'after' in phase ? phase.after : undefined
  const still = phase.kind !== 'playing' && phase.kind !== 'idle' ? presentedAt : undefined
  return {
    kind: kindOf(state),
    attempt: state.attempt,
    connected: phase.kind === 'waiting' && phase.connected,
    hasPicture: still !== undefined,
    ...(failure ? { failure } : {}),
    ...('at' in phase ? { retryAt: phase.at } : {}),
    ...(still === undefined ? {} : { pictureAt: still }),
    transport: wayOf(state),
    ...(state.fellBack ? { fellBack: state.fellBack } : {}),
  }
}

export function sameView(one: PaneView, other: PaneView): boolean {
  return (
    one.kind === other.kind &&
    one.attempt === other.attempt &&
    one.failure === other.failure &&
    one.retryAt === other.retryAt &&
    one.connected === other.connected &&
    one.transport === other.transport &&
    one.fellBack === other.fellBack &&
    one.pictureAt === other.pictureAt
  )
}
