/**
 * From the call that opens a stream to the channel that brings it. A window proves with a ticket, good once and for a short
 * time, that the stream is its own; one that nobody comes for is over.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { AppError } from '../../../shared/errors.ts'
import type { MediaPipe } from '../host.ts'
import type { Timings } from '../platform/timings.ts'
import { FrameOutlet } from './frame-outlet.ts'

export interface Begin {
  /** Makes what fills the outlet, of whatever kind. `onEnded`: nothing comes any more; told once, not after `close`. */
  readonly start: (outlet: FrameOutlet, onEnded: (error: AppError) => void) => { close(): void }
  /** Nobody watches any more, or nothing comes any more. Not called after `close`. */
  readonly onOver: () => void
}

export interface PreparedStream {
  readonly ticket: string
  begin(options: Begin): void
  /** Lets the media server and the window go. More than once is no error. */
  close(): void
}

type Log = (level: 'info' | 'warn', text: string) => void

export class StreamGate {
  readonly #timings: Pick<Timings, 'mediaUnclaimedMs'>
  readonly #log: Log
  readonly #waiting = new Map<string, FrameOutlet>()

  constructor(timings: Pick<Timings, 'mediaUnclaimedMs'>, log: Log) {
    this.#timings = timings
    this.#log = log
  }

  prepare(): PreparedStream {
    const ticket = randomBytes(32).toString('base64url')
    const key = digestOf(ticket)
    const state: { stream?: { close(): void }; isOver?: true; onOver?: () => void } = {}
    const over = (): void => {
      if (!state.isOver) state.onOver?.()
    }
    const outlet = new FrameOutlet(over)
    const timer = setTimeout(() => {
      this.#waiting.delete(key)
      if (!outlet.isAttached) over()
    }, this.#timings.mediaUnclaimedMs)
    this.#waiting.set(key, outlet)
    return {
      ticket,
      begin: ({ start, onOver }) => {
        if (state.isOver) return
        state.onOver = onOver
        state.stream = start(outlet, (error) => {
          this.#log('warn', `a media stream ended: ${error.message}`)
          outlet.end(error.message)
          // Its window may still be on its way: it is told then.
          if (outlet.isAttached) over()
        })
      },
      close: () => {
        if (state.isOver) return
        state.isOver = true
        clearTimeout(timer)
        this.#waiting.delete(key)
        state.stream?.close()
        outlet.end('closed')
      },
    }
  }

  /** A ticket that is used, too old or was never ours closes the channel at once. */
  attach(ticket: string, pipe: MediaPipe): void {
    const key = digestOf(ticket)
    const outlet = this.#waiting.get(key)
    if (!outlet) return pipe.close()
    this.#waiting.delete(key)
    outlet.attach(pipe)
  }
}

// Looked up by digest, so that the time of the look-up says nothing about a ticket.
function digestOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex')
}
