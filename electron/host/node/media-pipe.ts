import type { WebSocket } from 'ws'
import type { MediaPipe } from '../../core/host.ts'
import { MAX_UNREAD_BYTES } from '../common/pipe-limits.ts'

/**
 * The core's end of a channel of frames. The core leaves frames out for a page that says it is behind; one that says it read
 * what it never took is cut off.
 */
export function websocketMediaPipe(socket: WebSocket, maxUnreadBytes = MAX_UNREAD_BYTES): MediaPipe {
  // Broken frames and resets end in 'close'; without a listener they would end the process.
  socket.on('error', () => socket.terminate())
  return {
    post(message) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > maxUnreadBytes) socket.terminate()
      else socket.send(message)
    },
    onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(data)),
    onClose: (listener) => void socket.once('close', () => listener()),
    close: () => socket.close(1000),
  }
}
