/** The sound of one conference between this page and the platform, by whatever way. */
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import type { MicrophoneUse } from '../../voice/microphone.ts'

/** How the sound comes and goes. */
export const WAYS = ['webrtc', 'socket'] as const
export type Way = (typeof WAYS)[number]

/** Lets the voice out, or nothing at all. */
export interface Gate {
  /** Resolves when the voice goes out. Rejects when the connection is gone. */
  open(): Promise<void>
  /** The voice is silenced at once; resolves when nothing is sent any more. Never rejects. */
  close(): Promise<void>
  dispose(): void
}

export interface LinkEvents {
  /** Sound comes, and may be sent. */
  onOpen(): void
  /** It is over, from the other side; told once, not after `close`. */
  onEnded(error: ErrorEnvelope): void
}

export interface Link {
  readonly way: Way
  /** Connects what is received. */
  hear(into: AudioNode): void
  gate(use: MicrophoneUse): Gate
  /** The core gave up a lease by itself. */
  leaseEnded(leaseId: number, error: ErrorEnvelope | undefined): void
  close(): void
}
