/** One websocket of a client, as those see it who push over it or read from it. */
import type { FrameOf, SendsOf } from '../../../shared/platform/define.ts'
import type { pushes } from '../../../shared/platform/index.ts'
import type { Session } from '../sessions.ts'

export type Pushes = typeof pushes
/** Key of a subscription in the contract. */
export type PushName = keyof Pushes
export type Frame<N extends PushName> = FrameOf<Pushes[N]>
export type Sent<N extends PushName> = SendsOf<Pushes[N]>

export interface Connection<N extends PushName> {
  readonly session: Session
  send(frame: Frame<N>): void
}

/** What is told of a connection to the control address. */
export interface OpenSocket {
  readonly path: string
  readonly account: string
  /** Epoch ms. */
  readonly openedAt: number
  /** Epoch ms of the last message from the client, or of the opening. */
  lastDataAt: number
  /** Messages from the client so far. */
  received: number
  /** Frames pushed so far. */
  pushed: number
}
