/**
 * The state machine of one pane, as a pure function. It decides; the controller only does what it says.
 * Deadlines and retries need no timers of their own: `tick` (every 250 ms) carries them, so nothing can be left running.
 * Attempts are numbered: what an older one still reports is not about the picture that is wanted now.
 */
import { backoffMs, type BackoffRange } from '../../../shared/backoff.ts'
import { failureOf, noWay, type AttemptFact } from './attempt-fact.ts'
import { isOfTheWay, mostTelling, remedyFor, type Failure } from './failure.ts'
import { otherThan, type Transport, type Way } from './transport.ts'

export const LEASE_TIMEOUT_MS = 15_000
export const CONNECT_TIMEOUT_MS = 10_000
export const PICTURE_TIMEOUT_MS = 5_000
/** Measured: a frozen stream keeps its connection state, only the decoded frames tell. */
export const FREEZE_MS = 1_500
/** The way back is normally told by the platform; the notice may get lost, so look again this often. */
export const PROBE_MS = 30_000
const RETRY: BackoffRange = { firstMs: 1_000, mostMs: 30_000 }
/** A picture that lasted this long clears the record: the next freeze is mended without waiting. */
export const STEADY_MS = 10_000

/** Why there is this attempt: what ended the one before it. */
interface Mending {
  readonly after?: Failure
  /** It began at once when a playing picture stopped. */
  readonly frozen?: true
}

/** All times are ms of one monotonic clock, the `now` of the events. */
export type Phase =
  | { readonly kind: 'idle' }
  /** The offer is with the platform. */
  | ({ readonly kind: 'opening'; readonly deadline: number } & Mending)
  /** The answer is here; waiting for the connection, then for the first picture. */
  | ({
      readonly kind: 'waiting'
      readonly connected: boolean
      readonly deadline: number
      readonly packetsAt?: number
    } & Mending)
  | { readonly kind: 'playing'; readonly since: number; readonly packetsAt?: number }
  /** `at`: when the next try begins. `offline` and `signed-out` begin earlier when what they wait for happens. */
  | { readonly kind: 'retrying' | 'offline' | 'signed-out'; readonly at: number; readonly failure: Failure }
  /** Somebody has to act; a try begins on request, when the device comes online or somebody signs in. */
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface PaneState {
  /** Number of the newest attempt ever started in this pane. */
  readonly attempt: number
  readonly phase: Phase
  /** Tries that failed in a row. */
  readonly failures: number
  /** When the picture on screen was new; absent before the first one. */
  readonly pictureAt?: number
  /** What the tree says; absent when it does not know. */
  readonly deviceOnline?: boolean
  /** The ways to try, in order, and which of them the newest attempt goes. */
  readonly ways: readonly Way[]
  readonly way: number
  /** The way before this one failed, and why. */
  readonly fellBack?: FellBack
}

export interface FellBack {
  readonly from: Way
  readonly failure: Failure
}

export type PaneEvent =
  | { readonly type: 'open'; readonly deviceOnline?: boolean; readonly ways?: readonly Way[] }
  | {
      readonly type: 'close' | 'tick' | 'retryNow' | 'deviceOnline' | 'deviceOffline' | 'signedIn' | 'platformReachable'
    }
  | (AttemptFact & { readonly attempt: number })

export type Effect = { readonly type: 'start' | 'stop'; readonly attempt: number }

export interface Step {
  readonly state: PaneState
  readonly effects: readonly Effect[]
}

/** The word for the phase; `frozen` is an attempt that mends a picture that stopped. */
export type PaneKind = Phase['kind'] | 'frozen'

export const IDLE: PaneState = { attempt: 0, phase: { kind: 'idle' }, failures: 0, ways: ['webrtc'], way: 0 }

/** The way of the newest attempt. */
export function wayOf({ ways, way }: PaneState): Way {
  return ways[way] ?? 'webrtc'
}

export function kindOf({ phase }: PaneState): PaneKind {
  return (phase.kind === 'opening' || phase.kind === 'waiting') && phase.frozen ? 'frozen' : phase.kind
}

/** An attempt is under way: it was started and not yet stopped. */
export function isRunning(phase: Phase): boolean {
  return phase.kind === 'opening' || phase.kind === 'waiting' || phase.kind === 'playing'
}

