import type { Off } from './disposables.ts'
import { Emitter } from './emitter.ts'
import type { Pipe } from './wire.ts'

/** Two ends of a pipe inside one process. Delivery is asynchronous, as on every real pipe. */
export function memoryPipe(): [Pipe, Pipe] {
  const closed = new Emitter<void>()
  const state = { open: true }
  const toFirst = new Emitter<string>()
  const toSecond = new Emitter<string>()
  const close = (): void => {
    if (!state.open) return
    state.open = false
    closed.emit()
  }
  const end = (incoming: Emitter<string>, outgoing: Emitter<string>): Pipe => ({
    post: (text) => queueMicrotask(() => state.open && outgoing.emit(text)),
    onMessage: (listener) => incoming.on(listener),
    onClose: (listener): Off => closed.on(listener),
    close,
  })
  return [end(toFirst, toSecond), end(toSecond, toFirst)]
}
