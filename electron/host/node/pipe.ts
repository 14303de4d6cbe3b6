import type { WebSocket } from 'ws'
import type { Off } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { Pipe } from '../../../shared/wire.ts'
import { MAX_UNREAD_BYTES } from '../common/pipe-limits.ts'

/**
 * The core's end of a websocket. A page that does not read is cut off once `maxUnreadBytes` wait for it: a frozen page
 * must not fill the memory of the process that holds the alarms.
 */
export function websocketPipe(socket: WebSocket, maxUnreadBytes = MAX_UNREAD_BYTES): Pipe {
  const received = new Emitter<string>()
  const closed = new Emitter<void>()
  const state = { open: true }
  const end = (): void => {
    if (!state.open) return
    state.open = false
    closed.emit()
  }
  socket.on('message', (data: Buffer) => state.open && received.emit(data.toString('utf8')))
  socket.on('close', end)
  // Broken frames and resets end in 'close'; without a listener they would end the process.
  socket.on('error', () => socket.terminate())
  return {
    post(text) {
      if (!state.open) return
      if (socket.bufferedAmount > maxUnreadBytes) {
        socket.terminate()
        return
      }
      socket.send(text)
    },
    onMessage: (listener): Off => received.on(listener),
    onClose: (listener): Off => closed.on(listener),
    close() {
      // Ours ends now; a page that never answers the closing handshake must not keep its streams open.
      end()
      socket.close(1000)
    },
  }
}