/** @param jitter 0 ≤ jitter < 1, drawn anew for each event. */
export function reduce(state: PaneState, event: PaneEvent, now: number, jitter: number): Step {
  if ('attempt' in event) {
    const current = event.attempt === state.attempt && isRunning(state.phase)
    return current ? reduceFact(state, event, now, jitter) : stay(state)
  }
  switch (event.type) {
    case 'open': {
      const { deviceOnline, ways = IDLE.ways } = event
      const fresh: PaneState = { ...IDLE, attempt: state.attempt, ways }
      return start(deviceOnline === undefined ? fresh : { ...fresh, deviceOnline }, now, stopping(state))
    }
    case 'close':
      return { state: { ...IDLE, attempt: state.attempt }, effects: stopping(state) }
    case 'tick':
      return reduceTick(state, now, jitter)
    case 'retryNow':
      return state.phase.kind === 'idle' ? stay(state) : start(fromFirstWay(state), now, stopping(state))
    case 'deviceOnline':
      return wake({ ...state, deviceOnline: true }, ['offline', 'retrying', 'failed'], now)
    case 'deviceOffline':
      return reduceOffline(state, now)
    case 'signedIn':
      return wake(state, ['signed-out', 'failed'], now)
    case 'platformReachable':
      return reduceReachable(state, now, jitter)
  }
}

function reduceFact(state: PaneState, fact: AttemptFact, now: number, jitter: number): Step {
  const phase = state.phase
  const failure = failureOf(fact, wayOf(state), phase.kind === 'playing')
  if (failure) return fail(state, failure, now, jitter)
  switch (fact.type) {
    case 'leaseGranted':
      if (phase.kind !== 'opening') return stay(state)
      return stay({
        ...state,
        phase: { ...mending(phase), kind: 'waiting', connected: false, deadline: now + CONNECT_TIMEOUT_MS },
      })
    case 'connected':
      if (phase.kind !== 'waiting' || phase.connected) return stay(state)
      return stay({ ...state, phase: { ...phase, connected: true, deadline: now + PICTURE_TIMEOUT_MS } })
    case 'frame':
      return stay({
        ...state,
        pictureAt: now,
        phase: phase.kind === 'playing' ? phase : { kind: 'playing', since: now },
      })
    case 'packets':
      return phase.kind === 'opening' || phase.kind === 'idle'
        ? stay(state)
        : stay({ ...state, phase: { ...phase, packetsAt: now } as Phase })
    case 'wayChosen':
      return stay(chosen(state, fact.way, fact.lost))
    default:
      return stay(state)
  }
}

/** From now on it is an attempt of that way; the other is the one to fall back to. */
function chosen(state: PaneState, way: Transport, lost: Failure | undefined): PaneState {
  const other = otherThan(way)
  const fellBack = lost ? { fellBack: { from: other, failure: lost } } : {}
  return { ...state, ways: [way, other], way: 0, ...fellBack }
}

function reduceTick(state: PaneState, now: number, jitter: number): Step {
  const phase = state.phase
  switch (phase.kind) {
    case 'opening':
      return now >= phase.deadline ? fail(state, { cause: 'no-answer' }, now, jitter) : stay(state)
    case 'waiting': {
      if (now < phase.deadline) return stay(state)
      if (!phase.connected) return fail(state, { cause: noWay(wayOf(state)) }, now, jitter)
      return fail(state, { cause: phase.packetsAt === undefined ? 'no-packets' : 'no-frames' }, now, jitter)
    }
    case 'playing': {
      const pictureAt = state.pictureAt ?? phase.since
      if (now - pictureAt >= FREEZE_MS) {
        const fed = phase.packetsAt !== undefined && phase.packetsAt - pictureAt > FREEZE_MS / 2
        return fail(state, { cause: fed ? 'stalled-decoder' : 'stalled' }, now, jitter)
      }
      return state.failures > 0 && now - phase.since >= STEADY_MS ? stay({ ...state, failures: 0 }) : stay(state)
    }
    case 'retrying':
    case 'offline':
    case 'signed-out':
      return now >= phase.at ? start(state, now) : stay(state)
    case 'idle':
    case 'failed':
      return stay(state)
  }
}

