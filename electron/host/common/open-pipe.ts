/** The pipe of one document: what it sends is received here, and nothing goes either way after its end. */
import type { Off } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { Pipe } from '../../../shared/wire.ts'

export interface OpenPipe {
  readonly pipe: Pipe
  receive(text: string): void
}

/** @param way `onEnd` is told once, before the listeners of the pipe */
export function openPipe(way: { post(text: string): void; onEnd(): void }): OpenPipe {
  const received = new Emitter<string>()
  const closed = new Emitter<void>()
  let isOpen = true
  return {
    receive: (text) => isOpen && received.emit(text),
    pipe: {
      post: (text) => isOpen && way.post(text),
      onMessage: (listener): Off => received.on(listener),
      onClose: (listener): Off => closed.on(listener),
      close() {
        if (!isOpen) return
        isOpen = false
        way.onEnd()
        closed.emit()
      },
    },
  }
}