/** The pictures that still arrive are the better witness: a running attempt ends by its own facts. */
function reduceOffline(state: PaneState, now: number): Step {
  const known = { ...state, deviceOnline: false }
  if (state.phase.kind !== 'retrying') return stay(known)
  return stay({ ...known, phase: { kind: 'offline', at: now + PROBE_MS, failure: state.phase.failure } })
}

/** The way is free again: the wait that grew while it was blocked is cut short, still not for all panes at once. */
function reduceReachable(state: PaneState, now: number, jitter: number): Step {
  if (state.phase.kind !== 'retrying') return stay(state)
  const at = Math.min(state.phase.at, now + backoffMs(1, jitter, RETRY))
  return stay({ ...state, phase: { ...state.phase, at } })
}

function wake(state: PaneState, kinds: readonly Phase['kind'][], now: number): Step {
  return kinds.includes(state.phase.kind) ? start({ ...state, failures: 0 }, now) : stay(state)
}

function start(state: PaneState, now: number, before: readonly Effect[] = [], frozen?: Failure): Step {
  const attempt = state.attempt + 1
  const why: Mending = frozen
    ? { after: frozen, frozen: true }
    : 'failure' in state.phase
      ? { after: state.phase.failure }
      : {}
  const phase: Phase = { kind: 'opening', deadline: now + LEASE_TIMEOUT_MS, ...why }
  return { state: { ...state, attempt, phase }, effects: [...before, { type: 'start', attempt }] }
}

/** Ends the running attempt and decides what comes next. */
function fail(state: PaneState, newest: Failure, now: number, jitter: number): Step {
  const effects = stopping(state)
  const other = goOtherWay(state, newest, now, effects)
  if (other) return other
  const before = state.phase.kind === 'playing' ? undefined : state.fellBack?.failure
  const failure = before ? mostTelling(newest, before) : newest
  const failures = state.failures + 1
  const failed = { ...state, failures }
  const rest = (phase: Phase): Step => ({ state: { ...fromFirstWay(failed), phase }, effects })
  const remedy = remedyFor(failure)
  const at = now + backoffMs(failures, jitter, RETRY)
  if (remedy === 'somebody') return rest({ kind: 'failed', failure })
  if (remedy === 'session') return rest({ kind: 'signed-out', at: now + PROBE_MS, failure })
  // Platform and tree may disagree for a moment: while the tree says online, off-line is retried like everything else.
  if (remedy === 'device') return rest({ kind: 'offline', at: state.deviceOnline ? at : now + PROBE_MS, failure })
  // What the platform just said is the newer witness; silence of a device the tree calls off-line is its being off-line.
  if (state.deviceOnline === false && failure.cause !== 'refused')
    return rest({ kind: 'offline', at: now + PROBE_MS, failure })
  if (state.phase.kind === 'playing' && state.failures === 0) return start(failed, now, effects, failure)
  return rest({ kind: 'retrying', at, failure })
}

/** At once: what one way could not do, the next one may. A picture that stopped is tried again the way it came. */
function goOtherWay(state: PaneState, failure: Failure, now: number, effects: readonly Effect[]): Step | undefined {
  const { phase, way, ways, deviceOnline, attempt } = state
  if (phase.kind === 'playing' || way + 1 >= ways.length || deviceOnline === false || !isOfTheWay(failure))
    return undefined
  const next = { ...state, attempt: attempt + 1, way: way + 1, fellBack: { from: wayOf(state), failure } }
  const frozen = kindOf(state) === 'frozen' ? ({ frozen: true } as const) : {}
  return {
    state: { ...next, phase: { kind: 'opening', deadline: now + LEASE_TIMEOUT_MS, after: failure, ...frozen } },
    effects: [...effects, { type: 'start', attempt: attempt + 1 }],
  }
}

function fromFirstWay({ fellBack: _fellBack, ...state }: PaneState): PaneState {
  return { ...state, way: 0 }
}

function stopping(state: PaneState): Effect[] {
  return isRunning(state.phase) ? [{ type: 'stop', attempt: state.attempt }] : []
}

function mending({ after, frozen }: Mending): Mending {
  return { ...(after ? { after } : {}), ...(frozen ? { frozen } : {}) }
}

function stay(state: PaneState): Step {
  return { state, effects: [] }
}
